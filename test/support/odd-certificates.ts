import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { encode } from '../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../server/core/asn1/object-identifier.ts';
import { writePem } from '../../server/core/pem/write-pem.ts';

// Certificates, requests and revocation lists with any field wrong in any way, which no other maker agrees to write.

export interface OddExtension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Uint8Array;
}

export interface OddCertificate {
  readonly version?: number;
  readonly serial?: readonly number[];
  readonly subject?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly from: Date;
  readonly to: Date;
  /** Whether the end is a GeneralizedTime, also before 2050. */
  readonly isGeneralizedTime?: boolean;
  readonly extensions: readonly OddExtension[];
  /** The key it is for: one of its own by default. */
  readonly subjectPublicKeyInfo?: Uint8Array;
  /** AlgorithmIdentifier of the signature, and the signature itself, where they are not as they should be. */
  readonly algorithm?: Uint8Array;
  readonly signature?: Uint8Array;
}

/** The key that signs everything odd; made anew in each run. */
const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const subjectKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const signerKey = spki(signer.publicKey);
export const subjectKeyInfo = spki(subjectKey.publicKey);

export function spki(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ type: 'spki', format: 'der' }));
}

export function oddCertificate(wanted: OddCertificate): string {
  const version = wanted.version ?? 3;
  const extensions = wanted.extensions.map(extension);
  const tbs = sequence(
    ...(version === 1 ? [] : [encode(0xa0, encode(2, Uint8Array.of(version - 1)))]),
    encode(2, Uint8Array.from(wanted.serial ?? [0x5a, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
    wanted.algorithm ?? ecdsaWithSha256,
    wanted.issuer ?? name('Example CA'),
    sequence(time(wanted.from), time(wanted.to, wanted.isGeneralizedTime)),
    wanted.subject ?? name('db.internal'),
    wanted.subjectPublicKeyInfo ?? subjectKeyInfo,
    ...(extensions.length === 0 ? [] : [encode(0xa3, sequence(...extensions))]),
  );
  if (!wanted.algorithm && !wanted.signature) return writePem('CERTIFICATE', signed(tbs));
  const signature = wanted.signature ?? sign('sha256', tbs, signer.privateKey);
  return writePem('CERTIFICATE', sequence(tbs, wanted.algorithm ?? ecdsaWithSha256, bitString(signature)));
}

function bitString(octets: Uint8Array): Uint8Array {
  return encode(3, Uint8Array.of(0), octets);
}

export interface OddRequest {
  readonly hash?: string;
  readonly version?: number;
  /** The key that it says it is for, which does not sign it. */
  readonly subjectPublicKeyInfo?: Uint8Array;
  readonly challengePassword?: string;
}

export function oddRequest(
  subject: Uint8Array,
  extensions: readonly OddExtension[],
  { hash = 'sha256', version = 0, subjectPublicKeyInfo = signerKey, challengePassword }: OddRequest = {},
): string {
  const requested = sequence(
    encodeObjectIdentifier('1.2.840.113549.1.9.14'),
    encode(0x31, sequence(...extensions.map(extension))),
  );
  const challenge =
    challengePassword === undefined
      ? []
      : [sequence(encodeObjectIdentifier('1.2.840.113549.1.9.7'), encode(0x31, utf8(challengePassword)))];
  const attributes = encode(0xa0, ...challenge, ...(extensions.length === 0 ? [] : [requested]));
  return writePem(
    'CERTIFICATE REQUEST',
    signed(sequence(encode(2, Uint8Array.of(version)), subject, subjectPublicKeyInfo, attributes), hash),
  );
}

export interface OddList {
  readonly version?: 1 | 2 | 3;
  readonly issuer?: Uint8Array;
  readonly signature?: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly extensions: readonly OddExtension[];
  readonly hash?: string;
  readonly entries?: readonly OddEntry[];
}

export interface OddEntry {
  readonly serial: number;
  readonly date: Date;
  readonly extensions?: readonly OddExtension[];
}

function entry({ serial, date, extensions = [] }: OddEntry): Uint8Array {
  const own = extensions.length === 0 ? [] : [sequence(...extensions.map(extension))];
  return sequence(encode(2, Uint8Array.of(serial)), time(date), ...own);
}

export function oddList(wanted: OddList): string {
  const { version = 2, issuer, thisUpdate, nextUpdate, extensions, hash, entries = [], signature } = wanted;
  const tbs = sequence(
    ...(version === 1 ? [] : [encode(2, Uint8Array.of(version - 1))]),
    hash === 'sha1' ? ecdsaWithSha1 : ecdsaWithSha256,
    issuer ?? name('Example CA'),
    time(thisUpdate),
    ...(nextUpdate ? [time(nextUpdate)] : []),
    ...(entries.length === 0 ? [] : [sequence(...entries.map(entry))]),
    ...(extensions.length === 0 ? [] : [encode(0xa0, sequence(...extensions.map(extension)))]),
  );
  const whole = signature ? sequence(tbs, ecdsaWithSha256, bitString(signature)) : signed(tbs, hash);
  return writePem('X509 CRL', whole);
}

const ecdsaWithSha256 = sequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'));
const ecdsaWithSha1 = sequence(encodeObjectIdentifier('1.2.840.10045.4.1'));

function signed(toBeSigned: Uint8Array, hash = 'sha256'): Uint8Array {
  const signature = sign(hash, toBeSigned, signer.privateKey);
  const algorithm = hash === 'sha1' ? ecdsaWithSha1 : ecdsaWithSha256;
  return sequence(toBeSigned, algorithm, encode(3, Uint8Array.of(0), signature));
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return encode(0x30, ...parts);
}

export function utf8(text: string): Uint8Array {
  return encode(12, new TextEncoder().encode(text));
}

/** A name with this common name; without one, an empty name. */
export function name(commonName?: string): Uint8Array {
  if (commonName === undefined) return sequence();
  return sequence(encode(0x31, sequence(encodeObjectIdentifier('2.5.4.3'), utf8(commonName))));
}

/** A name of these attributes, each in a part of its own; strings are UTF8String where no other tag is given. */
export function nameOf(...attributes: readonly (readonly [oid: string, value: string, tag?: number])[]): Uint8Array {
  return sequence(
    ...attributes.map(([oid, value, tag = 12]) =>
      encode(0x31, sequence(encodeObjectIdentifier(oid), encode(tag, new TextEncoder().encode(value)))),
    ),
  );
}

function time(date: Date, isGeneralized = false): Uint8Array {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const isUtc = date.getUTCFullYear() < 2050 && !isGeneralized;
  return encode(isUtc ? 0x17 : 0x18, new TextEncoder().encode(isUtc ? digits.slice(2) : digits));
}

function extension({ oid, critical, value }: OddExtension): Uint8Array {
  const flag = critical ? [encode(1, Uint8Array.of(0xff))] : [];
  return sequence(encodeObjectIdentifier(oid), ...flag, encode(4, value));
}

export function basicConstraints(cA: boolean, pathLength?: number, critical = true): OddExtension {
  const parts = [
    ...(cA ? [encode(1, Uint8Array.of(0xff))] : []),
    ...(pathLength === undefined ? [] : [encode(2, Uint8Array.of(pathLength))]),
  ];
  return { oid: '2.5.29.19', critical, value: sequence(...parts) };
}

/** Bits by number: 0 digitalSignature, 2 keyEncipherment, 5 keyCertSign, 6 cRLSign. */
export function keyUsage(...bits: readonly number[]): OddExtension {
  const octet = bits.reduce((all, bit) => all | (0x80 >> bit), 0);
  let unused = 0;
  while (unused < 7 && !(octet & (1 << unused))) unused++;
  return { oid: '2.5.29.15', critical: true, value: encode(3, Uint8Array.of(unused, octet)) };
}

export function extKeyUsage(...oids: readonly string[]): OddExtension {
  return { oid: '2.5.29.37', value: sequence(...oids.map(encodeObjectIdentifier)) };
}

export const serverAuth = extKeyUsage('1.3.6.1.5.5.7.3.1');

/** dNSName for text, iPAddress for octets. */
export function subjectAltName(names: readonly (string | readonly number[])[], critical = false): OddExtension {
  const value = sequence(
    ...names.map((one) =>
      typeof one === 'string' ? encode(0x82, new TextEncoder().encode(one)) : encode(0x87, Uint8Array.from(one)),
    ),
  );
  return { oid: '2.5.29.17', critical, value };
}

function keyIdentifier(key: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha1').update(key).digest());
}

export function subjectKeyIdentifier(key: Uint8Array = subjectKeyInfo, critical = false): OddExtension {
  return { oid: '2.5.29.14', critical, value: encode(4, keyIdentifier(key)) };
}

export function authorityKeyIdentifier(key: Uint8Array = signerKey, critical = false): OddExtension {
  return { oid: '2.5.29.35', critical, value: sequence(encode(0x80, keyIdentifier(key))) };
}

/** authorityInfoAccess with one address. */
export function authorityInfoAccess(method: string, uri: string): OddExtension {
  const location = encode(0x86, new TextEncoder().encode(uri));
  return { oid: '1.3.6.1.5.5.7.1.1', value: sequence(sequence(encodeObjectIdentifier(method), location)) };
}

export function crlDistributionPoint(uri: string): OddExtension {
  const full = encode(0xa0, encode(0x86, new TextEncoder().encode(uri)));
  return { oid: '2.5.29.31', value: sequence(sequence(encode(0xa0, full))) };
}

/** An RSA public key of any two numbers. */
export function rsaKey(modulus: bigint, exponent = 65537n): Uint8Array {
  const algorithm = sequence(encodeObjectIdentifier('1.2.840.113549.1.1.1'), encode(5));
  const key = sequence(encode(2, octets(modulus)), encode(2, octets(exponent)));
  return sequence(algorithm, encode(3, Uint8Array.of(0), key));
}

function octets(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const bytes = Buffer.from(even, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...bytes) : bytes;
}
