import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '../x509/types.ts';
import { readPssParameters } from './pss-parameters.ts';

/** `unsupported`: this machine's WebCrypto has no such algorithm; never to be read as valid. */
export type SignatureState = 'valid' | 'invalid' | 'unsupported';

interface Verification {
  readonly importAs: RsaHashedImportParams | EcKeyImportParams | { readonly name: string };
  readonly verifyAs: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
  /** Octets of one ECDSA coordinate: WebCrypto wants r and s at fixed length (IEEE P1363), X.509 carries DER. */
  readonly coordinate?: number;
}

const webHash: Readonly<Record<string, string>> = {
  'SHA-1': 'SHA-1',
  'SHA-256': 'SHA-256',
  'SHA-384': 'SHA-384',
  'SHA-512': 'SHA-512',
};
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
  const value = how.coordinate === undefined ? signature : fixedLength(signature, how.coordinate);
  if (!value) return 'invalid';
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', bytes(issuerKey.der), how.importAs, false, ['verify']);
  } catch {
    // WebCrypto does not say why: an algorithm this host lacks, or a key it refuses. Neither is a verdict.
    return 'unsupported';
  }
  try {
    return (await crypto.subtle.verify(how.verifyAs, key, bytes(value), bytes(data))) ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

function verification(
  algorithm: AlgorithmIdentifier,
  key: SubjectPublicKeyInfo,
): Verification | 'mismatch' | undefined {
  const { name } = algorithm;
  if (name === 'RSASSA-PSS') {
    if (key.keyType !== 'RSA' && key.keyType !== 'RSA-PSS') return 'mismatch';
    const parameters = readPssParameters(algorithm.parameters);
    const hash = parameters && webHash[parameters.hash];
    if (!parameters || !hash) return undefined;
    const importAs = { name: 'RSA-PSS', hash };
    return { importAs, verifyAs: { name: 'RSA-PSS', saltLength: parameters.saltLength } };
  }
  const hash = algorithm.hash === undefined ? undefined : webHash[algorithm.hash];
  if (/WithRSAEncryption$/i.test(name)) {
    if (key.keyType !== 'RSA') return 'mismatch';
    if (!hash) return undefined;
    return { importAs: { name: 'RSASSA-PKCS1-v1_5', hash }, verifyAs: { name: 'RSASSA-PKCS1-v1_5' } };
  }
  if (/^ecdsa-with-/i.test(name)) {
    if (key.keyType !== 'EC') return 'mismatch';
    const coordinate = key.curve === undefined ? undefined : coordinates[key.curve];
    if (!hash || !key.curve || coordinate === undefined) return undefined;
    return { importAs: { name: 'ECDSA', namedCurve: key.curve }, verifyAs: { name: 'ECDSA', hash }, coordinate };
  }
  if (name === 'Ed25519') {
    return key.keyType === 'Ed25519' ? { importAs: { name: 'Ed25519' }, verifyAs: { name: 'Ed25519' } } : 'mismatch';
  }
  return undefined;
}

/** ECDSA-Sig-Value (RFC 3279, 2.2.3) to r and s at `length` octets each; undefined where it is not one. */
function fixedLength(der: Uint8Array, length: number): Uint8Array | undefined {
  let at = 0;
  const header = (tag: number): number | undefined => {
    if (der[at] !== tag) return undefined;
    let size = der[at + 1];
    at += 2;
    if (size === 0x81) size = der[at++];
    return size === undefined || size > 0x8a || at + size > der.length ? undefined : size;
  };
  if (header(0x30) === undefined) return undefined;
  const out = new Uint8Array(2 * length);
  for (const part of [0, 1]) {
    const size = header(0x02);
    if (size === undefined) return undefined;
    let value = der.subarray(at, at + size);
    at += size;
    while (value.length > length && value[0] === 0) value = value.subarray(1);
    if (value.length > length) return undefined;
    out.set(value, (part + 1) * length - value.length);
  }
  return at === der.length ? out : undefined;
}

/** The same octets over an ArrayBuffer, which is what WebCrypto's types ask for. */
function bytes(value: Uint8Array): Uint8Array<ArrayBuffer> {
  return value.buffer instanceof ArrayBuffer ? (value as Uint8Array<ArrayBuffer>) : new Uint8Array(value);
}
