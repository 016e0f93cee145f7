// How something is encrypted with a password, read from its AlgorithmIdentifier: PKCS #5 (RFC 8018) and PKCS #12
// (RFC 7292, appendix C).

import type { DerReader } from '../asn1/der-reader.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';
import type { CbcCipher } from './cbc.ts';

/** RFC 8018, 6.2, with PBKDF2. `keyLength` is in octets, where it is given. */
export interface Pbes2Scheme {
  readonly kind: 'pbes2';
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keyLength: number | undefined;
  /** WebCrypto's name of the digest. */
  readonly hash: string;
  readonly cipher: CbcCipher;
  readonly iv: Uint8Array;
}

/** RFC 7292, appendix C. */
export interface Pkcs12Scheme {
  readonly kind: 'pkcs12';
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly cipher: Pkcs12Cipher;
}

export type Pkcs12Cipher = 'RC4-128' | 'RC4-40' | 'DES-EDE3-CBC' | 'DES-EDE2-CBC' | 'RC2-128-CBC' | 'RC2-40-CBC';

/** One that is not read here: by the name of its part that is not known, or dotted. */
export interface OtherScheme {
  readonly kind: 'other';
  readonly algorithm: string;
}

export type EncryptionScheme = Pbes2Scheme | Pkcs12Scheme | OtherScheme;

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

const pkcs12Ciphers: Readonly<Record<string, Pkcs12Cipher>> = {
  '1.2.840.113549.1.12.1.1': 'RC4-128',
  '1.2.840.113549.1.12.1.2': 'RC4-40',
  '1.2.840.113549.1.12.1.3': 'DES-EDE3-CBC',
  '1.2.840.113549.1.12.1.4': 'DES-EDE2-CBC',
  '1.2.840.113549.1.12.1.5': 'RC2-128-CBC',
  '1.2.840.113549.1.12.1.6': 'RC2-40-CBC',
};

/** Names of what is met and not read, for those who are told so. */
const otherNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.1': 'PBE-MD2-DES',
  '1.2.840.113549.1.5.3': 'PBE-MD5-DES',
  '1.2.840.113549.1.5.6': 'PBE-MD5-RC2-64',
  '1.2.840.113549.1.5.10': 'PBE-SHA1-DES',
  '1.2.840.113549.1.5.11': 'PBE-SHA1-RC2-64',
  '1.3.6.1.4.1.11591.4.11': 'scrypt',
  '1.3.6.1.4.1.42.2.17.1.1': 'Sun JKS',
  '1.3.6.1.4.1.42.2.19.1': 'Sun JCE PBE-MD5-3DES',
  '2.16.840.1.101.3.4.1.6': 'AES-128-GCM',
  '2.16.840.1.101.3.4.1.26': 'AES-192-GCM',
  '2.16.840.1.101.3.4.1.46': 'AES-256-GCM',
  '1.2.840.113549.3.2': 'RC2-CBC',
  '1.3.14.3.2.7': 'DES-CBC',
  '1.2.840.113549.2.8': 'HMAC-SHA-224',
};

/** The scheme of the next value, an AlgorithmIdentifier; the reader's failure says where it is damaged. */
export function readScheme(der: DerReader): EncryptionScheme {
  const algorithm = der.enter('encryptionAlgorithm');
  const scheme = readObjectIdentifier(algorithm, 'algorithm');
  if (scheme === '1.2.840.113549.1.5.13') return readPbes2(algorithm.enter('PBES2-params'));
  const cipher = pkcs12Ciphers[scheme];
  if (!cipher) return other(scheme);
  const parameters = algorithm.enter('pkcs-12PbeParams');
  const salt = parameters.element('salt', tags.octetString).contents;
  return { kind: 'pkcs12', salt, iterations: readSmallInteger(parameters, 'iterations'), cipher };
}

function readPbes2(parameters: DerReader): EncryptionScheme {
  const kdf = readPbkdf2(parameters);
  const encryption = parameters.enter('encryptionScheme');
  const algorithm = readObjectIdentifier(encryption, 'algorithm');
  const cipher = ciphers[algorithm];
  if (typeof kdf === 'string') return other(kdf);
  if (!cipher) return other(algorithm);
  return { kind: 'pbes2', ...kdf, cipher, iv: encryption.element('iv', tags.octetString).contents };
}

type Pbkdf2 = Pick<Pbes2Scheme, 'salt' | 'iterations' | 'keyLength' | 'hash'>;

/** PBKDF2-params (RFC 8018, A.2), as PBMAC1 has them too; the identifier of what is not read here. */
export function readPbkdf2(der: DerReader): Pbkdf2 | string {
  const derivation = der.enter('keyDerivationFunc');
  const algorithm = readObjectIdentifier(derivation, 'algorithm');
  if (algorithm !== '1.2.840.113549.1.5.12') return algorithm;
  const kdf = derivation.enter('PBKDF2-params');
  const salt = kdf.element('salt', tags.octetString).contents;
  const iterations = readSmallInteger(kdf, 'iterationCount');
  const keyLength = kdf.peekTag() === tags.integer ? readSmallInteger(kdf, 'keyLength') : undefined;
  const prf = kdf.atEnd ? undefined : readObjectIdentifier(kdf.enter('prf'), 'algorithm');
  const hash = prf === undefined ? 'SHA-1' : pseudorandomFunctions[prf];
  return hash === undefined ? (prf ?? '') : { salt, iterations, keyLength, hash };
}

function other(algorithm: string): OtherScheme {
  return { kind: 'other', algorithm: otherNames[algorithm] ?? algorithm };
}

/** `AES-256-CBC, PBKDF2 with HMAC-SHA-256`: what people compare. */
export function schemeName(scheme: EncryptionScheme): string {
  switch (scheme.kind) {
    case 'pbes2':
      return `${scheme.cipher}, PBKDF2-HMAC-${scheme.hash}`;
    case 'pkcs12':
      return `${scheme.cipher}, PKCS#12 SHA-1`;
    case 'other':
      return scheme.algorithm;
  }
}

/** What can be said of a scheme without its password. */
export function describeScheme(scheme: EncryptionScheme): {
  readonly name: string;
  readonly iterations: number | undefined;
} {
  return { name: schemeName(scheme), iterations: scheme.kind === 'other' ? undefined : scheme.iterations };
}
