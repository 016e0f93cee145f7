import { md5 } from '@noble/hashes/legacy.js';
import { type CbcCipher, decryptCbc } from '../encryption/cbc.ts';
import type { PemBlock } from '../pem/block.ts';

const keyLengths: Readonly<Record<string, number>> = {
  'AES-128-CBC': 16,
  'AES-192-CBC': 24,
  'AES-256-CBC': 32,
  'DES-EDE3-CBC': 24,
};

export function isLegacyEncrypted({ headers }: PemBlock): boolean {
  return headers.some(({ name, value }) => name === 'Proc-Type' && /\bENCRYPTED\b/.test(value));
}

/**
 * A key encrypted under RFC 1421 headers (`DEK-Info: AES-256-CBC,…`), as `openssl rsa -traditional` writes it. The
 * cipher's key is MD5 over passphrase and salt (OpenSSL's EVP_BytesToKey with one iteration): read, never written.
 */
export async function decryptLegacy(
  crypto: Crypto,
  block: PemBlock,
  der: Uint8Array,
  passphrase: string,
): Promise<Uint8Array | 'wrong-passphrase' | 'unsupported'> {
  const info = block.headers.find(({ name }) => name === 'DEK-Info')?.value ?? '';
  const [, cipher = '', hex = ''] = /^([A-Z0-9-]+),((?:[0-9A-F]{2})+)$/i.exec(info.trim()) ?? [];
  if (!isKnown(cipher)) return 'unsupported';
  const iv = Uint8Array.from(hex.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16));
  const key = deriveKey(new TextEncoder().encode(passphrase), iv.subarray(0, 8), keyLengths[cipher] ?? 0);
  return (await decryptCbc(crypto, cipher, key, iv, der)) ?? 'wrong-passphrase';
}

function isKnown(cipher: string): cipher is CbcCipher {
  return Object.hasOwn(keyLengths, cipher);
}

function deriveKey(passphrase: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  const key = new Uint8Array(length);
  let digest = new Uint8Array();
  for (let at = 0; at < length; at += digest.length) {
    digest = Uint8Array.from(md5(Uint8Array.from([...digest, ...passphrase, ...salt])));
    key.set(digest.subarray(0, length - at), at);
  }
  return key;
}
