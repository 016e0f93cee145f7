import type { HandshakeResult } from '../base/host.ts';
import { type Message, message } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import { formatName, readNameOf } from '../x509/name.ts';
import type { Attempt, HandshakeReport } from './test-server.ts';

/** What was negotiated. */
export function negotiatedSentences({ protocol, suite, group, alpn }: HandshakeResult): Message[] {
  const unknown = message('not seen');
  return [
    message('Protocol: {protocol}', { protocol: protocol ?? unknown }),
    message('Cipher suite: {suite}', { suite: suite ?? unknown }),
    message('Group: {group}', { group: group ?? unknown }),
    message('Application protocol (ALPN): {alpn}', { alpn: alpn ?? message('none') }),
  ];
}

/** Whether clients are asked for a certificate; a list of names follows where CAs are named. */
export function requestSentence({ authorities, isWhole }: HandshakeResult): Message {
  if (!authorities) {
    return isWhole
      ? message('The server asks for no client certificate.')
      : message('Whether the server asks for a client certificate could not be seen.');
  }
  if (authorities.length === 0) return message('The server asks for a client certificate and names no CA.');
  return message('The server asks for a client certificate of one of these CAs:');
}

export function authorityNames(authorities: readonly Uint8Array[]): string[] {
  return authorities.map((der) => {
    const name = readNameOf(der);
    return name ? visible(formatName(name)) : '?';
  });
}

export function attemptSentence({ who, completed, refusal = '' }: Attempt): Message {
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

/** Said where others than the right client complete the handshake of a server that asks for certificates. */
export function admissionSentence({ attempts, result }: HandshakeReport): Message | undefined {
  if (!result.authorities || !attempts.some(({ who, completed }) => who !== 'own' && completed)) return undefined;
  return message(
    'A completed handshake is not yet a way in: nginx, for one, refuses clients by the answer to their first request.',
  );
}
