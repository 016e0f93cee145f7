import { sha1 } from '@noble/hashes/legacy.js';
import { DerReader } from '../../asn1/der-reader.ts';
import { tags } from '../../asn1/tags.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { sameOctets } from '../../base/same-octets.ts';
import { readScheme } from '../../encryption/scheme.ts';
import { digestLength, type JavaKeyStore, readJavaKeyStore } from './java-key-store.ts';
import type { OpenFailure } from './key-store.ts';

/** A Java key store whose digest is the one under this password. */
export function unlockJavaKeyStore(bytes: Uint8Array, password: string): Result<JavaKeyStore, OpenFailure> {
  const read = readJavaKeyStore(bytes);
  if (!read) return failure('malformed');
  const { end } = read;
  const octets = passwordOctets(password);
  if (end !== undefined && !sameOctets(storeDigest(bytes, end, octets), bytes.subarray(end, end + digestLength))) {
    return failure('wrong-password');
  }
  return success(read);
}

/** Two octets a character. */
function passwordOctets(password: string): Uint8Array {
  const octets = new Uint8Array(password.length * 2);
  for (let i = 0; i < password.length; i++)
    octets.set([password.charCodeAt(i) >> 8, password.charCodeAt(i) & 0xff], i * 2);
  return octets;
}

function storeDigest(bytes: Uint8Array, end: number, password: Uint8Array): Uint8Array {
  const phrase = new TextEncoder().encode('Mighty Aphrodite');
  return sha1.create().update(password).update(phrase).update(bytes.subarray(0, end)).digest();
}

/** sun.security.provider.KeyProtector: salt, the key under a stream of SHA-1, and a digest of it. */
export function decryptJavaKey(der: Uint8Array, passphrase: string): Uint8Array | undefined {
  const password = passwordOctets(passphrase);
  const info = DerReader.over(der).enter('EncryptedPrivateKeyInfo');
  const scheme = readScheme(info);
  const sealed = info.element('encryptedData', tags.octetString).contents;
  if (info.failure || scheme.kind !== 'other' || scheme.algorithm !== 'Sun JKS') return undefined;
  if (sealed.length <= 2 * digestLength) return undefined;
  const plain = Uint8Array.from(sealed.subarray(digestLength, -digestLength));
  let stream = sealed.subarray(0, digestLength);
  for (let at = 0; at < plain.length; at += digestLength) {
    stream = sha1.create().update(password).update(stream).digest();
    for (let i = 0; i < digestLength && at + i < plain.length; i++)
      plain[at + i] = (plain[at + i] ?? 0) ^ (stream[i] ?? 0);
  }
  const check = sha1.create().update(password).update(plain).digest();
  return sameOctets(check, sealed.subarray(-digestLength)) ? plain : undefined;
}
