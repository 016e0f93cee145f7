import { DerReader } from '../asn1/der-reader.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { SeenBytes } from '../asn1/seen-bytes.ts';
import { context, tags } from '../asn1/tags.ts';
import type { AlgorithmIdentifier } from './types.ts';

/** Object identifier to the standards' name and the digest (RFC 3279, 4055, 5758, 8410, 8692, 9881, 9909, 9935). */
const algorithms: ReadonlyMap<string, { readonly name: string; readonly hash?: string }> = new Map([
  ['1.2.840.113549.1.1.1', { name: 'rsaEncryption' }],
  ['1.2.840.113549.1.1.2', { name: 'md2WithRSAEncryption', hash: 'MD2' }],
  ['1.2.840.113549.1.1.3', { name: 'md4WithRSAEncryption', hash: 'MD4' }],
  ['1.2.840.113549.1.1.4', { name: 'md5WithRSAEncryption', hash: 'MD5' }],
  ['1.2.840.113549.1.1.5', { name: 'sha1WithRSAEncryption', hash: 'SHA-1' }],
  // OIW's older identifier of the same, which some certificate makers still wrote.
  ['1.3.14.3.2.29', { name: 'sha1WithRSAEncryption', hash: 'SHA-1' }],
  ['1.2.840.113549.1.1.7', { name: 'RSAES-OAEP' }],
  ['1.2.840.113549.1.1.10', { name: 'RSASSA-PSS' }],
  ['1.2.840.113549.1.1.11', { name: 'sha256WithRSAEncryption', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { name: 'sha384WithRSAEncryption', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { name: 'sha512WithRSAEncryption', hash: 'SHA-512' }],
  ['1.2.840.113549.1.1.14', { name: 'sha224WithRSAEncryption', hash: 'SHA-224' }],
  ['1.2.840.113549.1.3.1', { name: 'dhKeyAgreement' }],
  ['1.2.840.10046.2.1', { name: 'dhpublicnumber' }],
  ['1.2.840.10040.4.1', { name: 'dsaEncryption' }],
  ['1.2.840.10040.4.3', { name: 'dsa-with-SHA1', hash: 'SHA-1' }],
  ['2.16.840.1.101.3.4.3.1', { name: 'dsa-with-SHA224', hash: 'SHA-224' }],
  ['2.16.840.1.101.3.4.3.2', { name: 'dsa-with-SHA256', hash: 'SHA-256' }],
  ['1.2.840.10045.2.1', { name: 'id-ecPublicKey' }],
  ['1.2.840.10045.4.1', { name: 'ecdsa-with-SHA1', hash: 'SHA-1' }],
  ['1.2.840.10045.4.3.1', { name: 'ecdsa-with-SHA224', hash: 'SHA-224' }],
  ['1.2.840.10045.4.3.2', { name: 'ecdsa-with-SHA256', hash: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { name: 'ecdsa-with-SHA384', hash: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { name: 'ecdsa-with-SHA512', hash: 'SHA-512' }],
  ['2.16.840.1.101.3.4.3.9', { name: 'ecdsa-with-SHA3-224', hash: 'SHA3-224' }],
  ['2.16.840.1.101.3.4.3.10', { name: 'ecdsa-with-SHA3-256', hash: 'SHA3-256' }],
  ['2.16.840.1.101.3.4.3.11', { name: 'ecdsa-with-SHA3-384', hash: 'SHA3-384' }],
  ['2.16.840.1.101.3.4.3.12', { name: 'ecdsa-with-SHA3-512', hash: 'SHA3-512' }],
  ['2.16.840.1.101.3.4.3.14', { name: 'RSA-SHA3-256', hash: 'SHA3-256' }],
  ['2.16.840.1.101.3.4.3.15', { name: 'RSA-SHA3-384', hash: 'SHA3-384' }],
  ['2.16.840.1.101.3.4.3.16', { name: 'RSA-SHA3-512', hash: 'SHA3-512' }],
  ['1.2.156.10197.1.501', { name: 'SM2-with-SM3', hash: 'SM3' }],
  ['1.3.101.110', { name: 'X25519' }],
  ['1.3.101.111', { name: 'X448' }],
  ['1.3.101.112', { name: 'Ed25519' }],
  ['1.3.101.113', { name: 'Ed448' }],
  ['2.16.840.1.101.3.4.3.17', { name: 'ML-DSA-44' }],
  ['2.16.840.1.101.3.4.3.18', { name: 'ML-DSA-65' }],
  ['2.16.840.1.101.3.4.3.19', { name: 'ML-DSA-87' }],
  ['2.16.840.1.101.3.4.3.20', { name: 'SLH-DSA-SHA2-128s' }],
  ['2.16.840.1.101.3.4.3.21', { name: 'SLH-DSA-SHA2-128f' }],
  ['2.16.840.1.101.3.4.3.22', { name: 'SLH-DSA-SHA2-192s' }],
  ['2.16.840.1.101.3.4.3.23', { name: 'SLH-DSA-SHA2-192f' }],
  ['2.16.840.1.101.3.4.3.24', { name: 'SLH-DSA-SHA2-256s' }],
  ['2.16.840.1.101.3.4.3.25', { name: 'SLH-DSA-SHA2-256f' }],
  ['2.16.840.1.101.3.4.3.26', { name: 'SLH-DSA-SHAKE-128s' }],
  ['2.16.840.1.101.3.4.3.27', { name: 'SLH-DSA-SHAKE-128f' }],
  ['2.16.840.1.101.3.4.3.28', { name: 'SLH-DSA-SHAKE-192s' }],
  ['2.16.840.1.101.3.4.3.29', { name: 'SLH-DSA-SHAKE-192f' }],
  ['2.16.840.1.101.3.4.3.30', { name: 'SLH-DSA-SHAKE-256s' }],
  ['2.16.840.1.101.3.4.3.31', { name: 'SLH-DSA-SHAKE-256f' }],
  ['2.16.840.1.101.3.4.4.1', { name: 'ML-KEM-512' }],
  ['2.16.840.1.101.3.4.4.2', { name: 'ML-KEM-768' }],
  ['2.16.840.1.101.3.4.4.3', { name: 'ML-KEM-1024' }],
  ['2.16.840.1.101.3.4.3.32', { name: 'HashML-DSA-44' }],
  ['2.16.840.1.101.3.4.3.33', { name: 'HashML-DSA-65' }],
  ['2.16.840.1.101.3.4.3.34', { name: 'HashML-DSA-87' }],
  // Composite ML-DSA as numbered by the draft (draft-ietf-lamps-pq-composite-sigs), which is no RFC yet.
  ['1.3.6.1.5.5.7.6.37', { name: 'MLDSA44-RSA2048-PSS-SHA256' }],
  ['1.3.6.1.5.5.7.6.38', { name: 'MLDSA44-RSA2048-PKCS15-SHA256' }],
  ['1.3.6.1.5.5.7.6.39', { name: 'MLDSA44-Ed25519-SHA512' }],
  ['1.3.6.1.5.5.7.6.40', { name: 'MLDSA44-ECDSA-P256-SHA256' }],
  ['1.3.6.1.5.5.7.6.41', { name: 'MLDSA65-RSA3072-PSS-SHA512' }],
  ['1.3.6.1.5.5.7.6.42', { name: 'MLDSA65-RSA3072-PKCS15-SHA512' }],
  ['1.3.6.1.5.5.7.6.43', { name: 'MLDSA65-RSA4096-PSS-SHA512' }],
  ['1.3.6.1.5.5.7.6.44', { name: 'MLDSA65-RSA4096-PKCS15-SHA512' }],
  ['1.3.6.1.5.5.7.6.45', { name: 'MLDSA65-ECDSA-P256-SHA512' }],
  ['1.3.6.1.5.5.7.6.46', { name: 'MLDSA65-ECDSA-P384-SHA512' }],
  ['1.3.6.1.5.5.7.6.47', { name: 'MLDSA65-ECDSA-brainpoolP256r1-SHA512' }],
  ['1.3.6.1.5.5.7.6.48', { name: 'MLDSA65-Ed25519-SHA512' }],
  ['1.3.6.1.5.5.7.6.49', { name: 'MLDSA87-ECDSA-P384-SHA512' }],
  ['1.3.6.1.5.5.7.6.50', { name: 'MLDSA87-ECDSA-brainpoolP384r1-SHA512' }],
  ['1.3.6.1.5.5.7.6.51', { name: 'MLDSA87-Ed448-SHAKE256' }],
  ['1.3.6.1.5.5.7.6.52', { name: 'MLDSA87-RSA3072-PSS-SHA512' }],
  ['1.3.6.1.5.5.7.6.53', { name: 'MLDSA87-RSA4096-PSS-SHA512' }],
  ['1.3.6.1.5.5.7.6.54', { name: 'MLDSA87-ECDSA-P521-SHA512' }],
]);

export const digests: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.5', 'MD5'],
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.4', 'SHA-224'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
  ['2.16.840.1.101.3.4.2.5', 'SHA-512/224'],
  ['2.16.840.1.101.3.4.2.6', 'SHA-512/256'],
]);

/** The name of an algorithm or a digest; undefined where it has none here. */
export function algorithmName(oid: string): string | undefined {
  return algorithms.get(oid)?.name ?? digests.get(oid);
}

/** The name of a digest by its identifier. */
export function digestName(algorithm: string): string {
  return digests.get(algorithm) ?? algorithm;
}

const rsaPss = '1.2.840.113549.1.1.10';

/** Algorithms that were read without a fault: thousands of certificates have the same few. */
const seen = new SeenBytes<AlgorithmIdentifier>(100);
const longestKept = 200;

/** RFC 5280, 4.1.1.2. */
export function readAlgorithmIdentifier(der: DerReader, what: string): AlgorithmIdentifier {
  const violations = der.violations.length;
  der.take(what, tags.sequence);
  const { source, valueStart, contentsEnd } = der;
  const known = der.failure ? undefined : seen.get(source, valueStart, contentsEnd);
  if (known) return known;
  const inner = der.inside(what);
  const bytes = source.subarray(valueStart, contentsEnd);
  const algorithm = readObjectIdentifier(inner, 'algorithm');
  const parameters = inner.atEnd ? undefined : inner.element('parameters').bytes.slice();
  inner.end(what);
  const { name, hash } = algorithms.get(algorithm) ?? { name: algorithm, hash: undefined };
  const made = { algorithm, parameters, name, hash: algorithm === rsaPss ? pssDigest(parameters) : hash };
  if (!der.failure && der.violations.length === violations && bytes.length <= longestKept) seen.put(bytes, made);
  return made;
}

/** RFC 5280, 4.1.1.2: both fields must hold the same, parameters included. */
export function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  if (a === b) return true;
  const { parameters: one } = a;
  const { parameters: other } = b;
  if (a.algorithm !== b.algorithm || one?.length !== other?.length) return false;
  return one?.every((octet, i) => octet === other?.[i]) ?? true;
}

/** The hashAlgorithm of RSASSA-PSS-params (RFC 4055, 3.1), SHA-1 where it is left out; undefined for a key of any. */
function pssDigest(parameters: Uint8Array | undefined): string | undefined {
  if (!parameters) return undefined;
  const der = DerReader.over(parameters);
  const inner = der.enter('RSASSA-PSS-params');
  const hash = inner.enterOptional('hashAlgorithm', context(0, true));
  const digest = hash ? readObjectIdentifier(hash.enter('hashAlgorithm'), 'algorithm') : '1.3.14.3.2.26';
  return der.failure ? undefined : digests.get(digest);
}
