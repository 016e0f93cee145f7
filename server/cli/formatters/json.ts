import { localizer } from '../../core/base/message.ts';
import type { Place, ReportedFinding } from '../check/report.ts';
import type { Formatter } from './formatter.ts';

const english = localizer();

/** For programs: always in English. */
export const formatter: Formatter = {
  name: 'json',
  format(reports) {
    const value = reports.map(({ file, findings }) => ({
      file,
      findings: findings.map(({ rule, severity, message, place, related, fixes, certificationPath }) => ({
        rule,
        severity,
        message: english(message),
        ...range(place),
        ...(related.length > 0 ? { related: related.map(relatedPlace) } : {}),
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

function range({ line, column, endLine, endColumn }: Omit<Place, 'uri' | 'file'>): Omit<Place, 'uri' | 'file'> {
  return { line, column, endLine, endColumn };
}

function relatedPlace({ message, file, ...place }: ReportedFinding['related'][number]) {
  return { message: english(message), file, ...range(place) };
}
