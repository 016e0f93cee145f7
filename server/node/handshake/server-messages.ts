/**
 * The handshake messages of a server out of what it sent. Those of TLS 1.3 are encrypted behind the ServerHello: they are
 * read with the secret that our own side of the handshake has (RFC 8446, 5.2 and 7.3).
 */
import { createDecipheriv, createHmac } from 'node:crypto';

const recordType = { handshake: 22, applicationData: 23 } as const;
const finished = 20;

/** `SERVER_HANDSHAKE_TRAFFIC_SECRET`, and the cipher suite that it is used with. */
export interface TrafficSecret {
  readonly secret: Buffer;
  /** IANA's name: `TLS_AES_128_GCM_SHA256`. */
  readonly suite: string;
}

export function serverMessages(received: Buffer, traffic: TrafficSecret | undefined): Buffer {
  const messages: Buffer[] = [];
  const decrypt = traffic && decrypter(traffic);
  for (let at = 0; at + 5 <= received.length; ) {
    const header = received.subarray(at, at + 5);
    const length = header.readUInt16BE(3);
    const body = received.subarray(at + 5, at + 5 + length);
    if (body.length < length) break;
    at += 5 + length;
    const type = header[0];
    if (type === recordType.handshake) messages.push(body);
    else if (type === recordType.applicationData) {
      const inner = decrypt?.(header, body);
      // Once the server has finished, other keys are in use.
      if (!inner) break;
      messages.push(inner);
      if (endsWithFinished(Buffer.concat(messages))) break;
    }
  }
  return Buffer.concat(messages);
}

function decrypter({
  secret,
  suite,
}: TrafficSecret): ((header: Buffer, body: Buffer) => Buffer | undefined) | undefined {
  const hash = suite.endsWith('SHA384') ? 'sha384' : 'sha256';
  const cipher = suite.includes('CHACHA20')
    ? ({ name: 'chacha20-poly1305', keyLength: 32 } as const)
    : suite.includes('AES_256_GCM')
      ? ({ name: 'aes-256-gcm', keyLength: 32 } as const)
      : suite.includes('AES_128_GCM')
        ? ({ name: 'aes-128-gcm', keyLength: 16 } as const)
        : undefined;
  if (!cipher) return undefined;
  const key = expandLabel(hash, secret, 'key', cipher.keyLength);
  const iv = expandLabel(hash, secret, 'iv', 12);
  let sequence = 0;
  return (header, body) => {
    if (body.length < 17) return undefined;
    const nonce = Buffer.from(iv);
    const count = Buffer.alloc(12);
    count.writeUInt32BE(sequence++, 8);
    for (let i = 0; i < 12; i++) nonce[i] = (nonce[i] ?? 0) ^ (count[i] ?? 0);
    // One type for both names: Node declares the AEAD modes apart.
    const decipher = createDecipheriv(cipher.name as 'aes-128-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(header);
    decipher.setAuthTag(body.subarray(-16));
    try {
      const plain = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]);
      let end = plain.length;
      while (end > 0 && plain[end - 1] === 0) end--;
      return plain[end - 1] === recordType.handshake ? plain.subarray(0, end - 1) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** HKDF-Expand-Label with an empty context (RFC 8446, 7.1), for lengths within one digest. */
function expandLabel(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.of(0, length, name.length), name, Buffer.of(0, 1)]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}

function endsWithFinished(messages: Buffer): boolean {
  for (let at = 0; at + 4 <= messages.length; at += 4 + messages.readUIntBE(at + 1, 3)) {
    if (messages[at] === finished) return true;
  }
  return false;
}
