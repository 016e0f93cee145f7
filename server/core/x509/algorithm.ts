import { type DerCursor, tags } from '../asn1/der.ts';
import { readOid } from '../asn1/values.ts';
import type { AlgorithmIdentifier } from './types.ts';

/** Object identifier to the name of the standards and the digest (RFC 3279, 4055, 5758, 8410, 9881). */
const algorithms: Readonly<Record<string, readonly [name: string, hash?: string]>> = {
  '1.2.840.113549.1.1.1': ['rsaEncryption'],
  '1.2.840.113549.1.1.2': ['md2WithRSAEncryption', 'MD2'],
  '1.2.840.113549.1.1.3': ['md4WithRSAEncryption', 'MD4'],
  '1.2.840.113549.1.1.4': ['md5WithRSAEncryption', 'MD5'],
  '1.2.840.113549.1.1.5': ['sha1WithRSAEncryption', 'SHA-1'],
  '1.2.840.113549.1.1.10': ['RSASSA-PSS'],
  '1.2.840.113549.1.1.11': ['sha256WithRSAEncryption', 'SHA-256'],
  '1.2.840.113549.1.1.12': ['sha384WithRSAEncryption', 'SHA-384'],
  '1.2.840.113549.1.1.13': ['sha512WithRSAEncryption', 'SHA-512'],
  '1.2.840.113549.1.1.14': ['sha224WithRSAEncryption', 'SHA-224'],
  '1.2.840.10040.4.1': ['dsaEncryption'],
  '1.2.840.10040.4.3': ['dsa-with-SHA1', 'SHA-1'],
  '2.16.840.1.101.3.4.3.2': ['dsa-with-SHA256', 'SHA-256'],
  '1.2.840.10045.2.1': ['id-ecPublicKey'],
  '1.2.840.10045.4.1': ['ecdsa-with-SHA1', 'SHA-1'],
  '1.2.840.10045.4.3.1': ['ecdsa-with-SHA224', 'SHA-224'],
  '1.2.840.10045.4.3.2': ['ecdsa-with-SHA256', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['ecdsa-with-SHA384', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['ecdsa-with-SHA512', 'SHA-512'],
  '1.2.840.113549.1.3.1': ['dhKeyAgreement'],
  '1.3.101.110': ['X25519'],
  '1.3.101.111': ['X448'],
  '1.3.101.112': ['Ed25519'],
  '1.3.101.113': ['Ed448'],
  '2.16.840.1.101.3.4.3.17': ['ML-DSA-44'],
  '2.16.840.1.101.3.4.3.18': ['ML-DSA-65'],
  '2.16.840.1.101.3.4.3.19': ['ML-DSA-87'],
};

export function readAlgorithmIdentifier(cursor: DerCursor): AlgorithmIdentifier {
  const inner = cursor.enter(tags.sequence, 'AlgorithmIdentifier');
  const algorithm = readOid(inner.read(tags.oid, 'algorithm'));
  const parameters = inner.atEnd ? undefined : inner.read().bytes;
  inner.end('AlgorithmIdentifier');
  const [name, hash] = algorithms[algorithm] ?? [algorithm];
  return { algorithm, parameters, name, hash };
}
