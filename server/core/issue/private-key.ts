import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import { encryptPrivateKey } from './encrypted-private-key.ts';
import type { IssueFailure } from './failure.ts';
import { decryptPrivateKey } from './read-private-key.ts';
import { importSigningKey, type SigningKey } from './signing-key.ts';

/** A key that is there, opened. */
export interface PrivateKeyMaterial {
  readonly signingKey: SigningKey;
  /** DER of PrivateKeyInfo, unencrypted. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

export async function openPrivateKey(
  crypto: Crypto,
  pem: string,
  passphrase: string | undefined,
): Promise<Result<PrivateKeyMaterial, IssueFailure>> {
  const pkcs8 = await decryptPrivateKey(crypto, pem, passphrase);
  if (!pkcs8.ok) return pkcs8;
  const signingKey = await importSigningKey(crypto, pkcs8.value);
  if (!signingKey.ok) return signingKey;
  const publicKey = await publicHalf(crypto, pkcs8.value, signingKey.value);
  return success({ signingKey: signingKey.value, pkcs8: pkcs8.value, publicKey });
}

/** PEM of a PrivateKeyInfo, encrypted where there is a passphrase. */
export async function writePrivateKey(
  crypto: Crypto,
  pkcs8: Uint8Array<ArrayBuffer>,
  passphrase: string | undefined,
): Promise<string> {
  if (passphrase === undefined) return writePem('PRIVATE KEY', pkcs8);
  return writePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(crypto, pkcs8, passphrase));
}

/** RFC 7518, 6 and RFC 8037: the members of a JWK that are secret, by no key type used for something public. */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'] as const;

/** The JWK of the public half. */
export function publicMembers(jwk: JsonWebKey): JsonWebKey {
  const secret: ReadonlySet<string> = new Set([...secretMembers, 'key_ops', 'ext']);
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => !secret.has(name)));
}

/** WebCrypto computes no public key from a private one; its JWK has the members of both. */
async function publicHalf(
  crypto: Crypto,
  pkcs8: Uint8Array<ArrayBuffer>,
  { scheme }: SigningKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, scheme.importAs, true, ['sign']);
  const jwk = publicMembers(await crypto.subtle.exportKey('jwk', privateKey));
  const publicKey = await crypto.subtle.importKey('jwk', jwk, scheme.importAs, true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
}
