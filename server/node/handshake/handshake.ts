/**
 * One TLS handshake with a server, and nothing after it: no application data is sent. The server's certificate is not
 * judged here: it is for the caller's own validation. What the server sent is read from the wire, because Node.js tells
 * neither the chain as it was sent nor the CAs that a server names.
 */
import { connect as connectTcp, isIP } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Handshake, HandshakeRequest, HandshakeResult } from '../../core/base/host.ts';
import { failure, success } from '../../core/base/result.ts';
import { groupName, readServerFlight } from '../../core/tls/handshake/server-flight.ts';
import { serverMessages } from './server-messages.ts';

/**
 * A server may judge the client after our side is done, as all do in TLS 1.3, and Node.js in every version after it has
 * sent its tickets: so long it is listened for a refusal.
 */
const listenMilliseconds = 1_000;
/** Of what the server sends, so much is kept: a flight has some kilobytes. */
const keptBytes = 1 << 20;

export const handshake: Handshake = (given) =>
  new Promise((resolve) => {
    const tcp = connectTcp({ host: given.host, port: given.port });
    const received: Buffer[] = [];
    let size = 0;
    const wire = new Duplex({
      read: () => void tcp.resume(),
      write: (chunk: Buffer, _, done) => void tcp.write(chunk, () => done()),
      final: (done) => void tcp.end(() => done()),
    });
    tcp.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= keptBytes) received.push(piece);
      if (!wire.push(piece)) tcp.pause();
    });
    tcp.on('end', () => {
      wire.push(null);
      // An alert that came with it is read first, and says more.
      closing = setTimeout(() => end('closed'), 50);
    });
    let tls: TLSSocket | undefined;
    let isOver = false;
    let secret: Buffer | undefined;
    let completed = false;
    let listening: ReturnType<typeof setTimeout> | undefined;
    let closing: ReturnType<typeof setTimeout> | undefined;
    const tooSlow = setTimeout(() => end('too-slow'), given.limitMilliseconds);
    const end = (refusal: string | undefined): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(tooSlow);
      clearTimeout(listening);
      clearTimeout(closing);
      const observed = tls && observe(tls, Buffer.concat(received), secret);
      tls?.destroy();
      wire.destroy();
      tcp.destroy();
      if (size === 0 || !observed) resolve(failure({ reason: refusal ?? 'closed' }));
      else resolve(success({ completed: completed && refusal === undefined, refusal, ...observed }));
    };
    tcp.on('error', (error) => end(codeOf(error)));
    tcp.on('connect', () => {
      try {
        tls = connectTls({ socket: wire, ...optionsOf(given) });
      } catch (error) {
        // A certificate and key that Node.js itself refuses.
        end(codeOf(error));
        return;
      }
      tls.on('keylog', (line: Buffer) => {
        const [label, , value] = String(line).trim().split(' ');
        if (label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET') secret = Buffer.from(value ?? '', 'hex');
      });
      tls.on('secureConnect', () => {
        completed = true;
        listening = setTimeout(() => end(undefined), listenMilliseconds);
      });
      tls.on('error', (error) => end(codeOf(error)));
      tls.on('close', () => end('closed'));
      tls.resume();
    });
  });

function optionsOf({ host, serverName, identity }: HandshakeRequest) {
  const name = serverName ?? (isIP(host) ? undefined : host);
  return {
    ...(name === undefined ? {} : { servername: name }),
    // Our own engine judges; what is presented has to be seen, whatever it is.
    rejectUnauthorized: false,
    ca: [] as string[],
    minVersion: 'TLSv1' as const,
    ALPNProtocols: ['h2', 'http/1.1'] as string[],
    ...(identity
      ? {
          cert: identity.certificatePem,
          key: identity.privateKeyPem,
          ...(identity.passphrase === undefined ? {} : { passphrase: identity.passphrase }),
        }
      : {}),
  };
}

function observe(
  tls: TLSSocket,
  received: Buffer,
  secret: Buffer | undefined,
): Omit<HandshakeResult, 'completed' | 'refusal'> {
  const suite = cipherOf(tls);
  const isTls13 = secret !== undefined;
  const messages = serverMessages(received, secret && suite ? { secret, suite } : undefined);
  const flight = readServerFlight(messages, isTls13);
  return {
    protocol: tls.getProtocol() ?? undefined,
    suite,
    group: flight.group === undefined ? undefined : groupName(flight.group),
    alpn: tls.alpnProtocol || undefined,
    chain: flight.chain.map((der) => Uint8Array.from(der)),
    authorities: flight.authorities?.map((der) => Uint8Array.from(der)),
    isWhole: flight.isWhole,
  };
}

function cipherOf(tls: TLSSocket): string | undefined {
  const cipher: { standardName?: string } | undefined = tls.getCipher();
  return cipher?.standardName || undefined;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
