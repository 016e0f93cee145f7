import { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** The code points of the suites in the ClientHello of Node.js with these `ciphers`, or undefined where it throws. */
export async function offeredSuites(ciphers: string): Promise<number[] | undefined> {
  let hello: Buffer = Buffer.alloc(0);
  const written = Promise.withResolvers<void>();
  const wire = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      hello = Buffer.concat([hello, chunk]);
      written.resolve();
      done();
    },
  });
  try {
    const socket = connect({ socket: wire, ciphers, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' });
    // Without a suite that it could offer, it gives up by itself.
    socket.on('error', () => written.resolve());
    await written.promise;
    socket.destroy();
  } catch {
    return undefined;
  }
  return suitesOf(hello);
}

/** RFC 5246, 7.4.1.2, without the signalling value of RFC 5746. */
function suitesOf(record: Buffer): number[] | undefined {
  if (record[0] !== 22 || record[5] !== 1) return undefined;
  const session = 5 + 4 + 2 + 32;
  const at = session + 1 + (record[session] ?? 0);
  const length = record.readUInt16BE(at);
  const ids: number[] = [];
  for (let i = 0; i < length; i += 2) ids.push(record.readUInt16BE(at + 2 + i));
  return ids.filter((id) => id !== 0x00ff);
}
