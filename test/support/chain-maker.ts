import { encode } from '../../server/core/asn1/encode.ts';
import { tags } from '../../server/core/asn1/tags.ts';
import { decodeCertificate } from '../../server/core/x509/certificate.ts';
import { decodeCertificateList } from '../../server/core/x509/certificate-list.ts';
import type { Certificate, CertificateList } from '../../server/core/x509/types.ts';

// Certificates and lists octet by octet, so that each can have exactly one thing wrong with it: issuing libraries refuse
// most of what these tests need.

/** What is signed with: WebCrypto's key, the SubjectPublicKeyInfo, and how signatures are written. */
export interface TestKey {
  readonly spki: Uint8Array;
  readonly algorithm: Uint8Array;
  /** PKCS#8. */
  exportPrivate?(): Promise<Uint8Array>;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface Issued {
  readonly certificate: Certificate;
  readonly key: TestKey;
  readonly name: Uint8Array;
}

const text = new TextEncoder();
const ecdsaSha256 = seq(oid('1.2.840.10045.4.3.2'));

export async function ecKey(): Promise<TestKey & Required<Pick<TestKey, 'exportPrivate'>>> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return {
    spki,
    algorithm: ecdsaSha256,
    exportPrivate: async () => new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    async sign(data) {
      const raw = new Uint8Array(
        await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, Uint8Array.from(data)),
      );
      return seq(unsigned(raw.subarray(0, 32)), unsigned(raw.subarray(32)));
    },
  };
}

export interface CertificateParts {
  readonly subject: Uint8Array;
  readonly key?: TestKey;
  readonly issuer?: Issued;
  /** Without an issuer: who is said to be it, who really signs. */
  readonly issuerName?: Uint8Array;
  readonly serial?: Uint8Array;
  readonly version?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly Uint8Array[];
  /** The algorithm beside the signature, where it is to differ from the one that is signed. */
  readonly outerAlgorithm?: Uint8Array;
  readonly breakSignature?: boolean;
}

export const testTime = new Date('2026-06-01T00:00:00Z');
let lastSerial = 0x1000;

export async function issueCertificate(parts: CertificateParts): Promise<Issued> {
  const key = parts.key ?? (await ecKey());
  const signer = parts.issuer?.key ?? key;
  const serial = parts.serial ?? Uint8Array.of(0x40, ++lastSerial >> 8, lastSerial & 0xff);
  const tbs = seq(
    ...(parts.version === 1 ? [] : [encode(0xa0, integer(Uint8Array.of((parts.version ?? 3) - 1)))]),
    integer(serial),
    signer.algorithm,
    parts.issuerName ?? parts.issuer?.name ?? parts.subject,
    seq(
      time(parts.notBefore ?? new Date('2026-01-01T00:00:00Z')),
      time(parts.notAfter ?? new Date('2027-01-01T00:00:00Z')),
    ),
    parts.subject,
    key.spki,
    ...(parts.extensions ? [encode(0xa3, seq(...parts.extensions))] : []),
  );
  const signature = await signer.sign(tbs);
  if (parts.breakSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const der = seq(tbs, parts.outerAlgorithm ?? signer.algorithm, bitString(signature));
  const { value, defects } = decodeCertificate(der);
  if (!value) throw new Error(`not a certificate: ${JSON.stringify(defects)}`);
  return { certificate: value, key, name: parts.subject };
}

export interface ListParts {
  readonly issuer: Issued;
  /** Whose name the list carries, where it is not its signer's. */
  readonly issuerName?: Uint8Array;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly revoked?: readonly { readonly serial: Uint8Array; readonly extensions?: readonly Uint8Array[] }[];
  readonly extensions?: readonly Uint8Array[];
  readonly breakSignature?: boolean;
}

export async function issueList(parts: ListParts): Promise<CertificateList> {
  const { key, name, certificate } = parts.issuer;
  const nextUpdate = parts.nextUpdate === undefined ? new Date('2026-12-01T00:00:00Z') : parts.nextUpdate;
  const entries = (parts.revoked ?? []).map(({ serial, extensions }) =>
    seq(integer(serial), time(new Date('2026-03-01T00:00:00Z')), ...(extensions ? [seq(...extensions)] : [])),
  );
  const tbs = seq(
    integer(Uint8Array.of(1)),
    key.algorithm,
    parts.issuerName ?? name,
    time(parts.thisUpdate ?? new Date('2026-05-01T00:00:00Z')),
    ...(nextUpdate ? [time(nextUpdate)] : []),
    ...(entries.length > 0 ? [seq(...entries)] : []),
    encode(0xa0, seq(...(parts.extensions ?? [crlNumber(1), authorityKey(certificate)]))),
  );
  const signature = await key.sign(tbs);
  if (parts.breakSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const { value, defects } = decodeCertificateList(seq(tbs, key.algorithm, bitString(signature)));
  if (!value) throw new Error(`not a list: ${JSON.stringify(defects)}`);
  return value;
}

// Extensions

export function extension(identifier: string, value: Uint8Array, critical = false): Uint8Array {
  return seq(
    oid(identifier),
    ...(critical ? [encode(tags.boolean, Uint8Array.of(0xff))] : []),
    encode(tags.octetString, value),
  );
}

export function basicConstraints(cA: boolean, pathLen?: number, critical = true): Uint8Array {
  const length = pathLen === undefined ? [] : [integer(Uint8Array.of(pathLen))];
  return extension('2.5.29.19', seq(...(cA ? [encode(tags.boolean, Uint8Array.of(0xff))] : []), ...length), critical);
}

const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];

export function keyUsage(...names: readonly string[]): Uint8Array {
  const octet = names.reduce((bits, name) => bits | (0x80 >> usages.indexOf(name)), 0);
  const unused = octet === 0 ? 0 : Math.clz32(octet & -octet) ^ 31;
  return extension('2.5.29.15', encode(tags.bitString, Uint8Array.of(unused, octet)), true);
}

export function extKeyUsage(...purposes: readonly string[]): Uint8Array {
  return extension('2.5.29.37', seq(...purposes.map(oid)));
}

export function subjectKey(key: TestKey, critical = false): Uint8Array {
  return extension('2.5.29.14', encode(tags.octetString, identifierOf(key)), critical);
}

export function authorityKey(issuer: Certificate | TestKey, critical = false): Uint8Array {
  const identifier = 'spki' in issuer ? identifierOf(issuer) : (issuer.subjectKeyIdentifier ?? new Uint8Array(0));
  return extension('2.5.29.35', seq(encode(0x80, identifier)), critical);
}

export function subjectAltName(names: readonly Uint8Array[], critical = false): Uint8Array {
  return extension('2.5.29.17', seq(...names), critical);
}

export function nameConstraints(
  permitted: readonly Uint8Array[],
  excluded: readonly Uint8Array[] = [],
  critical = true,
): Uint8Array {
  const subtrees = (tag: number, bases: readonly Uint8Array[]): Uint8Array[] =>
    bases.length > 0 ? [encode(tag, ...bases.map((base) => seq(base)))] : [];
  return extension('2.5.29.30', seq(...subtrees(0xa0, permitted), ...subtrees(0xa1, excluded)), critical);
}

export function certificatePolicies(...policies: readonly string[]): Uint8Array {
  return extension('2.5.29.32', seq(...policies.map((policy) => seq(oid(policy)))));
}

export function policyMappings(...pairs: readonly (readonly [string, string])[]): Uint8Array {
  return extension('2.5.29.33', seq(...pairs.map(([from, to]) => seq(oid(from), oid(to)))), true);
}

export function policyConstraints(require?: number, inhibit?: number, critical = true): Uint8Array {
  const field = (tag: number, value: number | undefined): Uint8Array[] =>
    value === undefined ? [] : [encode(tag, Uint8Array.of(value))];
  return extension('2.5.29.36', seq(...field(0x80, require), ...field(0x81, inhibit)), critical);
}

export function inhibitAnyPolicy(skip: number): Uint8Array {
  return extension('2.5.29.54', integer(Uint8Array.of(skip)), true);
}

export function crlNumber(number: number, critical = false): Uint8Array {
  return extension('2.5.29.20', integer(Uint8Array.of(number)), critical);
}

export function deltaIndicator(base: number): Uint8Array {
  return extension('2.5.29.27', integer(Uint8Array.of(base)), true);
}

export function reason(code: number): Uint8Array {
  return extension('2.5.29.21', encode(tags.enumerated, Uint8Array.of(code)));
}

export function certificateIssuer(...names: readonly Uint8Array[]): Uint8Array {
  return extension('2.5.29.29', seq(...names), true);
}

export interface PointParts {
  readonly names?: readonly Uint8Array[];
  /** nameRelativeToCRLIssuer: one attribute and its value. */
  readonly relative?: readonly [string, string];
  /** The whole BIT STRING's contents: unused bits and octets. */
  readonly reasons?: readonly number[];
  readonly cRLIssuer?: readonly Uint8Array[];
}

export function distributionPoints(...points: readonly PointParts[]): Uint8Array {
  const point = ({ names, relative, reasons, cRLIssuer }: PointParts): Uint8Array =>
    seq(
      ...pointName(names, relative),
      ...(reasons ? [encode(0x81, reasonFlags(reasons))] : []),
      ...(cRLIssuer ? [encode(0xa2, ...cRLIssuer)] : []),
    );
  return extension('2.5.29.31', seq(...points.map(point)));
}

export interface ScopeParts {
  readonly names?: readonly Uint8Array[];
  readonly relative?: readonly [string, string];
  readonly flags?: readonly ('user' | 'ca' | 'indirect' | 'attribute')[];
  readonly reasons?: readonly number[];
}

export function issuingPoint({ names, relative, flags = [], reasons }: ScopeParts): Uint8Array {
  const flag = (name: (typeof flags)[number], tag: number): Uint8Array[] =>
    flags.includes(name) ? [encode(tag, Uint8Array.of(0xff))] : [];
  const value = seq(
    ...pointName(names, relative),
    ...flag('user', 0x81),
    ...flag('ca', 0x82),
    ...(reasons ? [encode(0x83, reasonFlags(reasons))] : []),
    ...flag('indirect', 0x84),
    ...flag('attribute', 0x85),
  );
  return extension('2.5.29.28', value, true);
}

function pointName(
  names: readonly Uint8Array[] | undefined,
  relative: readonly [string, string] | undefined,
): Uint8Array[] {
  if (names) return [encode(0xa0, encode(0xa0, ...names))];
  // The RDN's SET, implicitly tagged: what is in the SET of the only RDN of a name.
  return relative ? [encode(0xa0, encode(0xa1, name([relative]).subarray(4)))] : [];
}

function reasonFlags(bits: readonly number[]): Uint8Array {
  const octets = new Uint8Array(2);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return Uint8Array.of(7, ...octets);
}

// Names

export const dns = (name: string): Uint8Array => encode(0x82, text.encode(name));
export const mail = (name: string): Uint8Array => encode(0x81, text.encode(name));
export const uri = (name: string): Uint8Array => encode(0x86, text.encode(name));
export const ip = (...octets: readonly number[]): Uint8Array => encode(0x87, Uint8Array.from(octets));
export const directory = (name: Uint8Array): Uint8Array => encode(0xa4, name);
export const otherName = (value: string): Uint8Array =>
  encode(0xa0, oid('1.3.6.1.5.5.7.8.7'), encode(0xa0, encode(tags.ia5String, text.encode(value))));

/** A distinguished name of one attribute an RDN: `[['CN', 'leaf']]`. */
export function name(attributes: readonly (readonly [string, string])[], tag: number = tags.utf8String): Uint8Array {
  const types: Readonly<Record<string, string>> = {
    CN: '2.5.4.3',
    O: '2.5.4.10',
    OU: '2.5.4.11',
    emailAddress: '1.2.840.113549.1.9.1',
  };
  return seq(
    ...attributes.map(([type, value]) =>
      encode(tags.set, seq(oid(types[type] ?? type), encode(tag, text.encode(value)))),
    ),
  );
}

export const commonName = (value: string): Uint8Array => name([['CN', value]]);

// DER

export function seq(...parts: readonly Uint8Array[]): Uint8Array {
  return encode(tags.sequence, ...parts);
}

export function integer(octets: Uint8Array): Uint8Array {
  return encode(tags.integer, octets);
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift(0x80 | (left & 0x7f));
    return groups;
  });
  return encode(tags.objectIdentifier, Uint8Array.from(octets));
}

function bitString(octets: Uint8Array): Uint8Array {
  return encode(tags.bitString, Uint8Array.of(0), octets);
}

function unsigned(octets: Uint8Array): Uint8Array {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from++;
  const value = octets.subarray(from);
  return integer((value[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...value) : value);
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const isUtc = date.getUTCFullYear() < 2050;
  return encode(isUtc ? tags.utcTime : tags.generalizedTime, text.encode(isUtc ? digits.slice(2) : digits));
}

function identifierOf({ spki }: TestKey): Uint8Array {
  return spki.subarray(-20);
}
