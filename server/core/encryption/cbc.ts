import { decryptTripleDesCbc } from './triple-des.ts';

export type CbcCipher = 'AES-128-CBC' | 'AES-192-CBC' | 'AES-256-CBC' | 'DES-EDE3-CBC';

/** In octets. */
export const cbcKeyLengths: Readonly<Record<CbcCipher, number>> = {
  'AES-128-CBC': 16,
  'AES-192-CBC': 24,
  'AES-256-CBC': 32,
  'DES-EDE3-CBC': 24,
};

/** The contents without their PKCS#7 padding; undefined where the padding is wrong, as it is with a wrong key. */
export async function decryptCbc(
  crypto: Crypto,
  cipher: CbcCipher,
  key: Uint8Array,
  iv: Uint8Array,
  encrypted: Uint8Array,
): Promise<Uint8Array | undefined> {
  const blockLength = cipher === 'DES-EDE3-CBC' ? 8 : 16;
  if (iv.length < blockLength || encrypted.length === 0 || encrypted.length % blockLength !== 0) return undefined;
  const vector = Uint8Array.from(iv.subarray(0, blockLength));
  if (cipher === 'DES-EDE3-CBC') return withoutPadding(decryptTripleDesCbc(key, vector, encrypted));
  const aes = await crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-CBC', false, ['decrypt']);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-CBC', iv: vector }, aes, Uint8Array.from(encrypted)),
    );
  } catch {
    // WebCrypto refuses wrong padding with an OperationError, and nothing else is left to go wrong.
    return undefined;
  }
}

/** RFC 8018, 6.1.1, step 4, of blocks of 8; undefined where the padding is wrong. */
export function withoutPadding(bytes: Uint8Array): Uint8Array | undefined {
  const count = bytes.at(-1) ?? 0;
  if (count < 1 || count > 8 || bytes.subarray(-count).some((octet) => octet !== count)) return undefined;
  return bytes.subarray(0, bytes.length - count);
}
