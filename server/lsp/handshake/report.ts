import { type Message, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import { failureAdvice, failureMessage } from '../../core/chain/path-failure.ts';
import type { PathReport } from '../../core/chain/path-report.ts';
import { displayName } from '../../core/describe/names.ts';
import { validityText } from '../../core/describe/summary.ts';
import {
  admissionSentence,
  attemptSentence,
  authorityNames,
  negotiatedSentences,
  requestSentence,
} from '../../core/handshake/sentences.ts';
import type { HandshakeReport } from '../../core/handshake/test-server.ts';
import { formatGeneralName } from '../../core/x509/general-name.ts';
import { formatName } from '../../core/x509/name.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { escapeMarkdown } from '../ink.ts';

/** Reasons that are written out; the first explains most. */
const shownFailures = 5;

/** The report as a page. What others named is escaped: it must not become a link or a picture. */
export function reportMarkdown(
  title: string,
  report: HandshakeReport,
  { trusted, lead }: { readonly trusted: Message; readonly lead: Message | undefined },
  { localize, now }: { readonly localize: (text: Message) => string; readonly now: Date },
): string {
  const { result, attempts, chain, path } = report;
  const say = (text: Message): string => escapeMarkdown(localize(text));
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  const heading = (text: Message): string => `## ${say(text)}`;
  const admission = admissionSentence(report);
  const parts = [
    `# ${escapeMarkdown(title)}`,
    heading(message('Verdict')),
    lead ? `**${say(lead)}**` : '',
    ...(path ? verdictParts(path, say, list) : [say(message('No certificate could be read.'))]),
    say(trusted),
    heading(message('What becomes of clients')),
    list(attempts.map((attempt) => say(attemptSentence(attempt)))),
    admission ? say(admission) : '',
    heading(message('What the server presents')),
    ...(chain.length > 0 ? [numbered(chain.map((one) => certificateLine(one, localize, now)))] : []),
    heading(message('Client certificates')),
    say(requestSentence(result)),
    list(authorityNames(result.authorities ?? []).map(escapeMarkdown)),
    heading(message('What is negotiated')),
    list(negotiatedSentences(result).map(say)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** In a sentence. */
export function verdictSentence({ place, path }: HandshakeReport): Message {
  if (!path) return message('{place} sent no certificate that could be read.', { place });
  const [first] = path.failures;
  switch (path.verdict) {
    case 'trusted':
      return message('What {place} presents is trusted.', { place });
    case 'untrusted':
      return message('What {place} presents is not trusted: {reason}', {
        place,
        reason: first ? failureMessage(first) : '',
      });
    case 'indeterminate':
      return message('Whether what {place} presents is trusted could not be decided.', { place });
  }
}

function verdictParts(
  { verdict, path, failures }: PathReport,
  say: (text: Message) => string,
  list: (items: readonly string[]) => string,
): string[] {
  const names = path.certificates.map((one) => escapeMarkdown(displayName(one))).join(' ← ');
  const head = {
    trusted: message('✔ Trusted:'),
    untrusted: message('✖ Not trusted:'),
    indeterminate: message('Not decided:'),
  }[verdict];
  const [first] = failures;
  return [
    `**${say(head)}** ${names}`,
    list(failures.slice(0, shownFailures).map((failure) => say(failureMessage(failure)))),
    first ? say(message('What to do: {advice}', { advice: failureAdvice(first) })) : '',
  ];
}

function certificateLine(certificate: Certificate, localize: (text: Message) => string, now: Date): string {
  const names = certificate.subjectAltName?.map(formatGeneralName) ?? [];
  const all = [visible(formatName(certificate.subject)), ...(names.length > 0 ? [visible(names.join(', '))] : [])];
  return escapeMarkdown([...all, localize(validityText(certificate, now))].join(' · '));
}

function numbered(items: readonly string[]): string {
  return items.map((item, i) => `${i + 1}. ${item}`).join('\n');
}
