import { type Localize, type Message, message } from '../../core/base/message.ts';
import { displayName, failureAdvice, failureMessage, type PathFailure } from '../../core/chain/path-failure.ts';
import type { CertificationPath, OtherProfile, PathReport } from '../../core/chain/path-report.ts';
import type { RevocationStatus } from '../../core/chain/revocation/revocation-status.ts';
import type { Certificate } from '../../core/x509/types.ts';

/** Failures of one path that are written out; what explains most comes first. */
const shownFailures = 5;
/** Other paths that are written out. */
const shownPaths = 4;

/** The report for a person who has never read RFC 5280: the verdict, the path, why not, and what to do. */
export function reportText(
  report: PathReport,
  file: string,
  files: ReadonlyMap<Certificate, string>,
  localize: Localize,
): string {
  const write = (text: Message, indent = 0): string => `${' '.repeat(indent)}${localize(text)}\n`;
  const { path, failures, rejectedPaths, moreRejected } = report;
  const parts = [write(verdictLine(report, file))];
  if (failures.length > 0) {
    parts.push('\n', write(message('Why:')), ...failureLines(failures, 2, localize));
  }
  const heading = path.anchor ? message('The path:') : message('How far the path goes:');
  parts.push('\n', write(heading), ...pathLines(path, files, localize));
  if (report.otherProfile) parts.push('\n', ...otherProfileLines(report.otherProfile, localize));
  // What lies beside the accepted path is of no interest.
  const others = report.verdict === 'trusted' ? [] : rejectedPaths.slice(0, shownPaths);
  for (const other of others) {
    const names = other.certificates.map(displayName).join(' ← ');
    parts.push('\n', write(message('Another path that fails: {names}', { names })));
    parts.push(...failureLines(other.failures, 2, localize));
  }
  const hidden = report.verdict === 'trusted' ? 0 : rejectedPaths.length - others.length + moreRejected;
  if (hidden > 0) parts.push('\n', write(message('{count} more paths fail.', { count: hidden })));
  return parts.join('');
}

function verdictLine({ verdict, profile, at }: PathReport, file: string): Message {
  const data = { file, profile, time: `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` };
  switch (verdict) {
    case 'trusted':
      return message('{file} is trusted ({profile}, at {time}).', data);
    case 'untrusted':
      return message('{file} is not trusted ({profile}, at {time}).', data);
    case 'indeterminate':
      return message('Whether {file} is trusted could not be decided ({profile}, at {time}).', data);
  }
}

function otherProfileLines({ verdict, profile, failures }: OtherProfile, localize: Localize): string[] {
  const text =
    verdict === 'trusted'
      ? message('By the rules of {profile} alone it would be trusted.', { profile })
      : message('By the rules of {profile} it would not be trusted:', { profile });
  return [`${localize(text)}\n`, ...failureLines(failures, 2, localize)];
}

function pathLines(
  { certificates, anchor, revocation }: CertificationPath,
  files: ReadonlyMap<Certificate, string>,
  localize: Localize,
): string[] {
  return certificates.map((certificate, index) => {
    const isAnchor = anchor !== undefined && index === certificates.length - 1;
    const remarks: Message[] = [];
    const file = files.get(certificate);
    if (file) remarks.push(message('in {file}', { file }));
    remarks.push(message('valid until {date}', { date: dayOf(certificate.validity.notAfter) }));
    const status = revocation[index];
    if (status) remarks.push(revocationRemark(status));
    if (isAnchor) remarks.push(message('trusted'));
    const name = displayName(certificate);
    return `  ${index + 1}. ${name}: ${remarks.map(localize).join(localize(message(', ')))}\n`;
  });
}

function revocationRemark(status: RevocationStatus): Message {
  switch (status.state) {
    case 'good':
      return message('not revoked');
    case 'revoked':
      return message('revoked');
    case 'unknown':
      return message('whether revoked is unknown');
  }
}

function failureLines(failures: readonly PathFailure[], indent: number, localize: Localize): string[] {
  const space = ' '.repeat(indent);
  const shown = failures.slice(0, shownFailures).map((failure) => {
    const advice = localize(message('What to do: {advice}', { advice: failureAdvice(failure) }));
    return `${space}- ${localize(failureMessage(failure))} (${failure.rfc})\n${space}  ${advice}\n`;
  });
  const hidden = failures.length - shown.length;
  if (hidden > 0) shown.push(`${space}- ${localize(message('{count} more', { count: hidden }))}\n`);
  return shown;
}

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}
