import { localizer } from '../../core/base/message.ts';
import type { Place } from '../check/report.ts';
import type { Formatter } from './formatter.ts';

/** For programs: always in English. */
export const formatter: Formatter = {
  name: 'json',
  format(reports) {
    const english = localizer();
    const value = reports.map(({ file, findings }) => ({
      file,
      findings: findings.map(({ rule, severity, message, place, fixes, certificationPath }) => ({
        rule,
        severity,
        message: english(message),
        ...range(place),
        ...(certificationPath ? { certificationPath } : {}),
        fixes: fixes.map(({ title, preferred, edits }) => ({
          title: english(title),
          preferred,
          edits: edits.map((edit) => ({ file: edit.file, ...range(edit), text: edit.text })),
        })),
      })),
    }));
    return `${JSON.stringify(value, undefined, 2)}\n`;
  },
};

function range({ line, column, endLine, endColumn }: Place): Omit<Place, 'uri' | 'file'> {
  return { line, column, endLine, endColumn };
}
