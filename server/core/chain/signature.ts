import { once } from '../base/once.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { makeSubjectPublicKeyInfo, rsaAlgorithm } from '../x509/subject-public-key-info.ts';
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '../x509/types.ts';
import { otherCurves, verifyOnOtherCurve } from './curves-beyond-web-crypto.ts';
import { fixedLengthSignature } from './ecdsa-signature.ts';
import { readPssParameters } from './pss-parameters.ts';

/** `unsupported`: nothing here can check such a signature; never to be read as valid. */
export type SignatureState = 'valid' | 'invalid' | 'unsupported';

interface WebCryptoVerification {
  readonly importAs: RsaHashedImportParams | EcKeyImportParams | { readonly name: string };
  readonly verifyAs: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
  /** Octets of one ECDSA coordinate: WebCrypto wants r and s at fixed length (IEEE P1363), X.509 carries DER. */
  readonly coordinate?: number;
}

interface OtherCurveVerification {
  readonly curve: string;
  readonly hash: string;
  readonly coordinate: number;
}

/** What WebCrypto knows no digest or no algorithm for, over whole numbers. */
interface FiniteFieldVerification {
  readonly field: 'RSA with SHA-224' | 'DSA';
  readonly hash: 'SHA-224' | 'SHA-256';
  readonly coordinate?: undefined;
}

type Verification = WebCryptoVerification | OtherCurveVerification | FiniteFieldVerification;

const loadFiniteField = once(() => import('./finite-field-signatures.ts'));
const loadHashes = once(() => import('@noble/hashes/sha2.js'));

const webHash: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);
const coordinates: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };

/** Verifies `signature` over `data` with the issuer's key (RFC 5280, 4.1.1.3). */
export async function verifySignature(
  crypto: Crypto,
  algorithm: AlgorithmIdentifier,
  issuerKey: SubjectPublicKeyInfo,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<SignatureState> {
  const how = verification(algorithm, issuerKey);
  if (how === 'mismatch') return 'invalid';
  if (!how) return 'unsupported';
  if ('field' in how) {
    const { verifyDsa, verifyRsaSha224 } = await loadFiniteField();
    const isValid =
      how.field === 'DSA'
        ? verifyDsa(issuerKey, how.hash, data, signature)
        : verifyRsaSha224(issuerKey.publicKey, data, signature);
    return stateOf(isValid);
  }
  const value = how.coordinate === undefined ? signature : fixedLengthSignature(signature, how.coordinate);
  if (!value) return 'invalid';
  if ('curve' in how) {
    const digest =
      how.hash === 'SHA-224'
        ? (await loadHashes()).sha224(data)
        : new Uint8Array(await crypto.subtle.digest(how.hash, bytes(data)));
    return stateOf(await verifyOnOtherCurve(how.curve, issuerKey.publicKey, digest, value));
  }
  // WebCrypto does not say why: an algorithm this host lacks, or a key it refuses. Neither is a verdict.
  const key = await importOnce(crypto, issuerKey, how.importAs);
  if (!key) return 'unsupported';
  try {
    return (await crypto.subtle.verify(how.verifyAs, key, bytes(value), bytes(data))) ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

/** How many times the time of one that WebCrypto verifies a signature takes: what is computed here is far slower. */
export function signatureCost(algorithm: AlgorithmIdentifier, issuerKey: SubjectPublicKeyInfo): number {
  const how = verification(algorithm, issuerKey);
  if (typeof how !== 'object') return 1;
  const { bits = 0, publicKey } = issuerKey;
  if ('field' in how) return bits <= 2048 ? 10 : 40;
  if ('curve' in how) return how.coordinate <= 32 ? 15 : how.coordinate <= 48 ? 25 : 40;
  // A public exponent as long as the modulus, which nobody has, costs as much as a private one.
  const isRsa = issuerKey.keyType === 'RSA' || issuerKey.keyType === 'RSA-PSS';
  return isRsa && publicKey.length > bits / 8 + 32 ? 20 : 1;
}

/**
 * How much of this thread's time a signature takes, in those of WebCrypto: these are computed elsewhere, and cost here no
 * more than some 50 µs to hand over.
 */
export function signatureEffort(algorithm: AlgorithmIdentifier, issuerKey: SubjectPublicKeyInfo): number {
  const cost = signatureCost(algorithm, issuerKey);
  return cost === 1 ? 1 : cost * 6;
}

function stateOf(isValid: boolean | undefined): SignatureState {
  return isValid === undefined ? 'unsupported' : isValid ? 'valid' : 'invalid';
}

function verification(
  algorithm: AlgorithmIdentifier,
  key: SubjectPublicKeyInfo,
): Verification | 'mismatch' | undefined {
  const { name } = algorithm;
  if (name === 'RSASSA-PSS') return pssVerification(algorithm, key);
  const hash = algorithm.hash !== undefined && webHash.has(algorithm.hash) ? algorithm.hash : undefined;
  if (/WithRSAEncryption$/i.test(name)) {
    if (key.keyType !== 'RSA') return 'mismatch';
    if (algorithm.hash === 'SHA-224') return { field: 'RSA with SHA-224', hash: 'SHA-224' };
    if (!hash) return undefined;
    return { importAs: { name: 'RSASSA-PKCS1-v1_5', hash }, verifyAs: { name: 'RSASSA-PKCS1-v1_5' } };
  }
  if (/^ecdsa-with-/i.test(name)) {
    if (key.keyType !== 'EC') return 'mismatch';
    if (key.curve === undefined) return undefined;
    if (algorithm.hash === 'SHA-224') return onOtherCurve('SHA-224', key.curve);
    return hash === undefined ? undefined : ecdsaVerification(hash, key.curve);
  }
  switch (name) {
    case 'dsa-with-SHA224':
      return key.keyType === 'DSA' ? { field: 'DSA', hash: 'SHA-224' } : 'mismatch';
    case 'dsa-with-SHA256':
      return key.keyType === 'DSA' ? { field: 'DSA', hash: 'SHA-256' } : 'mismatch';
    case 'Ed25519':
    case 'Ed448':
      return key.keyType === name ? { importAs: { name }, verifyAs: { name } } : 'mismatch';
    case 'ML-DSA-44':
    case 'ML-DSA-65':
    case 'ML-DSA-87':
      return key.algorithm.name === name ? { importAs: { name }, verifyAs: { name } } : 'mismatch';
    default:
      return undefined;
  }
}

function pssVerification(
  algorithm: AlgorithmIdentifier,
  key: SubjectPublicKeyInfo,
): Verification | 'mismatch' | undefined {
  if (key.keyType !== 'RSA' && key.keyType !== 'RSA-PSS') return 'mismatch';
  const parameters = readPssParameters(algorithm.parameters);
  if (!parameters) return undefined;
  const { hash, saltLength } = parameters;
  // RFC 4055, 3.3: a key that names a hash is for that hash, and for salts of at least that length.
  const restricted = key.keyType === 'RSA-PSS' ? key.algorithm.parameters : undefined;
  if (restricted) {
    const limits = readPssParameters(restricted);
    if (!limits || limits.hash !== hash || saltLength < limits.saltLength) return 'mismatch';
  }
  return { importAs: { name: 'RSA-PSS', hash }, verifyAs: { name: 'RSA-PSS', saltLength } };
}

function ecdsaVerification(hash: string, curve: string): Verification | undefined {
  const coordinate = coordinates[curve];
  if (coordinate !== undefined) {
    return { importAs: { name: 'ECDSA', namedCurve: curve }, verifyAs: { name: 'ECDSA', hash }, coordinate };
  }
  return onOtherCurve(hash, curve);
}

function onOtherCurve(hash: string, curve: string): Verification | undefined {
  const coordinate = coordinates[curve] ?? otherCurves[curve];
  return coordinate === undefined ? undefined : { curve, hash, coordinate };
}

/** By what each is imported for, and its fingerprint: copies of a key, and certificates that have it, share one. */
const imported = new Map<string, Promise<CryptoKey | undefined>>();
const importedKept = 2_000;

/** A key is imported once for each algorithm it is used with: a CA's key verifies all that it issued. */
function importOnce(
  crypto: Crypto,
  key: SubjectPublicKeyInfo,
  importAs: WebCryptoVerification['importAs'],
): Promise<CryptoKey | undefined> {
  const use = `${JSON.stringify(importAs)} ${keyFingerprint(key)}`;
  let promise = imported.get(use);
  if (!promise) {
    // WebCrypto reads RSA keys under rsaEncryption alone.
    const der = key.keyType === 'RSA-PSS' ? makeSubjectPublicKeyInfo(rsaAlgorithm, key.publicKey).der : key.der;
    promise = crypto.subtle.importKey('spki', bytes(der), importAs, false, ['verify']).catch(() => undefined);
    if (imported.size >= importedKept) imported.clear();
    imported.set(use, promise);
  }
  return promise;
}

/** The same octets over an ArrayBuffer, which is what WebCrypto's types ask for. */
function bytes(value: Uint8Array): Uint8Array<ArrayBuffer> {
  return value.buffer instanceof ArrayBuffer ? (value as Uint8Array<ArrayBuffer>) : new Uint8Array(value);
}
