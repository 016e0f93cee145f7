import { type Message, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import type { Severity } from '../../core/lint/finding.ts';
import type { FileReport, ReportedFinding } from '../check/report.ts';
import type { Formatter } from './formatter.ts';

/** For people: a line a finding, which terminals turn into a link to its place, another for the trust anchors, a gap between files, a count. */
export const formatter: Formatter = {
  name: 'text',
  format(reports, { localize, colour }) {
    const style = colour ? styled : plain;
    const groups = reports
      .filter(({ findings }) => findings.length > 0)
      .map(({ findings }) =>
        findings
          .map(({ place, severity, message: text, rule, anchors }) => {
            const where = `${place.file}:${place.line}:${place.column}`;
            const weight = style(severityStyles[severity], localize(severityNames[severity]));
            const counted = anchors ? `  ${style('dim', localize(anchors))}\n` : '';
            return `${where} ${weight} ${visible(localize(text))} ${style('dim', `[${rule}]`)}\n${counted}`;
          })
          .join(''),
      );
    return [...groups, `${localize(count(reports))}\n`].join('\n');
  },
};

const severityNames: Readonly<Record<Severity, Message>> = {
  error: message('error'),
  warning: message('warning'),
  information: message('info'),
  hint: message('hint'),
};

type Style = 'red' | 'yellow' | 'blue' | 'dim';
const severityStyles: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'dim',
};
const codes: Readonly<Record<Style, number>> = { red: 31, yellow: 33, blue: 34, dim: 2 };

function styled(style: Style, text: string): string {
  return `\x1b[${codes[style]}m${text}\x1b[0m`;
}

function plain(_: Style, text: string): string {
  return text;
}

function count(reports: readonly FileReport[]): Message {
  const findings = reports.flatMap((report) => report.findings);
  const files = reports.length === 1 ? message('1 file') : message('{count} files', { count: reports.length });
  if (findings.length === 0) return message('No problems in {files}.', { files });
  const fixable = findings.filter(({ fixes }) => fixes.length > 0).length;
  const counts = countsOf(findings);
  if (fixable === 0) return message('{counts} in {files}.', { counts, files });
  return message('{counts} in {files}; --fix can repair {fixable}.', { counts, files, fixable });
}

function countsOf(findings: readonly ReportedFinding[]): Message[] {
  const number = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const errors = number('error');
  const warnings = number('warning');
  const notes = findings.length - errors - warnings;
  const counts: Message[] = [];
  if (errors > 0) counts.push(errors === 1 ? message('1 error') : message('{count} errors', { count: errors }));
  if (warnings > 0) {
    counts.push(warnings === 1 ? message('1 warning') : message('{count} warnings', { count: warnings }));
  }
  if (notes > 0) counts.push(notes === 1 ? message('1 note') : message('{count} notes', { count: notes }));
  return counts;
}
