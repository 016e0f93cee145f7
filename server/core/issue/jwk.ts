/** JSON Web Keys (RFC 7517). */
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { encodeBase64 } from '../pem/base64.ts';
import type { SubjectPublicKeyInfo } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { type PrivateKeyMaterial, publicMembers } from './private-key.ts';
import { signatureScheme } from './signing-key.ts';

/** A JWK with its thumbprint for a `kid`; `certificates`, the first its own, become `x5c`. */
export async function publicJwk(
  crypto: Crypto,
  publicKey: SubjectPublicKeyInfo,
  certificates: readonly Uint8Array[] = [],
): Promise<Result<JsonWebKey, IssueFailure>> {
  const scheme = signatureScheme(publicKey);
  if (!scheme) return unsupported();
  try {
    const der = Uint8Array.from(publicKey.der);
    const key = await crypto.subtle.importKey('spki', der, scheme.importAs, true, ['verify']);
    const members = publicMembers(await crypto.subtle.exportKey('jwk', key));
    const x5c = certificates.map(encodeBase64);
    return success({
      ...withoutAlgorithm(members),
      kid: await thumbprint(crypto, members),
      ...(x5c.length > 0 && { x5c }),
    });
  } catch {
    // WebCrypto refuses keys that it cannot use, each in its own way.
    return unsupported();
  }
}

/** With its secret members. */
export async function privateJwk(crypto: Crypto, { pkcs8, signingKey }: PrivateKeyMaterial): Promise<JsonWebKey> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, signingKey.scheme.importAs, true, ['sign']);
  const { key_ops: _operations, ext: _extractable, ...members } = await crypto.subtle.exportKey('jwk', key);
  return { ...withoutAlgorithm(members), kid: await thumbprint(crypto, members) } as JsonWebKey;
}

/** RSA keys can sign with every digest; WebCrypto wants one and writes it down. ML-DSA (`AKP`) needs its own. */
function withoutAlgorithm(members: JsonWebKey): JsonWebKey {
  const { alg: _algorithm, ...rest } = members;
  return members.kty === 'RSA' ? rest : members;
}

/** RFC 7638, 3.2 and RFC 8037, 2: the members that make the key, in order, without white space. */
const required: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
  OKP: ['crv', 'kty', 'x'],
  AKP: ['alg', 'kty', 'pub'],
};

async function thumbprint(crypto: Crypto, jwk: JsonWebKey): Promise<string> {
  const members = Object.entries(jwk).filter(([name]) => required[jwk.kty ?? '']?.includes(name));
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify(Object.fromEntries(members));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return encodeBase64(new Uint8Array(digest)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function unsupported(): Result<never, IssueFailure> {
  return refuse('key-unsupported', message('The key is of a kind that cannot be written as a JWK here.'));
}
