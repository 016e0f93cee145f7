/**
 * A TLS server of our own, on the loopback interface alone, that lets in clients of one CA and nobody else. It says
 * nothing but the handshake, and lives as long as a test of it takes.
 */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { LoopbackServer } from '../../core/base/host.ts';
import { failure, success } from '../../core/base/result.ts';

/** A client that goes on speaking is not listened to. */
const idleMilliseconds = 10_000;

export const startLoopbackServer: LoopbackServer = ({ certificatePem, privateKeyPem, trustAnchorsPem }) =>
  new Promise((resolve) => {
    const sockets = new Set<{ destroy(): void }>();
    let server: ReturnType<typeof createServer>;
    try {
      server = createServer({
        cert: certificatePem,
        key: privateKeyPem,
        ca: trustAnchorsPem,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
      });
    } catch (error) {
      // A certificate and key that Node.js itself refuses.
      resolve(failure({ reason: codeOf(error) }));
      return;
    }
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.setTimeout(idleMilliseconds, () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    });
    server.on('secureConnection', (socket) => socket.on('error', () => socket.destroy()).resume());
    server.on('tlsClientError', () => {});
    server.once('error', (error) => resolve(failure({ reason: codeOf(error) })));
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const stop = async (): Promise<void> => {
        for (const socket of sockets) socket.destroy();
        await new Promise<void>((done) => server.close(() => done()));
      };
      resolve(success({ port, stop }));
    });
  });

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
