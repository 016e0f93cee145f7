import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import { DerReader } from '../../asn1/der-reader.ts';
import { tags } from '../../asn1/tags.ts';
import { message } from '../../base/message.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { sameOctets } from '../../base/same-octets.ts';
import { decryptWithPassphrase, derivePbkdf2, pkcs12IterationsLimit } from '../../encryption/decrypt.ts';
import { derivePkcs12 } from '../../encryption/pkcs12-derivation.ts';
import { readPbkdf2, readScheme, schemeName } from '../../encryption/scheme.ts';
import { digestName } from '../algorithm.ts';
import type { Defect } from '../defect.ts';
import type { OpenFailure } from './key-store.ts';
import { type Bag, type MacData, type Pfx, readBags } from './pfx.ts';
import { decodePfx } from './pkcs12.ts';

/** What a password lets see of PKCS#12. Keys are encrypted still: `decryptKeyBag` is for those who need them. */
export interface UnlockedPfx {
  readonly pfx: Pfx;
  readonly bags: readonly Bag[];
  /** Parts that are encrypted in a way that is not read here, and damaged ones. */
  readonly hiddenParts: number;
  readonly defects: readonly Defect[];
}

export async function unlockPkcs12(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<UnlockedPfx, OpenFailure>> {
  const { value: pfx, defects } = decodePfx(bytes);
  if (!pfx) return failure('malformed');
  const isRight = await verifyMac(crypto, pfx, password);
  if (isRight === false) return failure('wrong-password');
  const added: Defect[] = [];
  const bags: Bag[] = [];
  let hiddenParts = 0;
  for (const part of pfx.parts) {
    let plain = part.kind === 'open' ? part.bags : undefined;
    if (part.kind === 'encrypted') {
      const opened = await decryptWithPassphrase(crypto, part.scheme, part.encrypted, password);
      if (opened === 'unsupported') added.push(notOpened(schemeName(part.scheme)));
      else if (typeof opened === 'string' && isRight === undefined) return failure('wrong-password');
      else if (typeof opened !== 'string') plain = opened;
    }
    const read = plain && readBags(plain);
    // Without a MAC the padding alone tells, and is right by chance once in some 250 wrong passwords.
    if (plain && !read && part.kind === 'encrypted' && isRight === undefined) return failure('wrong-password');
    if (read) bags.push(...read);
    else hiddenParts++;
  }
  return success({ pfx, bags, hiddenParts, defects: [...defects, ...added] });
}

/** The PrivateKeyInfo in an EncryptedPrivateKeyInfo; without it, what it is encrypted with where that is not read here. */
export async function decryptKeyBag(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<Uint8Array, Defect | 'wrong-password'>> {
  const info = DerReader.over(bytes).enter('EncryptedPrivateKeyInfo');
  const scheme = readScheme(info);
  const encrypted = info.element('encryptedData', tags.octetString).contents;
  const plain = info.failure ? undefined : await decryptWithPassphrase(crypto, scheme, encrypted, password);
  if (plain === 'unsupported') return failure(notOpened(schemeName(scheme)));
  if (plain === undefined || typeof plain === 'string' || !isPrivateKeyInfo(plain)) return failure('wrong-password');
  return success(plain);
}

/** Whether what was decrypted is one: the padding of what is not is right by chance at times. */
function isPrivateKeyInfo(plain: Uint8Array): boolean {
  const info = DerReader.over(plain).enter('PrivateKeyInfo');
  info.element('version', tags.integer);
  info.element('privateKeyAlgorithm', tags.sequence);
  info.element('privateKey', tags.octetString);
  return !info.failure;
}

function notOpened(algorithm: string): Defect {
  return {
    code: 'key-store-encryption',
    message: message('A part of this key store is encrypted with {algorithm}, which cannot be opened here.', {
      algorithm,
    }),
  };
}

const hashes: Readonly<Record<string, CHash>> = {
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

const pbmac1 = '1.2.840.113549.1.5.14';

/** Whether the password is the one of the MAC; undefined where there is none to tell, or none that is known here. */
async function verifyMac(crypto: Crypto, { mac, safe }: Pfx, password: string): Promise<boolean | undefined> {
  if (!mac) return undefined;
  if (mac.algorithm.algorithm === pbmac1) return verifyPbmac1(crypto, mac, safe, password);
  const hash = hashes[digestName(mac.algorithm.algorithm)];
  if (!hash || mac.iterations < 1 || mac.iterations > pkcs12IterationsLimit) return undefined;
  const { salt, iterations } = mac;
  const key = derivePkcs12(hash, { id: 3, passphrase: password, salt, iterations, length: hash.outputLen });
  return sameOctets(hmac(hash, key, safe), mac.digest);
}

/** RFC 9579: the MAC's key by PBKDF2. */
async function verifyPbmac1(
  crypto: Crypto,
  { algorithm, digest }: MacData,
  safe: Uint8Array,
  password: string,
): Promise<boolean | undefined> {
  const parameters = DerReader.over(algorithm.parameters ?? new Uint8Array()).enter('PBMAC1-params');
  const kdf = readPbkdf2(parameters);
  if (parameters.failure || typeof kdf === 'string' || kdf.keyLength === undefined) return undefined;
  // The MAC is an HMAC with the same digest in all that is written.
  const hash = hashes[kdf.hash];
  const key = hash && (await derivePbkdf2(crypto, kdf, Math.min(kdf.keyLength, 64), password));
  return key && sameOctets(hmac(hash, key, safe), digest);
}
