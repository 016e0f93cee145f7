import { sha256 } from '@noble/hashes/sha2.js';
import { encode, encodeUnsigned } from '../../asn1/encode.ts';
import { encodeObjectIdentifier } from '../../asn1/object-identifier.ts';
import { tags } from '../../asn1/tags.ts';
import { message } from '../../base/message.ts';
import { decodeBase64, encodeBase64 } from '../../pem/base64.ts';
import type { Defect } from '../defect.ts';
import { makeSubjectPublicKeyInfo, rsaAlgorithm } from '../subject-public-key-info.ts';
import type { PrivateKey, PublicKey, SubjectPublicKeyInfo, WebKeyFacts } from '../types.ts';

/** The members of a JWK that are strings. */
export type WebKeyMembers = Readonly<Record<string, string | undefined>>;

export interface DecodedWebKey {
  readonly value: PublicKey | PrivateKey | undefined;
  readonly defects: readonly Defect[];
  readonly publicKey: SubjectPublicKeyInfo | undefined;
}

/** A JWK (RFC 7517; RFC 7518, section 6; RFC 8037); undefined where it is of no kind that a certificate can hold. */
export function decodeWebKey(members: WebKeyMembers): DecodedWebKey | undefined {
  const wanted = required[members['kty'] ?? ''];
  // Symmetric keys (`oct`) are secrets through and through.
  if (!wanted) return undefined;
  const missing = wanted.filter((name) => !members[name]);
  if (missing.length > 0) return undefined;
  const publicKey = publicHalf(members);
  if (!publicKey) {
    const text = message('This JSON Web Key cannot be read: its members are not what its type asks for.');
    return { value: undefined, defects: [{ code: 'web-key-malformed', message: text }], publicKey };
  }
  const jwk = factsOf(members, wanted);
  const { keyType, bits, curve } = publicKey;
  const isPrivate = members['d'] !== undefined || members['priv'] !== undefined;
  const value: PublicKey | PrivateKey = isPrivate
    ? { kind: 'private-key', format: 'JWK', encrypted: false, keyType, bits, curve, publicKey, jwk }
    : { kind: 'public-key', subjectPublicKeyInfo: publicKey, jwk };
  return { value, defects: [], publicKey };
}

/** RFC 7638, 3.2, RFC 8037, section 2: the members that make the key, in their order. */
const required: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
  OKP: ['crv', 'kty', 'x'],
  AKP: ['alg', 'kty', 'pub'],
};

function factsOf(members: WebKeyMembers, wanted: readonly string[]): WebKeyFacts {
  const text = JSON.stringify(Object.fromEntries(wanted.map((name) => [name, members[name]])));
  return {
    kid: members['kid'],
    use: members['use'],
    alg: members['alg'],
    get thumbprint() {
      const digest = encodeBase64(sha256(new TextEncoder().encode(text)));
      return digest.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    },
  };
}

/** Curve to its identifier and the octets of a coordinate (RFC 7518, 6.2.1.1; RFC 8812). */
const curves: Readonly<Record<string, readonly [string, number]>> = {
  'P-256': ['1.2.840.10045.3.1.7', 32],
  'P-384': ['1.3.132.0.34', 48],
  'P-521': ['1.3.132.0.35', 66],
  secp256k1: ['1.3.132.0.10', 32],
};

/** RFC 8410, section 3, and RFC 9881, section 2. */
const algorithms: Readonly<Record<string, string>> = {
  Ed25519: '1.3.101.112',
  Ed448: '1.3.101.113',
  X25519: '1.3.101.110',
  X448: '1.3.101.111',
  'ML-DSA-44': '2.16.840.1.101.3.4.3.17',
  'ML-DSA-65': '2.16.840.1.101.3.4.3.18',
  'ML-DSA-87': '2.16.840.1.101.3.4.3.19',
};

function publicHalf(members: WebKeyMembers): SubjectPublicKeyInfo | undefined {
  const octets = (name: string): Uint8Array | undefined => fromBase64Url(members[name] ?? '');
  switch (members['kty']) {
    case 'RSA': {
      const n = octets('n');
      const e = octets('e');
      return (
        n && e && makeSubjectPublicKeyInfo(rsaAlgorithm, encode(tags.sequence, encodeUnsigned(n), encodeUnsigned(e)))
      );
    }
    case 'EC': {
      const [curve = '', size = 0] = curves[members['crv'] ?? ''] ?? [];
      const [x, y] = [octets('x'), octets('y')];
      if (x?.length !== size || y?.length !== size) return undefined;
      const algorithm = encode(
        tags.sequence,
        encodeObjectIdentifier('1.2.840.10045.2.1'),
        encodeObjectIdentifier(curve),
      );
      return makeSubjectPublicKeyInfo(algorithm, Uint8Array.of(4, ...x, ...y));
    }
    default: {
      const algorithm = algorithms[members[members['kty'] === 'OKP' ? 'crv' : 'alg'] ?? ''];
      const key = octets(members['kty'] === 'OKP' ? 'x' : 'pub');
      if (algorithm === undefined || !key) return undefined;
      return makeSubjectPublicKeyInfo(encode(tags.sequence, encodeObjectIdentifier(algorithm)), key);
    }
  }
}

/** RFC 4648, section 5, without padding; undefined where it is something else, or nothing. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  const padded = text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4);
  const decoded = decodeBase64(padded, 0, padded.length);
  return decoded.ok && decoded.bytes.length > 0 ? decoded.bytes : undefined;
}
