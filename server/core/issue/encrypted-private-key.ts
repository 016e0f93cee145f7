/**
 * Encrypted PKCS#8 (RFC 5958, section 3) with PBES2 (RFC 8018): written with AES-256-CBC and PBKDF2-HMAC-SHA256, read
 * also with the older ciphers that OpenSSL wrote by default before 3.5, and with those of PKCS#12.
 */
import { DerReader } from '../asn1/der-reader.ts';
import { encode, encodeNumber } from '../asn1/encode.ts';
import { tags } from '../asn1/tags.ts';
import { decryptWithPassphrase } from '../encryption/decrypt.ts';
import { readScheme } from '../encryption/scheme.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA256 (2023): some 0.2 s here, once per use of the key. */
const iterations = 600_000;
const saltLength = 16;

/** Object identifiers as DER, for writing. */
const oids = {
  pbes2: Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13),
  pbkdf2: Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12),
  hmacWithSha256: Uint8Array.of(6, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9),
  aes256Cbc: Uint8Array.of(6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42),
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

/**
 * What the encryption holds; `wrong-passphrase` where the padding says so, `unsupported` where the key is encrypted in
 * a way that is not read here, `unreadable` where it is damaged. A wrong passphrase may also give bytes that are no key.
 */
export async function decryptPrivateKeyInfo(
  crypto: Crypto,
  der: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported' | 'unreadable'> {
  const info = DerReader.over(der).enter('EncryptedPrivateKeyInfo');
  const scheme = readScheme(info);
  const encrypted = info.element('encryptedData', tags.octetString).contents;
  return info.failure ? 'unreadable' : decryptWithPassphrase(crypto, scheme, encrypted, passphrase);
}
