import { generateKeyPairSync, getDiffieHellman } from 'node:crypto';
import { encode } from '../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../server/core/asn1/object-identifier.ts';
import { writePem } from '../../server/core/pem/write-pem.ts';
import { malformedFixtures } from './malformed-fixtures.ts';
import {
  authorityInfoAccess,
  authorityKeyIdentifier,
  basicConstraints,
  crlDistributionPoint,
  extKeyUsage,
  keyUsage,
  name,
  type OddCertificate,
  type OddEntry,
  type OddExtension,
  type OddList,
  type OddRequest,
  oddCertificate,
  oddList,
  oddRequest,
  rsaKey,
  sequence,
  serverAuth,
  signerKey,
  spki,
  subjectAltName,
  subjectKeyIdentifier,
  subjectKeyInfo,
} from './odd-certificates.ts';

export type Extensions = Readonly<Record<string, OddExtension | undefined>>;

const serverExtensions: Extensions = {
  basicConstraints: basicConstraints(false),
  keyUsage: keyUsage(0),
  extKeyUsage: serverAuth,
  subjectAltName: subjectAltName(['db.internal']),
  subjectKeyIdentifier: subjectKeyIdentifier(),
  authorityKeyIdentifier: authorityKeyIdentifier(),
};

const caExtensions: Extensions = {
  basicConstraints: basicConstraints(true),
  keyUsage: keyUsage(5, 6),
  subjectKeyIdentifier: subjectKeyIdentifier(),
  authorityKeyIdentifier: authorityKeyIdentifier(),
};

const ocsp = '1.3.6.1.5.5.7.48.1';

/** What makes an object of the usual one and what is changed in it. */
export interface Makers {
  leaf(changes: Extensions, fields?: Partial<OddCertificate>): string;
  ca(changes: Extensions, fields?: Partial<OddCertificate>): string;
  readonly list: OddList;
  readonly number: OddExtension;
  entry(serial: number, ...extensions: readonly OddExtension[]): OddEntry;
  reason(code: number): OddExtension;
  certificateIssuer(cn: string): OddExtension;
}

/** One certificate, request or list with one thing wrong (or just right) for each name. */
export function oddFixtures(now: Date): ReadonlyMap<string, string> {
  const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
  const usual = { from: day(-1), to: day(200) };
  const make = (base: Extensions, changes: Extensions, fields: Partial<OddCertificate>): string =>
    oddCertificate({
      ...usual,
      ...fields,
      extensions: Object.values({ ...base, ...changes }).filter((one) => one !== undefined),
    });
  const leaf = (changes: Extensions, fields: Partial<OddCertificate> = {}): string =>
    make(serverExtensions, changes, fields);
  const ca = (changes: Extensions, fields: Partial<OddCertificate> = {}): string =>
    make(caExtensions, changes, { subject: name('Example Servers CA'), ...fields });
  const named = (...names: readonly (string | readonly number[])[]): string =>
    leaf({ subjectAltName: subjectAltName(names) });
  const withKey = (subjectPublicKeyInfo: Uint8Array): string => leaf({}, { subjectPublicKeyInfo });
  const rsa = (modulus: bigint, exponent?: bigint): string => withKey(rsaKey(modulus, exponent));
  const mustStaple = { oid: '1.3.6.1.5.5.7.1.24', value: sequence(encode(2, Uint8Array.of(5))) };
  const poison = { oid: '1.3.6.1.4.1.11129.2.4.3', critical: true, value: encode(5) };
  const constraints = sequence(encode(0xa0, sequence(encode(0x82, new TextEncoder().encode('example.org')))));
  const nameConstraints = (critical: boolean): OddExtension => ({ oid: '2.5.29.30', critical, value: constraints });
  const number = { oid: '2.5.29.20', value: encode(2, Uint8Array.of(1)) };
  const list = { thisUpdate: day(-1), nextUpdate: day(10), extensions: [number, authorityKeyIdentifier()] };
  const host = name('db.example.org');
  const request = (extensions: readonly OddExtension[], more: OddRequest = {}): string =>
    oddRequest(host, [subjectAltName(['db.example.org']), ...extensions], more);
  const own: OddExtension = { oid: '1.3.6.1.4.1.99999.1', critical: true, value: encode(5) };
  const numbered = (...octets: readonly number[]): OddList => ({
    ...list,
    extensions: [{ oid: '2.5.29.20', value: encode(2, Uint8Array.from(octets)) }, authorityKeyIdentifier()],
  });
  const listWith = (extension: OddExtension): OddList => ({ ...list, extensions: [...list.extensions, extension] });
  const delta = (base: number, own: number, critical = true): OddList => ({
    ...list,
    extensions: [
      { oid: '2.5.29.20', value: encode(2, Uint8Array.of(own)) },
      authorityKeyIdentifier(),
      { oid: '2.5.29.27', critical, value: encode(2, Uint8Array.of(base)) },
    ],
  });
  const entry = (serial: number, ...extensions: readonly OddExtension[]): OddEntry => ({
    serial,
    date: day(-2),
    extensions,
  });
  const reason = (code: number): OddExtension => ({ oid: '2.5.29.21', value: encode(10, Uint8Array.of(code)) });
  const certificateIssuer = (cn: string): OddExtension => ({
    oid: '2.5.29.29',
    critical: true,
    value: sequence(encode(0xa4, name(cn))),
  });
  const indirect: OddExtension = {
    oid: '2.5.29.28',
    critical: true,
    value: sequence(encode(0x84, Uint8Array.of(0xff))),
  };
  return new Map([
    ...malformedFixtures({ leaf, ca, list, number, entry, reason, certificateIssuer }),
    [
      'odd-ca',
      ca(
        { subjectKeyIdentifier: subjectKeyIdentifier(signerKey) },
        { subject: name('Example CA'), subjectPublicKeyInfo: signerKey, from: day(-30), to: day(1800) },
      ),
    ],
    ['sound-leaf', leaf({})],
    ['sound-ca', ca({})],
    ['inverted-validity', leaf({}, { from: day(300), to: day(200) })],
    ['ten-years', leaf({}, { to: day(3650) })],
    ['no-subject-alt-name', leaf({ subjectAltName: undefined })],
    ['common-name-not-in-san', leaf({}, { subject: name('db.example.org') })],
    ['misplaced-wildcard', named('web*.example.org')],
    ['address-as-dns-name', named('10.0.0.7')],
    ['address', named([10, 0, 0, 7], '10.0.0.7')],
    ['malformed-dns-name', named('https://db.internal')],
    ['underscore', named('my_service')],
    ['san-not-critical', leaf({}, { subject: name() })],
    ['san-critical', leaf({ subjectAltName: subjectAltName(['db.internal'], true) }, { subject: name() })],
    ['ca-without-name', ca({}, { subject: name() })],
    ['no-issuer', leaf({}, { issuer: name() })],
    ['ca-without-key-usage', ca({ keyUsage: undefined })],
    ['ca-without-key-cert-sign', ca({ keyUsage: keyUsage(0, 6) })],
    ['key-cert-sign-without-ca', leaf({ keyUsage: keyUsage(0, 5) })],
    ['path-length-without-ca', leaf({ basicConstraints: basicConstraints(false, 0) })],
    ['basic-constraints-not-critical', ca({ basicConstraints: basicConstraints(true, undefined, false) })],
    ['no-authority-key-identifier', leaf({ authorityKeyIdentifier: undefined })],
    ['ca-without-subject-key-identifier', ca({ subjectKeyIdentifier: undefined })],
    ['critical-key-identifier', leaf({ authorityKeyIdentifier: authorityKeyIdentifier(signerKey, true) })],
    ['name-constraints-on-leaf', leaf({ nameConstraints: nameConstraints(true) })],
    ['name-constraints-not-critical', ca({ nameConstraints: nameConstraints(false) })],
    ['unknown-critical-extension', leaf({ own: { oid: '1.3.6.1.4.1.99999.1', critical: true, value: encode(5) } })],
    ['precertificate', leaf({ poison })],
    ['version-1', oddCertificate({ ...usual, version: 1, extensions: [] })],
    ['version-1-root', oddCertificate({ ...usual, version: 1, subject: name('Example CA'), extensions: [] })],
    ['negative-serial', leaf({}, { serial: [0x8a, 1, 2, 3] })],
    ['zero-serial', leaf({}, { serial: [0] })],
    ['long-serial', leaf({}, { serial: [1, ...Array<number>(20).fill(7)] })],
    ['largest-serial', leaf({}, { serial: [0, ...Array<number>(20).fill(0xff)] })],
    ['any-purpose-only', leaf({ extKeyUsage: extKeyUsage('2.5.29.37.0') })],
    ['no-extended-key-usage', leaf({ extKeyUsage: undefined })],
    ['no-digital-signature', leaf({ keyUsage: keyUsage(2) })],
    ['ca-as-server', ca({ subjectAltName: subjectAltName(['db.internal']), extKeyUsage: serverAuth })],
    ['must-staple-without-responder', leaf({ mustStaple })],
    ['must-staple', leaf({ mustStaple, access: authorityInfoAccess(ocsp, 'http://ocsp.example.org/') })],
    ['ldap-only', leaf({ lists: crlDistributionPoint('ldap:///CN=Example%20CA,CN=CDP?certificateRevocationList') })],
    ['http-links', leaf({ lists: crlDistributionPoint('http://pki.example.org/ca.crl') })],
    ['invisible-characters', leaf({}, { subject: name('db.internal\u202egro.elpmaxe') })],
    ['damaged-self-signed', ca(damagedIdentifiers, damaged)],
    ['encipherment-with-ed25519', leaf({ keyUsage: keyUsage(0, 2) }, { subjectPublicKeyInfo: ed25519() })],
    ['ed25519', withKey(ed25519())],
    ['secp256k1', withKey(spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey))],
    ['explicit-curve', withKey(explicitCurve())],
    ['even-exponent', rsa(modulus, 65536n)],
    ['large-exponent', rsa(modulus, 2n ** 40n + 1n)],
    ['small-factor', rsa(modulus - (modulus % 3n))],
    ['roca', rsa(rocaModulus())],
    ['rsa-2048', rsa(modulus)],
    ['rsa-9000', rsa((modulus << 6952n) + coprimeRest())],
    ['rsa-pss', withKey(spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey))],
    ['dsa', withKey(dsaKey())],
    ['crl-expired', oddList({ ...list, thisUpdate: day(-20), nextUpdate: day(-10) })],
    ['crl-not-yet-valid', oddList({ ...list, thisUpdate: day(5) })],
    ['crl-no-next-update', oddList({ thisUpdate: day(-1), extensions: list.extensions })],
    ['crl-no-number', oddList({ ...list, extensions: [authorityKeyIdentifier()] })],
    ['crl-version-1', oddList({ ...list, version: 1, extensions: [] })],
    ['crl-sha1', oddList({ ...list, hash: 'sha1' })],
    ['request', oddRequest(host, [subjectAltName(['db.example.org'])])],
    ['request-sha1', oddRequest(host, [subjectAltName(['db.example.org'])], { hash: 'sha1' })],
    ['request-no-san', oddRequest(host, [])],
    ['request-client', oddRequest(name('api client'), [])],
    ['request-damaged', request([], { subjectPublicKeyInfo: subjectKeyInfo })],
    ['request-challenge', request([], { challengePassword: 'example' })],
    ['request-version-3', request([], { version: 2 })],
    ['request-without-name', oddRequest(name(), [])],
    ['request-of-names-alone', oddRequest(name(), [subjectAltName(['db.example.org'])])],
    ['request-for-ca', request([basicConstraints(true), keyUsage(5, 6)])],
    ['request-cert-sign', request([keyUsage(0, 5)])],
    ['request-for-server', request([basicConstraints(false), keyUsage(0), serverAuth])],
    ['request-unknown-critical', request([own])],
    [
      'odd-ca-without-crl-sign',
      ca(
        { subjectKeyIdentifier: subjectKeyIdentifier(signerKey), keyUsage: keyUsage(5) },
        { subject: name('Example CA'), subjectPublicKeyInfo: signerKey, from: day(-30), to: day(1800) },
      ),
    ],
    ['crl-damaged', oddList({ ...list, extensions: [number, authorityKeyIdentifier(keyOfCa)] })],
    ['crl-inverted', oddList({ ...list, nextUpdate: day(-2) })],
    ['crl-ten-years', oddList({ ...list, nextUpdate: day(3650) })],
    ['crl-negative-number', oddList(numbered(0x8a, 1))],
    ['crl-long-number', oddList(numbered(...Array<number>(21).fill(7)))],
    ['crl-largest-number', oddList(numbered(0, ...Array<number>(20).fill(0xff)))],
    ['crl-no-aki', oddList({ ...list, extensions: [number] })],
    ['crl-version-1-extensions', oddList({ ...list, version: 1 })],
    ['crl-version-1-reasons', oddList({ ...list, version: 1, extensions: [], entries: [entry(1, reason(1))] })],
    ['crl-twice', oddList({ ...list, entries: [entry(1), entry(2), entry(1)] })],
    ['crl-entries', oddList({ ...list, entries: [entry(1, reason(1)), entry(2), entry(3)] })],
    ['crl-indirect', oddList({ ...listWith(indirect), entries: [entry(1), entry(1, certificateIssuer('Other CA'))] })],
    ['crl-revoked-tomorrow', oddList({ ...list, entries: [{ serial: 1, date: day(1) }] })],
    ['crl-remove-from', oddList({ ...list, entries: [entry(1, reason(8))] })],
    ['crl-delta', oddList({ ...delta(1, 3), entries: [entry(1, reason(8))] })],
    ['crl-delta-not-critical', oddList(delta(1, 3, false))],
    ['crl-delta-of-later', oddList(delta(5, 3))],
    ['crl-unknown-critical', oddList(listWith(own))],
    [
      'crl-critical-number',
      oddList({ ...list, extensions: [{ ...number, critical: true }, authorityKeyIdentifier()] }),
    ],
    ['crl-entry-unknown-critical', oddList({ ...list, entries: [entry(1, own)] })],
    ['legacy-encrypted-key', encryptedKey('sec1')],
    ['dh-parameters', writePem('DH PARAMETERS', dhParameters())],
    ['x942-dh-parameters', writePem('X9.42 DH PARAMETERS', dhParameters(encode(2, group.subgroup)))],
    ['encrypted-key', encryptedKey('pkcs8')],
  ]);
}

/** A CA that names its own key as its signer's, while another one signs. */
const keyOfCa = spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
const damagedIdentifiers: Extensions = {
  subjectKeyIdentifier: subjectKeyIdentifier(keyOfCa),
  authorityKeyIdentifier: authorityKeyIdentifier(keyOfCa),
};
const damaged: Partial<OddCertificate> = {
  subject: name('Example CA'),
  subjectPublicKeyInfo: keyOfCa,
};

function ed25519(): Uint8Array {
  return spki(generateKeyPairSync('ed25519').publicKey);
}

function explicitCurve(): Uint8Array {
  return spki(generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).publicKey);
}

/** A number like a modulus: no prime up to 167 divides it. */
const modulus = BigInt(
  `0x${spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)
    .subarray(33, 289)
    .reduce((hex, octet) => hex + octet.toString(16).padStart(2, '0'), '')}`,
);

/** What makes `modulus << 6952` a number without small factors. */
function coprimeRest(): bigint {
  for (let rest = 1n; ; rest += 2n) {
    const candidate = (modulus << 6952n) + rest;
    if (smallPrimes.every((prime) => candidate % prime !== 0n)) return rest;
  }
}

const smallPrimes = Array.from({ length: 166 }, (_, i) => BigInt(i + 2)).filter((n) => {
  for (let divisor = 2n; divisor * divisor <= n; divisor++) if (n % divisor === 0n) return false;
  return true;
});

/** A number that is 65537^k by every small prime, of 2048 bits. */
function rocaModulus(): bigint {
  const product = smallPrimes.reduce((all, prime) => all * prime, 1n);
  let power = 1n;
  for (let i = 0; i < 12345; i++) power = (power * 65537n) % product;
  return ((1n << 2047n) / product + 1n) * product + power;
}

function dsaKey(): Uint8Array {
  const big = (value: bigint): Uint8Array => {
    const bytes = Buffer.from(value.toString(16).padStart(512, '0'), 'hex');
    return encode(2, Uint8Array.of(0), bytes);
  };
  const parameters = sequence(big(modulus), big(modulus), big(2n));
  const algorithm = sequence(encodeObjectIdentifier('1.2.840.10040.4.1'), parameters);
  return sequence(algorithm, encode(3, Uint8Array.of(0), big(5n)));
}

/** The group of 2048 bits of RFC 3526, 3. */
const safePrime = getDiffieHellman('modp14').getPrime();
const group = {
  prime: safePrime,
  subgroup: Buffer.from(((BigInt(`0x${safePrime.toString('hex')}`) - 1n) / 2n).toString(16), 'hex'),
};

/** Prime and base (PKCS#3), and what X9.42 has behind them. */
function dhParameters(...more: readonly Uint8Array[]): Uint8Array {
  const { prime } = group;
  return sequence(encode(2, Uint8Array.of(0), prime), encode(2, Uint8Array.of(2)), ...more);
}

function encryptedKey(type: 'sec1' | 'pkcs8'): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'example' }) as string;
}
