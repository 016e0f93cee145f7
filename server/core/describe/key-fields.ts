import { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readInteger, unsigned } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';
import type { Field, JsonValue } from '../base/field.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { rsaNumbers } from '../x509/rsa-numbers.ts';
import { type RsaPssParameters, rsaPssParameters } from '../x509/rsa-pss-parameters.ts';
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '../x509/types.ts';
import { type KeyLike, keyText } from './names.ts';

/** NIST's categories of strength (FIPS 203 to 205): as hard to break as AES-128, -192 and -256 for 1, 3 and 5. */
const categories: readonly (readonly [RegExp, number])[] = [
  [/^ML-KEM-512$|^SLH-DSA-.*-128/, 1],
  [/^ML-DSA-44$/, 2],
  [/^ML-DSA-65$|^ML-KEM-768$|^SLH-DSA-.*-192/, 3],
  [/^ML-DSA-87$|^ML-KEM-1024$|^SLH-DSA-.*-256/, 5],
];

/** A key of which only type and size are known, or a whole SubjectPublicKeyInfo. */
export function keyField(key: KeyLike | SubjectPublicKeyInfo): Field {
  const base = {
    key: 'publicKey',
    label: message('Key'),
    standard: 'subjectPublicKeyInfo',
    text: verbatim(keyText(key)),
  };
  const json = { type: key.keyType, bits: key.bits ?? null, curve: key.curve ?? null };
  if (!('der' in key)) return { ...base, json };
  return { ...base, json: { ...json, ...keyJson(key) }, children: keyParts(key) };
}

function keyJson(key: SubjectPublicKeyInfo): { readonly [key: string]: JsonValue } {
  const { algorithm, publicKey, keyType } = key;
  const numbers = rsaNumbers(key);
  return {
    algorithm: algorithm.name,
    oid: algorithm.algorithm,
    ...(numbers
      ? { modulus: numbers.modulus.toString(16).toUpperCase(), exponent: numbers.publicExponent.toString() }
      : { value: toHex(publicKey).toUpperCase() }),
    ...(keyType === 'EC' ? { namedCurve: namedCurve(algorithm) ?? null } : {}),
    ...(keyType === 'RSA-PSS' ? { parameters: pssJson(rsaPssParameters(algorithm.parameters)) } : {}),
    ...(keyType === 'DSA' ? { parameters: dsaParameters(algorithm) } : {}),
  };
}

function keyParts(key: SubjectPublicKeyInfo): Field[] {
  const { algorithm, publicKey, keyType } = key;
  const parts = [part('keyAlgorithm', message('Algorithm'), algorithmText(algorithm))];
  if (key.bits !== undefined) parts.push(part('bits', message('Size'), message('{bits} bits', { bits: key.bits })));
  const numbers = rsaNumbers(key);
  if (numbers) parts.push(part('exponent', message('Exponent'), verbatim(numbers.publicExponent.toString())));
  if (keyType === 'EC') {
    const oid = namedCurve(algorithm);
    const curve = oid === undefined ? message('spelt out') : verbatim(key.curve ? `${key.curve} (${oid})` : oid);
    parts.push(part('curve', message('Curve'), curve));
  }
  if (keyType === 'RSA-PSS') parts.push(...pssParts(rsaPssParameters(algorithm.parameters)));
  if (!numbers && keyType !== 'DSA') parts.push(part('bytes', message('Length'), byteCount(publicKey.length)));
  parts.push(...strengthParts(algorithm));
  return parts;
}

/** `signatureAlgorithm`, and what its parameters are. */
export function signatureFields(algorithm: AlgorithmIdentifier, signature?: Uint8Array): Field[] {
  const { name, hash } = algorithm;
  const pss = name === 'RSASSA-PSS' ? rsaPssParameters(algorithm.parameters) : undefined;
  // RSASSA-PSS alone does not say its digest.
  const text = name === 'RSASSA-PSS' && hash !== undefined ? `${name} ${hash}` : name;
  const children = [
    part('algorithm', message('Algorithm'), algorithmText(algorithm)),
    ...(name === 'RSASSA-PSS' ? pssParts(pss) : []),
    ...(signature && hasFixedLength(algorithm)
      ? [part('signatureBytes', message('Length'), byteCount(signature.length))]
      : []),
    ...strengthParts(algorithm),
  ];
  const label = message('Signature');
  return [
    { key: 'signatureAlgorithm', label, standard: 'signatureAlgorithm', text: verbatim(text), json: name, children },
    {
      key: 'signature',
      label,
      audience: 'programs',
      json: {
        oid: algorithm.algorithm,
        ...(name === 'RSASSA-PSS' ? { parameters: pssJson(pss) } : {}),
        ...(signature ? { value: toHex(signature).toUpperCase() } : {}),
      },
    },
  ];
}

/** Two numbers in DER are a byte longer or shorter each time, which is nothing to compare. */
function hasFixedLength({ name }: AlgorithmIdentifier): boolean {
  return !/^(?:ecdsa|dsa|SM2)/.test(name);
}

function part(key: string, label: Message, text: Message): Field {
  return { key, label, text };
}

function algorithmText({ name, algorithm }: AlgorithmIdentifier): Message {
  return verbatim(name === algorithm ? algorithm : `${name} (${algorithm})`);
}

function strengthParts({ name }: AlgorithmIdentifier): Field[] {
  const category = categories.find(([names]) => names.test(name))?.[1];
  if (category === undefined) return [];
  return [
    part(
      'category',
      message('Strength'),
      message('NIST category {category}, against quantum computers too', { category }),
    ),
  ];
}

function pssJson(parameters: RsaPssParameters | undefined): JsonValue {
  return parameters ? { ...parameters } : null;
}

function pssParts(parameters: RsaPssParameters | undefined): Field[] {
  if (!parameters) return [part('pss', message('Parameters'), message('none'))];
  return [
    { ...part('hashAlgorithm', message('Digest'), verbatim(parameters.hashAlgorithm)), standard: 'hashAlgorithm' },
    {
      ...part('maskGenAlgorithm', message('Mask'), verbatim(parameters.maskGenAlgorithm)),
      standard: 'maskGenAlgorithm',
    },
    { ...part('saltLength', message('Salt'), byteCount(parameters.saltLength)), standard: 'saltLength' },
  ];
}

/** The identifier of the curve; undefined where it is spelt out. */
function namedCurve({ parameters }: AlgorithmIdentifier): string | undefined {
  if (parameters?.[0] !== tags.objectIdentifier) return undefined;
  return readObjectIdentifier(DerReader.over(parameters), 'namedCurve');
}

/** Dss-Parms (RFC 3279, 2.3.2). */
function dsaParameters({ parameters }: AlgorithmIdentifier): JsonValue {
  if (!parameters) return null;
  const der = DerReader.over(parameters);
  const inner = der.enter('Dss-Parms');
  const [p, q, g] = ['p', 'q', 'g'].map((what) => toHex(unsigned(readInteger(inner, what))).toUpperCase());
  return der.failure ? null : { p: p ?? '', q: q ?? '', g: g ?? '' };
}
