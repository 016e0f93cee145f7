import type { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { tags } from '../asn1/tags.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { defineExtension, type ExtensionKind } from './extension.ts';
import { logName } from './transparency-logs.ts';

/** A log's promise to publish the certificate (RFC 6962, 3.2). */
export interface SignedCertificateTimestamp {
  readonly version: number;
  readonly logId: Uint8Array;
  readonly timestamp: Date;
  readonly extensions: Uint8Array;
  /** HashAlgorithm and SignatureAlgorithm of TLS 1.2. */
  readonly hash: number;
  readonly algorithm: number;
  readonly signature: Uint8Array;
}

/** RFC 6962, 3.3: of a certificate, or of an OCSP response. */
export function timestampList(
  oid: string,
  name: string,
  label: Message,
): ExtensionKind<readonly SignedCertificateTimestamp[]> {
  return defineExtension<readonly SignedCertificateTimestamp[]>({
    oid,
    name,
    label,
    read: (der) => readTimestamps(der, name),
    describe(timestamps) {
      const entries = timestamps.map((one) => ({
        version: one.version + 1,
        logId: toHex(one.logId).toUpperCase(),
        log: logName(one.logId) ?? null,
        timestamp: one.timestamp.toISOString(),
        extensions: toHex(one.extensions).toUpperCase(),
        signatureAlgorithm: algorithmName(one),
        signature: toHex(one.signature).toUpperCase(),
      }));
      return {
        text: message('{logs}', { logs: entries.map(({ log, logId }) => log ?? `${logId.slice(0, 16)}…`) }),
        json: entries,
        children: entries.map(({ log, logId, timestamp }) => ({
          key: logId,
          label: log === null ? message('Log {id}', { id: logId }) : verbatim(log),
          text: verbatim(`${timestamp.slice(0, 19).replace('T', ' ')} UTC`),
        })),
      };
    },
  });
}

const hashes = ['none', 'MD5', 'SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512'];
const signatures = ['anonymous', 'rsa', 'dsa', 'ecdsa'];

function algorithmName({ hash, algorithm }: SignedCertificateTimestamp): string {
  return `${signatures[algorithm] ?? algorithm}-with-${hashes[hash] ?? hash}`;
}

/** An OCTET STRING around structures of TLS. */
function readTimestamps(der: DerReader, what: string): SignedCertificateTimestamp[] {
  const { contents, offset } = der.element(what, tags.octetString);
  const list = new Vectors(contents);
  const all = new Vectors(list.vector());
  const timestamps: SignedCertificateTimestamp[] = [];
  let isWhole = list.atEnd && !list.isCut;
  while (!all.atEnd && !all.isCut) {
    const one = new Vectors(all.vector());
    const version = one.number(1);
    const logId = one.take(32);
    const timestamp = new Date(one.number(8));
    const extensions = one.vector();
    const hash = one.number(1);
    const algorithm = one.number(1);
    const signature = one.vector();
    isWhole &&= one.atEnd && !one.isCut && !Number.isNaN(timestamp.getTime());
    if (isWhole) timestamps.push({ version, logId, timestamp, extensions, hash, algorithm, signature });
  }
  if (!der.failure && (!isWhole || all.isCut)) {
    const expected = message('a list of signed timestamps');
    der.fail(what, { code: 'value', expected, found: byteCount(contents.length) }, offset);
  }
  return timestamps;
}

/** The presentation language of TLS (RFC 8446, 3): numbers, and vectors with two octets of length. */
class Vectors {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** Whether something was longer than what is there. */
  isCut = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length) this.isCut = true;
    const taken = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  number(octets: number): number {
    return this.take(octets).reduce((value, octet) => value * 256 + octet, 0);
  }

  vector(): Uint8Array {
    return this.take(this.number(2));
  }
}
