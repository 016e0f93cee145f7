/**
 * Encrypted PKCS#8 (RFC 5958, section 3) with PBES2 (RFC 8018): written with AES-256-CBC and PBKDF2-HMAC-SHA256, read
 * also with the older ciphers that OpenSSL wrote by default before 3.5.
 */
import { DerReader } from '../asn1/der-reader.ts';
import { encode, encodeNumber } from '../asn1/encode.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';
import { type CbcCipher, decryptCbc } from './cbc.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA256 (2023): some 0.2 s here, once per use of the key. */
const iterations = 600_000;
/** A hostile file may ask for any number; ten million take some four seconds. */
const iterationsLimit = 10_000_000;
const saltLength = 16;

/** Object identifiers as DER, for writing. */
const oids = {
  pbes2: Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13),
  pbkdf2: Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12),
  hmacWithSha256: Uint8Array.of(6, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9),
  aes256Cbc: Uint8Array.of(6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42),
};

/** RFC 8018, B.1.2; SHA-1 is the default of PBKDF2-params. HMAC-SHA-224 is not in WebCrypto. */
const pseudorandomFunctions: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};

/** RFC 8018, B.2 and RFC 3565. */
const ciphers: Readonly<Record<string, CbcCipher>> = {
  '2.16.840.1.101.3.4.1.2': 'AES-128-CBC',
  '2.16.840.1.101.3.4.1.22': 'AES-192-CBC',
  '2.16.840.1.101.3.4.1.42': 'AES-256-CBC',
  '1.2.840.113549.3.7': 'DES-EDE3-CBC',
};

/** DER of EncryptedPrivateKeyInfo around the DER of a PrivateKeyInfo. */
export async function encryptPrivateKey(
  crypto: Crypto,
  pkcs8: Uint8Array<ArrayBuffer>,
  passphrase: string,
  iterationCount: number = iterations,
): Promise<Uint8Array> {
  const { algorithm, encrypted } = await encryptPbes2(crypto, pkcs8, passphrase, iterationCount);
  return encode(tags.sequence, algorithm, encode(tags.octetString, encrypted));
}

/** Something encrypted, and the DER of the AlgorithmIdentifier that says how. */
export interface Encrypted {
  readonly algorithm: Uint8Array;
  readonly encrypted: Uint8Array;
}

/** RFC 8018, 6.2, with AES-256-CBC and PBKDF2-HMAC-SHA256. */
export async function encryptPbes2(
  crypto: Crypto,
  plain: Uint8Array<ArrayBuffer>,
  passphrase: string,
  iterationCount: number,
): Promise<Encrypted> {
  const { subtle } = crypto;
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const base = await subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: iterationCount };
  const key = await subtle.deriveKey(how, base, { name: 'AES-CBC', length: 256 }, false, ['encrypt']);
  const encrypted = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, plain));

  const prf = encode(tags.sequence, oids.hmacWithSha256, Uint8Array.of(tags.null, 0));
  const kdf = encode(tags.sequence, encode(tags.octetString, salt), encodeNumber(iterationCount), prf);
  const scheme = encode(
    tags.sequence,
    encode(tags.sequence, oids.pbkdf2, kdf),
    encode(tags.sequence, oids.aes256Cbc, encode(tags.octetString, iv)),
  );
  return { algorithm: encode(tags.sequence, oids.pbes2, scheme), encrypted };
}

interface Pbes2 {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly hash: string;
  readonly keyLength: number | undefined;
  readonly cipher: CbcCipher;
  readonly iv: Uint8Array;
  readonly encrypted: Uint8Array;
}

/**
 * What the encryption holds; `wrong-passphrase` where the padding says so, `unsupported` where the key is encrypted in
 * a way that is not read here, `unreadable` where it is damaged. A wrong passphrase may also give bytes that are no key.
 */
export async function decryptPbes2(
  crypto: Crypto,
  der: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported' | 'unreadable'> {
  const parameters = readPbes2(der);
  if (typeof parameters === 'string') return parameters;
  const { salt, hash, cipher } = parameters;
  const length = { 'AES-128-CBC': 16, 'AES-192-CBC': 24, 'AES-256-CBC': 32, 'DES-EDE3-CBC': 24 }[cipher];
  if (parameters.keyLength !== undefined && parameters.keyLength !== length) return 'unsupported';
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash, salt: Uint8Array.from(salt), iterations: parameters.iterations };
  const key = new Uint8Array(await crypto.subtle.deriveBits(how, base, length * 8));
  return (await decryptCbc(crypto, cipher, key, parameters.iv, parameters.encrypted)) ?? 'wrong-passphrase';
}

/** `unsupported` where it is not PBES2 with PBKDF2 and a cipher known here, `unreadable` where it is not DER of it. */
function readPbes2(der: Uint8Array): Pbes2 | 'unsupported' | 'unreadable' {
  const info = DerReader.over(der).enter('EncryptedPrivateKeyInfo');
  const algorithm = info.enter('encryptionAlgorithm');
  const encrypted = info.element('encryptedData', tags.octetString).contents;
  const scheme = readObjectIdentifier(algorithm, 'algorithm');
  if (info.failure) return 'unreadable';
  if (scheme !== '1.2.840.113549.1.5.13') return 'unsupported';
  const parameters = algorithm.enter('PBES2-params');
  const derivation = parameters.enter('keyDerivationFunc');
  const isPbkdf2 = readObjectIdentifier(derivation, 'algorithm') === '1.2.840.113549.1.5.12';
  if (info.failure || !isPbkdf2) return info.failure ? 'unreadable' : 'unsupported';
  const kdf = derivation.enter('PBKDF2-params');
  const salt = kdf.element('salt', tags.octetString).contents;
  const iterations = readSmallInteger(kdf, 'iterationCount');
  const keyLength = kdf.peekTag() === tags.integer ? readSmallInteger(kdf, 'keyLength') : undefined;
  const prf = kdf.atEnd ? undefined : readObjectIdentifier(kdf.enter('prf'), 'algorithm');
  const hash = prf === undefined ? 'SHA-1' : pseudorandomFunctions[prf];
  const encryption = parameters.enter('encryptionScheme');
  const cipher = ciphers[readObjectIdentifier(encryption, 'algorithm')];
  if (info.failure) return 'unreadable';
  if (!hash || !cipher || iterations < 1 || iterations > iterationsLimit) return 'unsupported';
  const iv = encryption.element('iv', tags.octetString).contents;
  return info.failure ? 'unreadable' : { salt, iterations, hash, keyLength, cipher, iv, encrypted };
}
