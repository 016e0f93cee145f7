import type { HandshakeResult } from '../../core/base/host.ts';
import { type Localize, localizer, type Message, message } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import type { PathReport } from '../../core/chain/path-report.ts';
import { formatName, readNameOf } from '../../core/x509/name.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { reportJson as pathJson } from '../report-json.ts';
import { reportText as pathText } from '../verify/report-text.ts';

/** What became of one client. */
export interface Attempt {
  /** Without a certificate, with one of another CA, with the person's. */
  readonly who: 'nobody' | 'stranger' | 'own';
  readonly completed: boolean;
  readonly refusal: string | undefined;
}

export interface HandshakeReport {
  readonly place: string;
  /** Of the handshake without a certificate. */
  readonly result: HandshakeResult;
  readonly attempts: readonly Attempt[];
  readonly chain: readonly Certificate[];
  /** Undefined where the server sent no certificate that can be read. */
  readonly path: PathReport | undefined;
}

export function reportText(report: HandshakeReport, localize: Localize): string {
  const { place, result, attempts, chain, path } = report;
  const line = (text: Message, indent = ''): string => `${indent}${localize(text)}\n`;
  const unknown = message('not seen');
  const parts = [
    line(message('The handshake with {place}:', { place })),
    line(message('Protocol: {protocol}', { protocol: result.protocol ?? unknown }), '  '),
    line(message('Cipher suite: {suite}', { suite: result.suite ?? unknown }), '  '),
    line(message('Group: {group}', { group: result.group ?? unknown }), '  '),
    line(message('Application protocol (ALPN): {alpn}', { alpn: result.alpn ?? message('none') }), '  '),
    '\n',
    line(message('The chain that the server sends:')),
    ...chain.map((one, i) => `  ${i + 1}. ${visible(formatName(one.subject))}\n`),
    '\n',
    ...(path ? [pathText(path, place, new Map(), localize)] : [line(message('No certificate could be read.'))]),
    '\n',
    ...requestLines(result, line),
    '\n',
    line(message('What becomes of clients:')),
    ...attempts.map((attempt) => line(attemptText(attempt), '  - ')),
  ];
  if (attempts.some(({ who, completed }) => who !== 'own' && completed) && result.authorities) {
    const text = message(
      'A completed handshake is not yet a way in: nginx, for one, refuses clients by the answer to their first request.',
    );
    parts.push(line(text));
  }
  return parts.join('');
}

function requestLines(
  { authorities, isWhole }: HandshakeResult,
  line: (text: Message, indent?: string) => string,
): string[] {
  if (!authorities) {
    return [
      line(
        isWhole
          ? message('The server asks for no client certificate.')
          : message('Whether the server asks for a client certificate could not be seen.'),
      ),
    ];
  }
  if (authorities.length === 0) return [line(message('The server asks for a client certificate and names no CA.'))];
  return [
    line(message('The server asks for a client certificate of one of these CAs:')),
    ...authorityNames(authorities).map((name) => `  - ${name}\n`),
  ];
}

function attemptText({ who, completed, refusal = '' }: Attempt): Message {
  switch (who) {
    case 'nobody':
      return completed
        ? message('without a certificate: the handshake is completed')
        : message('without a certificate: refused ({reason})', { reason: visible(refusal) });
    case 'stranger':
      return completed
        ? message('with a certificate of another CA: the handshake is completed')
        : message('with a certificate of another CA: refused ({reason})', { reason: visible(refusal) });
    case 'own':
      return completed
        ? message('with your certificate: the handshake is completed')
        : message('with your certificate: refused ({reason})', { reason: visible(refusal) });
  }
}

function authorityNames(authorities: readonly Uint8Array[]): string[] {
  return authorities.map((der) => {
    const name = readNameOf(der);
    return name ? visible(formatName(name)) : '?';
  });
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
