// Java's own key stores: JKS, and JCEKS where it holds no secret keys (sun.security.provider.JavaKeyStore and
// com.sun.crypto.provider.JceKeyStore). Certificates stand in them in the open.

import { decodeUtf8 } from '../../asn1/string.ts';
import { limits } from '../../base/limits.ts';
import { message } from '../../base/message.ts';
import { decodeCertificate } from '../certificate.ts';
import { type Defect, nouns } from '../defect.ts';
import { type Member, member, tooManyMembers } from '../members.ts';
import { decodeEncryptedPkcs8 } from '../private-key.ts';
import type { ObjectReading } from '../read-object.ts';
import type { KeyStore } from './key-store.ts';

/** SHA-1 of the password, a phrase and all before it. */
export const digestLength = 20;

export type JavaEntry =
  | { readonly kind: 'certificate'; readonly alias: string; readonly der: Uint8Array }
  /** EncryptedPrivateKeyInfo. */
  | { readonly kind: 'private-key'; readonly alias: string; readonly der: Uint8Array };

export interface JavaKeyStore {
  readonly format: 'JKS' | 'JCEKS';
  readonly version: number;
  readonly entries: readonly JavaEntry[];
  /** Where the digest begins; undefined where the entries were not read to their end. */
  readonly end: number | undefined;
  readonly defects: readonly Defect[];
}

/** Whether bytes begin as a Java key store does. */
export function isJavaKeyStore(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

function formatOf([a, b, c, d]: Uint8Array): 'JKS' | 'JCEKS' | undefined {
  if (a === 0xfe && b === 0xed && c === 0xfe && d === 0xed) return 'JKS';
  return a === 0xce && b === 0xce && c === 0xce && d === 0xce ? 'JCEKS' : undefined;
}

export function decodeJavaKeyStore(bytes: Uint8Array): ObjectReading<KeyStore> {
  const read = readJavaKeyStore(bytes);
  if (!read) return { value: undefined, defects: [damaged()] };
  const members = read.entries.map(
    ({ kind, alias, der }): Member =>
      member(kind === 'certificate' ? decodeCertificate(der) : decodeEncryptedPkcs8(der), alias),
  );
  return { value: javaKeyStore(read, members, false), defects: read.defects };
}

export function javaKeyStore({ format, version }: JavaKeyStore, members: readonly Member[], opened: boolean): KeyStore {
  return {
    kind: 'key-store',
    format,
    version,
    integrity: { method: 'digest', algorithm: 'SHA-1', iterations: undefined },
    encryption: [],
    hiddenParts: 0,
    opened,
    members,
  };
}

/** Undefined where nothing of it makes sense. */
export function readJavaKeyStore(bytes: Uint8Array): JavaKeyStore | undefined {
  const format = formatOf(bytes);
  if (!format) return undefined;
  const input = new DataInput(bytes, 4);
  const version = input.int();
  const count = input.int();
  if ((version !== 1 && version !== 2) || input.ranOut) return undefined;
  const entries: JavaEntry[] = [];
  const defects: Defect[] = [];
  let read = 0;
  for (; read < count && !input.ranOut; read++) {
    if (entries.length >= limits.members) {
      defects.push(tooManyMembers());
      break;
    }
    const tag = input.int();
    const alias = decodeUtf8(input.octets(input.short()));
    input.skip(8);
    if (tag === 2) readCertificates(input, 1, version, alias, entries);
    else if (tag === 1) {
      entries.push({ kind: 'private-key', alias, der: input.octets(input.int()) });
      readCertificates(input, input.int(), version, alias, entries);
    } else {
      // JCEKS keeps secret keys as serialized Java objects, whose length nothing says.
      defects.push(tag === 3 && format === 'JCEKS' ? secretKey() : damaged());
      break;
    }
  }
  if (input.ranOut) {
    defects.push(damaged());
    entries.pop();
  }
  const isWhole = read === count && !input.ranOut;
  return { format, version, entries, end: isWhole ? input.at : undefined, defects };
}

function readCertificates(input: DataInput, count: number, version: number, alias: string, entries: JavaEntry[]): void {
  for (let i = 0; i < count && !input.ranOut && entries.length <= limits.members; i++) {
    // Version 2 says the type of each: `X.509`.
    if (version === 2) input.skip(input.short());
    entries.push({ kind: 'certificate', alias, der: input.octets(input.int()) });
  }
}

/** java.io.DataInput: big-endian numbers. */
class DataInput {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get ranOut(): boolean {
    return this.#at > this.#bytes.length;
  }

  skip(count: number): void {
    this.#at += count;
  }

  short(): number {
    this.#at += 2;
    return this.ranOut ? 0 : this.#view.getUint16(this.#at - 2);
  }

  int(): number {
    this.#at += 4;
    return this.ranOut ? 0 : this.#view.getUint32(this.#at - 4);
  }

  octets(count: number): Uint8Array {
    this.#at += count;
    return this.ranOut ? new Uint8Array() : this.#bytes.subarray(this.#at - count, this.#at);
  }
}

function damaged(): Defect {
  return {
    code: 'key-store-malformed',
    message: message('{noun} cannot be read to its end: it is damaged or cut off.', { noun: nouns.keyStore.text }),
  };
}

function secretKey(): Defect {
  return {
    code: 'key-store-secret-key',
    message: message('This key store holds a secret key: what comes after it cannot be read without Java.'),
  };
}
