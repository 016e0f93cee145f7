import { type Localize, localizer, type Message, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import {
  admissionSentence,
  attemptSentence,
  authorityNames,
  negotiatedSentences,
  requestSentence,
} from '../../core/handshake/sentences.ts';
import type { HandshakeReport } from '../../core/handshake/test-server.ts';
import { formatName } from '../../core/x509/name.ts';
import { reportJson as pathJson } from '../report-json.ts';
import { reportText as pathText } from '../verify/report-text.ts';

export function reportText(report: HandshakeReport, localize: Localize): string {
  const { place, result, attempts, chain, path } = report;
  const line = (text: Message, indent = ''): string => `${indent}${localize(text)}\n`;
  const admission = admissionSentence(report);
  return [
    line(message('The handshake with {place}:', { place })),
    ...negotiatedSentences(result).map((text) => line(text, '  ')),
    '\n',
    line(message('The chain that the server sends:')),
    ...chain.map((one, i) => `  ${i + 1}. ${visible(formatName(one.subject))}\n`),
    '\n',
    ...(path ? [pathText(path, place, new Map(), localize)] : [line(message('No certificate could be read.'))]),
    '\n',
    line(requestSentence(result)),
    ...authorityNames(result.authorities ?? []).map((name) => `  - ${name}\n`),
    '\n',
    line(message('What becomes of clients:')),
    ...attempts.map((attempt) => line(attemptSentence(attempt), '  - ')),
    ...(admission ? [line(admission)] : []),
  ].join('');
}

/** In English, whatever the person's language is. */
export function reportJson({ place, result, attempts, chain, path }: HandshakeReport): string {
  const { protocol, suite, group, alpn, authorities, isWhole } = result;
  const report = {
    server: place,
    protocol: protocol ?? null,
    cipherSuite: suite ?? null,
    group: group ?? null,
    alpn: alpn ?? null,
    chain: chain.map(({ subject, issuer, sha256 }) => ({
      subject: formatName(subject),
      issuer: formatName(issuer),
      sha256,
    })),
    clientCertificate: {
      requested: authorities ? true : isWhole ? false : null,
      authorities: authorities ? authorityNames(authorities) : [],
    },
    attempts: attempts.map(({ who, completed, refusal }) => ({
      certificate: { nobody: 'none', stranger: 'other CA', own: 'own' }[who],
      completed,
      refusal: refusal ?? null,
    })),
    path: path ? pathJson(path, new Map(), localizer()) : null,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
