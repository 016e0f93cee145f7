import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { type IssuedKeyType, issuedKeyTypes } from './key-type.ts';

export interface GeneratedKey {
  readonly type: IssuedKeyType;
  readonly privateKey: CryptoKey;
  /** DER of PrivateKeyInfo (RFC 5958), unencrypted. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

export async function generateKey(crypto: Crypto, type: IssuedKeyType): Promise<Result<GeneratedKey, IssueFailure>> {
  const { label, generation } = issuedKeyTypes[type];
  let pair: CryptoKeyPair;
  try {
    const made = await crypto.subtle.generateKey(generation, true, ['sign', 'verify']);
    if (!('privateKey' in made)) throw new Error('one key where a pair was asked for');
    pair = made;
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    return refuse(
      'key-type-unsupported',
      message('{type} keys cannot be made here: this environment does not support them.', { type: label }),
      message('ECDSA P-256 works everywhere.'),
    );
  }
  const [pkcs8, publicKey] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
    crypto.subtle.exportKey('spki', pair.publicKey),
  ]);
  return success({
    type,
    privateKey: pair.privateKey,
    pkcs8: new Uint8Array(pkcs8),
    publicKey: new Uint8Array(publicKey),
  });
}

/** WebCrypto's way to say that it lacks an algorithm. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotSupportedError' || error.name === 'SyntaxError');
}
