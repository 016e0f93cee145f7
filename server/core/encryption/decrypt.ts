import { sha1 } from '@noble/hashes/legacy.js';
import { cbcKeyLengths, decryptCbc, withoutPadding } from './cbc.ts';
import { derivePkcs12 } from './pkcs12-derivation.ts';
import { decryptRc2Cbc } from './rc2.ts';
import type { EncryptionScheme, Pbes2Scheme, Pkcs12Scheme } from './scheme.ts';
import { decryptTripleDesCbc } from './triple-des.ts';

/** A hostile file may ask for any number; ten million of PBKDF2 take some four seconds. */
const pbkdf2IterationsLimit = 10_000_000;
/** PKCS#12's own derivation is computed here and not in WebCrypto: a million take some two seconds. */
export const pkcs12IterationsLimit = 1_000_000;

/**
 * What the encryption holds; `wrong-passphrase` where the padding says so, `unsupported` where it is encrypted in a way
 * that is not read here. A wrong passphrase may also give bytes that are nothing.
 */
export async function decryptWithPassphrase(
  crypto: Crypto,
  scheme: EncryptionScheme,
  encrypted: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported'> {
  switch (scheme.kind) {
    case 'pbes2':
      return decryptPbes2(crypto, scheme, encrypted, passphrase);
    case 'pkcs12':
      return decryptPkcs12(scheme, encrypted, passphrase);
    case 'other':
      return 'unsupported';
  }
}

async function decryptPbes2(
  crypto: Crypto,
  scheme: Pbes2Scheme,
  encrypted: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported'> {
  const { cipher, keyLength, iv } = scheme;
  const length = cbcKeyLengths[cipher];
  if (keyLength !== undefined && keyLength !== length) return 'unsupported';
  const key = await derivePbkdf2(crypto, scheme, length, passphrase);
  return key ? ((await decryptCbc(crypto, cipher, key, iv, encrypted)) ?? 'wrong-passphrase') : 'unsupported';
}

/** RFC 8018, 5.2; undefined where it would take too long. */
export async function derivePbkdf2(
  crypto: Crypto,
  { salt, iterations, hash }: Pick<Pbes2Scheme, 'salt' | 'iterations' | 'hash'>,
  length: number,
  passphrase: string,
): Promise<Uint8Array | undefined> {
  if (iterations < 1 || iterations > pbkdf2IterationsLimit) return undefined;
  const octets = new TextEncoder().encode(passphrase);
  const base = await crypto.subtle.importKey('raw', octets, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash, salt: Uint8Array.from(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(how, base, length * 8));
}

/** RFC 7292, appendix C. RC4 is not read: nothing has written it by default. */
function decryptPkcs12(
  { salt, iterations, cipher }: Pkcs12Scheme,
  encrypted: Uint8Array,
  passphrase: string,
): Uint8Array | 'wrong-passphrase' | 'unsupported' {
  const isRc4 = cipher === 'RC4-128' || cipher === 'RC4-40';
  if (isRc4 || iterations < 1 || iterations > pkcs12IterationsLimit) return 'unsupported';
  if (encrypted.length === 0 || encrypted.length % 8 !== 0) return 'wrong-passphrase';
  const derive = (id: 1 | 2, length: number): Uint8Array =>
    derivePkcs12(sha1, { id, passphrase, salt, iterations, length });
  const decrypted = (): Uint8Array => {
    switch (cipher) {
      case 'DES-EDE3-CBC':
        return decryptTripleDesCbc(derive(1, 24), derive(2, 8), encrypted);
      case 'DES-EDE2-CBC': {
        const key = derive(1, 16);
        return decryptTripleDesCbc(Uint8Array.from([...key, ...key.subarray(0, 8)]), derive(2, 8), encrypted);
      }
      case 'RC2-128-CBC':
        return decryptRc2Cbc(derive(1, 16), 128, derive(2, 8), encrypted);
      case 'RC2-40-CBC':
        return decryptRc2Cbc(derive(1, 5), 40, derive(2, 8), encrypted);
    }
  };
  return withoutPadding(decrypted()) ?? 'wrong-passphrase';
}
