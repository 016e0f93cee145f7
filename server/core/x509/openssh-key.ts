import { encode, encodeUnsigned } from '../asn1/encode.ts';
import { bitLength } from '../asn1/integer.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { decodeLatin1 } from '../asn1/string.ts';
import { tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import type { ObjectReading } from './read-object.ts';
import { makeSubjectPublicKeyInfo, rsaAlgorithm } from './subject-public-key-info.ts';
import type { KeyType, PrivateKey, SubjectPublicKeyInfo } from './types.ts';

const magic = 'openssh-key-v1\0';

/** Public key names (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709). */
const keyTypes: ReadonlyMap<string, Pick<PrivateKey, 'keyType' | 'bits' | 'curve'>> = new Map([
  ['ssh-ed25519', { keyType: 'Ed25519', bits: undefined, curve: undefined }],
  ['ecdsa-sha2-nistp256', { keyType: 'EC', bits: 256, curve: 'P-256' }],
  ['ecdsa-sha2-nistp384', { keyType: 'EC', bits: 384, curve: 'P-384' }],
  ['ecdsa-sha2-nistp521', { keyType: 'EC', bits: 521, curve: 'P-521' }],
]);

/**
 * OpenSSH's own key format (PROTOCOL.key of its source): magic, cipher, KDF, its options, number of keys, public key.
 * What kind of key it is, and its public half, which is never encrypted; no TLS program reads it.
 */
export function readOpensshKey(bytes: Uint8Array): ObjectReading<PrivateKey> {
  const fields = new LengthPrefixed(bytes, magic.length);
  const cipher = decodeLatin1(fields.next());
  fields.next();
  fields.next();
  fields.skip(4);
  const publicKey = fields.next();
  const keyFields = new LengthPrefixed(publicKey, 0);
  const name = decodeLatin1(keyFields.next().subarray(0, 40));
  if (decodeLatin1(bytes.subarray(0, magic.length)) !== magic || fields.ranOut) {
    const text = message('This private key cannot be read: it is not in the form of OpenSSH.');
    return { value: undefined, defects: [{ code: 'private-key-malformed', message: text }] };
  }
  const facts = keyTypes.get(name) ?? modulusFacts(name, keyFields);
  return {
    value: {
      kind: 'private-key',
      format: 'OpenSSH',
      encrypted: cipher !== 'none',
      ...facts,
      publicKey: publicHalf(publicKey),
    },
    defects: [],
  };
}

const ecPublicKey = '1.2.840.10045.2.1';
const ed25519 = '1.3.101.112';
const namedCurves: Readonly<Record<string, string>> = {
  'ecdsa-sha2-nistp256': '1.2.840.10045.3.1.7',
  'ecdsa-sha2-nistp384': '1.3.132.0.34',
  'ecdsa-sha2-nistp521': '1.3.132.0.35',
};

/** As a certificate would hold it; undefined for kinds that none holds. */
function publicHalf(publicKey: Uint8Array): SubjectPublicKeyInfo | undefined {
  const fields = new LengthPrefixed(publicKey, 0);
  const name = decodeLatin1(fields.next().subarray(0, 40));
  if (name === 'ssh-rsa') {
    const exponent = fields.next();
    const modulus = fields.next();
    if (fields.ranOut) return undefined;
    const key = encode(tags.sequence, encodeUnsigned(modulus), encodeUnsigned(exponent));
    return makeSubjectPublicKeyInfo(rsaAlgorithm, key);
  }
  const curve = namedCurves[name];
  if (curve !== undefined) {
    fields.next();
    const point = fields.next();
    const algorithm = encode(tags.sequence, encodeObjectIdentifier(ecPublicKey), encodeObjectIdentifier(curve));
    return fields.ranOut ? undefined : makeSubjectPublicKeyInfo(algorithm, point);
  }
  const point = fields.next();
  if (name !== 'ssh-ed25519' || fields.ranOut) return undefined;
  return makeSubjectPublicKeyInfo(encode(tags.sequence, encodeObjectIdentifier(ed25519)), point);
}

function modulusFacts(name: string, fields: LengthPrefixed): Pick<PrivateKey, 'keyType' | 'bits' | 'curve'> {
  const keyType: KeyType = name === 'ssh-rsa' ? 'RSA' : name === 'ssh-dss' ? 'DSA' : 'unknown';
  if (keyType === 'unknown') return { keyType, bits: undefined, curve: undefined };
  // RSA: exponent, modulus. DSA: modulus first.
  if (keyType === 'RSA') fields.next();
  return { keyType, bits: bitLength(fields.next()), curve: undefined };
}

/** SSH's strings (RFC 4251, section 5): four octets of length, then as many. */
class LengthPrefixed {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get ranOut(): boolean {
    return this.#at > this.#bytes.length;
  }

  skip(count: number): void {
    this.#at += count;
  }

  next(): Uint8Array {
    const [a = 0, b = 0, c = 0, d = 0] = this.#bytes.subarray(this.#at, this.#at + 4);
    const start = this.#at + 4;
    this.#at = start + ((a * 256 + b) * 256 + c) * 256 + d;
    return this.#bytes.subarray(start, this.#at);
  }
}
