import { DerReader } from '../asn1/der-reader.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm.ts';
import { keyFacts } from '../x509/subject-public-key-info.ts';
import type { SubjectPublicKeyInfo } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';

/** How WebCrypto is told to import a key and to sign with it. */
export interface SignatureScheme {
  readonly importAs: { readonly name: string; readonly namedCurve?: string; readonly hash?: string };
  /** Undefined for Ed25519 and ML-DSA, which have their own. */
  readonly hash: string | undefined;
}

export interface SigningKey {
  readonly key: CryptoKey;
  readonly scheme: SignatureScheme;
}

/** The digest that fits the curve (RFC 5480, section 4; CA/Browser Forum TLS BR 7.1.3.2.2). */
const curveHashes: Readonly<Record<string, string>> = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' };

/** Undefined for a key that WebCrypto cannot sign with. */
export function signatureScheme({
  keyType,
  curve,
  algorithm,
}: Pick<SubjectPublicKeyInfo, 'keyType' | 'curve' | 'algorithm'>): SignatureScheme | undefined {
  if (keyType === 'RSA') return { importAs: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, hash: 'SHA-256' };
  if (keyType === 'Ed25519') return { importAs: { name: 'Ed25519' }, hash: undefined };
  if (keyType === 'ML-DSA') return { importAs: { name: algorithm.name }, hash: undefined };
  const hash = curve === undefined ? undefined : curveHashes[curve];
  if (keyType !== 'EC' || curve === undefined || hash === undefined) return undefined;
  return { importAs: { name: 'ECDSA', namedCurve: curve }, hash };
}

/** Imports a PrivateKeyInfo for signing; the key cannot be exported again. */
export async function importSigningKey(
  crypto: Crypto,
  pkcs8: Uint8Array<ArrayBuffer>,
): Promise<Result<SigningKey, IssueFailure>> {
  const facts = readKeyFacts(pkcs8);
  if (!facts) return damaged();
  const scheme = signatureScheme(facts);
  if (!scheme) {
    const { keyType, curve } = facts;
    return refuse(
      'key-unsupported',
      message('The private key is of a kind that cannot sign here: {type}.', { type: curve ?? keyType }),
      message('RSA, ECDSA on P-256, P-384 or P-521, Ed25519 and ML-DSA can sign.'),
    );
  }
  try {
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, scheme.importAs, false, ['sign']);
    return success({ key, scheme });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotSupportedError') return damaged();
    const name = scheme.importAs.name;
    return refuse(
      'key-unsupported',
      message('{type} keys cannot be used here: this environment does not support them.', { type: name }),
    );
  }
}

/** Whether `key` signs for the holder of `publicKey`: asked of the signature itself. */
export async function isPairOf(
  crypto: Crypto,
  { key, scheme }: SigningKey,
  publicKey: SubjectPublicKeyInfo,
): Promise<boolean> {
  const other = signatureScheme(publicKey);
  if (other?.importAs.name !== scheme.importAs.name || other.importAs.namedCurve !== scheme.importAs.namedCurve) {
    return false;
  }
  const how = signatureParameters(scheme);
  const probe = crypto.getRandomValues(new Uint8Array(32));
  const signature = await crypto.subtle.sign(how, key, probe);
  try {
    const der = Uint8Array.from(publicKey.der);
    const verifier = await crypto.subtle.importKey('spki', der, scheme.importAs, false, ['verify']);
    return await crypto.subtle.verify(how, verifier, signature, probe);
  } catch {
    // A public key that WebCrypto cannot import has no pair here.
    return false;
  }
}

export function signatureParameters({ importAs, hash }: SignatureScheme): {
  readonly name: string;
  readonly hash?: string;
} {
  return hash === undefined ? { name: importAs.name } : { name: importAs.name, hash };
}

function readKeyFacts(pkcs8: Uint8Array): Pick<SubjectPublicKeyInfo, 'keyType' | 'curve' | 'algorithm'> | undefined {
  const info = DerReader.over(pkcs8).enter('PrivateKeyInfo');
  readSmallInteger(info, 'version');
  const algorithm = readAlgorithmIdentifier(info, 'privateKeyAlgorithm');
  return info.failure ? undefined : { algorithm, ...keyFacts(algorithm, undefined) };
}

function damaged(): Result<never, IssueFailure> {
  return refuse('key-unreadable', message('The private key is damaged: it cannot be read.'));
}
