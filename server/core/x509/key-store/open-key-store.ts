import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import { DerReader } from '../../asn1/der-reader.ts';
import { tags } from '../../asn1/tags.ts';
import { message } from '../../base/message.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { decryptWithPassphrase, derivePbkdf2, pkcs12IterationsLimit } from '../../encryption/decrypt.ts';
import { derivePkcs12 } from '../../encryption/pkcs12-derivation.ts';
import { readPbkdf2, readScheme, schemeName } from '../../encryption/scheme.ts';
import { digestName } from '../algorithm.ts';
import { decodeCertificate } from '../certificate.ts';
import type { Defect } from '../defect.ts';
import { loadKeyArithmetic } from '../key-arithmetic.ts';
import { type Member, member } from '../members.ts';
import { decodeEncryptedPkcs8, decodePkcs8 } from '../private-key.ts';
import type { ObjectReading } from '../read-object.ts';
import { digestLength, isJavaKeyStore, javaKeyStore, readJavaKeyStore } from './java-key-store.ts';
import type { KeyStore } from './key-store.ts';
import { type Bag, type MacData, type Pfx, readBags } from './pfx.ts';
import { decodePfx, keyStore, membersFrom, readBag } from './pkcs12.ts';

/** `malformed`: it cannot be read with any password. */
export type OpenFailure = 'wrong-password' | 'malformed';

/**
 * A key store with all that its password opens. The password is used and dropped; of private keys only the public half
 * is kept. What is encrypted in a way that is not read here is told among the defects.
 */
export async function openKeyStore(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<ObjectReading<KeyStore>, OpenFailure>> {
  await loadKeyArithmetic();
  return isJavaKeyStore(bytes) ? openJavaKeyStore(bytes, password) : openPkcs12(crypto, bytes, password);
}

async function openPkcs12(
  crypto: Crypto,
  bytes: Uint8Array,
  password: string,
): Promise<Result<ObjectReading<KeyStore>, OpenFailure>> {
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
    if (read) bags.push(...read);
    else hiddenParts++;
  }
  const keys = new Map<Bag, Member>();
  for (const bag of bags) if (bag.type === 'shrouded-key') keys.set(bag, await openKey(crypto, bag, password, added));
  const { members, more } = membersFrom(bags, (bag) => keys.get(bag) ?? readBag(bag));
  const value = keyStore(pfx, members, hiddenParts, true);
  return success({ value, defects: [...defects, ...added, ...more] });
}

async function openKey(crypto: Crypto, { bytes, name }: Bag, password: string, added: Defect[]): Promise<Member> {
  const info = DerReader.over(bytes).enter('EncryptedPrivateKeyInfo');
  const scheme = readScheme(info);
  const encrypted = info.element('encryptedData', tags.octetString).contents;
  const plain = info.failure ? 'unsupported' : await decryptWithPassphrase(crypto, scheme, encrypted, password);
  if (typeof plain !== 'string') {
    const key = decodePkcs8(plain);
    if (key.value) return member(key, name);
  }
  if (plain === 'unsupported' && !info.failure) added.push(notOpened(schemeName(scheme)));
  // A key may have a password of its own: what it is remains its secret.
  return member(decodeEncryptedPkcs8(bytes), name);
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

function openJavaKeyStore(bytes: Uint8Array, password: string): Result<ObjectReading<KeyStore>, OpenFailure> {
  const read = readJavaKeyStore(bytes);
  if (!read) return failure('malformed');
  const octets = new Uint8Array(password.length * 2);
  for (let i = 0; i < password.length; i++)
    octets.set([password.charCodeAt(i) >> 8, password.charCodeAt(i) & 0xff], i * 2);
  const { end } = read;
  if (end !== undefined && !sameOctets(storeDigest(bytes, end, octets), bytes.subarray(end, end + digestLength))) {
    return failure('wrong-password');
  }
  const members = read.entries.map(({ kind, alias, der }) => {
    if (kind === 'certificate') return member(decodeCertificate(der), alias);
    const plain = decryptJavaKey(der, octets);
    const key = plain && decodePkcs8(plain);
    return member(key?.value ? key : decodeEncryptedPkcs8(der), alias);
  });
  return success({ value: javaKeyStore(read, members, true), defects: read.defects });
}

function storeDigest(bytes: Uint8Array, end: number, password: Uint8Array): Uint8Array {
  const phrase = new TextEncoder().encode('Mighty Aphrodite');
  return sha1.create().update(password).update(phrase).update(bytes.subarray(0, end)).digest();
}

/** sun.security.provider.KeyProtector: salt, the key under a stream of SHA-1, and a digest of it. */
function decryptJavaKey(der: Uint8Array, password: Uint8Array): Uint8Array | undefined {
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

function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
