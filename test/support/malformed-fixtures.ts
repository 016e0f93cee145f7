import { generateKeyPairSync } from 'node:crypto';
import { encode } from '../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../server/core/asn1/object-identifier.ts';
import { writePem } from '../../server/core/pem/write-pem.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  crlDistributionPoint,
  extKeyUsage,
  keyUsage,
  name,
  nameOf,
  type OddExtension,
  oddList,
  oddRequest,
  rsaKey,
  sequence,
  signerKey,
  spki,
  subjectAltName,
  subjectKeyIdentifier,
  subjectKeyInfo,
} from './odd-certificates.ts';
import type { Extensions, Makers } from './odd-fixtures.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const country = '2.5.4.6';
const commonName = '2.5.4.3';
const host = [commonName, 'db.internal'] as const;

/** Objects whose names, keys, signatures or extensions break their form. */
export function malformedFixtures(makers: Makers): readonly (readonly [string, string])[] {
  const { leaf, ca, list, number, entry, reason, certificateIssuer } = makers;
  const dnsName = (text: string): string => leaf({ subjectAltName: subjectAltName(['db.internal', text]) });
  const otherName = (octets: Uint8Array): string => leaf({ subjectAltName: generalNames(octets) });
  const purpose = (purposes: OddExtension, usages = keyUsage(0)): string =>
    leaf({ extKeyUsage: purposes, keyUsage: usages, subjectAltName: undefined }, { subject: name('Example signer') });
  const issuer = (changes: Extensions): string =>
    ca(
      { subjectKeyIdentifier: subjectKeyIdentifier(signerKey), authorityKeyIdentifier: undefined, ...changes },
      { subject: name('Example CA'), subjectPublicKeyInfo: signerKey },
    );
  const foreignSignature = encode(0x30, encode(2, Uint8Array.of(5)), encode(2, Uint8Array.of(7)));
  const tsa = extKeyUsage('1.3.6.1.5.5.7.3.8');
  const ecdsaWithNull = sequence(encodeObjectIdentifier('1.2.840.10045.4.3.2'), encode(5));
  const ed25519 = encodeObjectIdentifier('1.3.101.112');
  const bits = (octets: Uint8Array): Uint8Array => encode(3, Uint8Array.of(0), octets);
  const scope = (...octets: readonly Uint8Array[]): OddExtension => ({
    oid: '2.5.29.28',
    critical: true,
    value: sequence(...octets),
  });
  const flag = (bit: number): Uint8Array => encode(0x80 | bit, Uint8Array.of(0xff));
  const withScope = (extension: OddExtension): string =>
    oddList({ ...list, extensions: [...list.extensions, extension] });
  const damagedRoot = {
    subject: name('Example CA'),
    subjectPublicKeyInfo: spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey),
  };
  return [
    ['prefixed-dns-name', dnsName('DNS:www.example.org')],
    ['hyphen-dns-name', dnsName('-www.example.org')],
    ['address-in-sixteen-octets', otherName(encode(0x87, mapped))],
    ['every-address', leaf({ subjectAltName: subjectAltName(['db.internal', [0, 0, 0, 0]]) })],
    ['uri-without-scheme', otherName(encode(0x86, ascii('www.example.org/api')))],
    ['spiffe', otherName(encode(0x86, ascii('spiffe://example.org/ns/default/sa/db')))],
    ['country-of-three-letters', leaf({}, { subject: nameOf([country, 'DEU', 0x13], host) })],
    ['long-common-name', leaf({}, { subject: nameOf([commonName, `${'x'.repeat(70)} of Example`]) })],
    ['named-in-full', leaf({}, { subject: nameOf([country, 'DE', 0x13], ['2.5.4.10', 'Example'], host) })],
    ['request-of-three-letters', oddRequest(nameOf([country, 'DEU', 0x13]), [subjectAltName(['db.example.org'])])],
    ['request-for-page', requestFor('https://db.example.org/')],
    ['request-for-address', requestFor('10.1.2.3')],
    [
      'point-not-on-curve',
      leaf({}, { subjectPublicKeyInfo: subjectKeyInfo.with(-1, (subjectKeyInfo.at(-1) ?? 0) ^ 1) }),
    ],
    ['compressed-point', leaf({}, { subjectPublicKeyInfo: compressed() })],
    ['rsa-without-null', leaf({}, { subjectPublicKeyInfo: withoutNull() })],
    [
      'short-ed25519',
      leaf({}, { subjectPublicKeyInfo: sequence(sequence(ed25519), bits(new Uint8Array(31).fill(7))) }),
    ],
    ['close-primes', leaf({}, { subjectPublicKeyInfo: rsaKey(closePrimes()) })],
    ['raw-ecdsa-signature', leaf({}, { signature: new Uint8Array(64).fill(0x12) })],
    ['ecdsa-with-null', leaf({}, { algorithm: ecdsaWithNull })],
    ['crl-raw-signature', oddList({ ...list, signature: new Uint8Array(64).fill(0x12) })],
    ['empty-name-constraints', ca({ constraints: constraints() })],
    ['name-constraints', ca({ constraints: constraints(dns('.example.org'), subnet(10, 0, 0, 0, 255, 0, 0, 0)) })],
    ['wildcard-name-constraints', ca({ constraints: constraints(dns('*.example.org')) })],
    ['gap-name-constraints', ca({ constraints: constraints(subnet(10, 0, 0, 0, 255, 0, 255, 0)) })],
    ['policy-twice', leaf({ policies: policies('1.3.6.1.4.1.99999.1', '1.3.6.1.4.1.99999.1') })],
    ['mapping-of-any-policy', ca({ mappings: mapping('1.3.6.1.4.1.99999.1', '2.5.29.32.0') })],
    ['policy-constraints-on-leaf', leaf({ limits: policyConstraints })],
    ['empty-authority-key', leaf({ authorityKeyIdentifier: authority(encode(0x80)) })],
    [
      'authority-without-serial',
      leaf({ authorityKeyIdentifier: authority(encode(0xa1, encode(0xa4, name('Example Root')))) }),
    ],
    ['damaged-root', ca({ authorityKeyIdentifier: undefined }, damagedRoot)],
    ['code-signing', purpose(extKeyUsage('1.3.6.1.5.5.7.3.3'))],
    ['code-signing-without-signature', purpose(extKeyUsage('1.3.6.1.5.5.7.3.3'), keyUsage(2))],
    ['time-stamping', purpose({ ...tsa, critical: true })],
    ['time-stamping-not-critical', purpose(tsa)],
    ['time-stamping-and-more', purpose({ ...extKeyUsage('1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.3'), critical: true })],
    ['encipher-only', leaf({ keyUsage: keyUsage(0, 7) })],
    ['https-only', leaf({ lists: crlDistributionPoint('https://pki.example.org/ca.crl') })],
    ['one-slash', leaf({ lists: crlDistributionPoint('http:/pki.example.org/ca.crl') })],
    ['point-without-name', leaf({ lists: { oid: '2.5.29.31', value: sequence(sequence()) } })],
    ['below-leaf', leaf({}) + issuer({ basicConstraints: basicConstraints(false), keyUsage: keyUsage(0) })],
    ['outside-of-constraints', leaf({}) + issuer({ constraints: constraints(dns('example.org')) })],
    ['of-damaged-signature', leaf({}, { signature: foreignSignature }) + issuer({})],
    ['sound-chain', leaf({}) + issuer({ constraints: constraints(dns('internal')) })],
    ['dh-1024', writePem('DH PARAMETERS', sequence(oddNumber(1024), encode(2, Uint8Array.of(2))))],
    ['dh-2048', writePem('DH PARAMETERS', sequence(oddNumber(2048), encode(2, Uint8Array.of(2))))],
    ['dh-of-one', writePem('DH PARAMETERS', sequence(oddNumber(2048), encode(2, Uint8Array.of(1))))],
    ['ec-parameters', writePem('EC PARAMETERS', encodeObjectIdentifier('1.2.840.10045.3.1.7'))],
    ['ec-parameters-192', writePem('EC PARAMETERS', encodeObjectIdentifier('1.2.840.10045.3.1.1'))],
    ['generalized-time', leaf({}, { to: new Date('2027-06-01T00:00:00Z'), isGeneralizedTime: true })],
    ['acme-challenge', acmeChallenge(makers)],
    ['root-with-purpose', rootWithPurpose(makers)],
    ['public-intermediate', publicIntermediate(makers)],
    ['crl-reason-7', oddList({ ...list, entries: [entry(1, reason(7))] })],
    ['crl-reason-0', oddList({ ...list, entries: [entry(1, reason(0))] })],
    ['crl-negative-entry', oddList({ ...list, entries: [entry(0x85)] })],
    ['crl-scope-not-critical', withScope({ ...scope(flag(1)), critical: false })],
    ['crl-of-nothing', withScope(scope(flag(1), flag(2)))],
    ['crl-not-indirect', oddList({ ...list, entries: [entry(1, certificateIssuer('Other CA'))] })],
    ['crl-version-3', oddList({ ...list, version: 3 })],
    ['crl-without-issuer', oddList({ ...list, issuer: name(), extensions: [number, authorityKeyIdentifier()] })],
  ];
}

/** A number of so many bits, like the prime of a group. */
function oddNumber(bits: number): Uint8Array {
  return encode(2, Uint8Array.of(0), new Uint8Array(bits / 8).fill(0xd5));
}

function requestFor(dnsName: string): string {
  return oddRequest(name('Example service'), [subjectAltName(['db.example.org', dnsName])]);
}

function generalNames(...others: readonly Uint8Array[]): OddExtension {
  return { oid: '2.5.29.17', value: sequence(encode(0x82, ascii('db.internal')), ...others) };
}

/** ::ffff:192.0.2.1 */
const mapped = Uint8Array.of(...new Uint8Array(10), 0xff, 0xff, 192, 0, 2, 1);

const dns = (text: string): Uint8Array => encode(0x82, ascii(text));
const subnet = (...octets: readonly number[]): Uint8Array => encode(0x87, Uint8Array.from(octets));

function constraints(...permitted: readonly Uint8Array[]): OddExtension {
  const trees = permitted.map((base) => sequence(base));
  return {
    oid: '2.5.29.30',
    critical: true,
    value: permitted.length === 0 ? sequence() : sequence(encode(0xa0, ...trees)),
  };
}

function policies(...oids: readonly string[]): OddExtension {
  return { oid: '2.5.29.32', value: sequence(...oids.map((oid) => sequence(encodeObjectIdentifier(oid)))) };
}

function mapping(from: string, to: string): OddExtension {
  const one = sequence(encodeObjectIdentifier(from), encodeObjectIdentifier(to));
  return { oid: '2.5.29.33', critical: true, value: sequence(one) };
}

const policyConstraints: OddExtension = {
  oid: '2.5.29.36',
  critical: true,
  value: sequence(encode(0x80, Uint8Array.of(0))),
};

function authority(...parts: readonly Uint8Array[]): OddExtension {
  return { oid: '2.5.29.35', value: sequence(...parts) };
}

/** A CA, and a self-signed one, as public CAs are or must not be. */
const inFull = nameOf([country, 'DE', 0x13], ['2.5.4.10', 'Example'], [commonName, 'Example Servers CA']);

function rootWithPurpose({ ca }: Makers): string {
  return ca(
    { subjectKeyIdentifier: subjectKeyIdentifier(signerKey), purposes: extKeyUsage('1.3.6.1.5.5.7.3.1') },
    { subject: inFull, issuer: inFull, subjectPublicKeyInfo: signerKey },
  );
}

function publicIntermediate({ ca }: Makers): string {
  return ca(
    {
      purposes: extKeyUsage('1.3.6.1.5.5.7.3.1'),
      lists: crlDistributionPoint('http://pki.example.org/root.crl'),
      policies: policies('2.23.140.1.2.1'),
    },
    { subject: inFull },
  );
}

/** RFC 8737, 3: self-signed, with the digest of a key authorization. */
function acmeChallenge({ leaf }: Makers): string {
  const digest = { oid: '1.3.6.1.5.5.7.1.31', critical: true, value: encode(4, new Uint8Array(32).fill(9)) };
  return leaf(
    { digest, authorityKeyIdentifier: authorityKeyIdentifier(signerKey) },
    { subject: name('db.internal'), issuer: name('db.internal'), subjectPublicKeyInfo: signerKey },
  );
}

/** The point of `subjectKeyInfo`, its y told by one bit alone (SEC 1, 2.3.3). */
function compressed(): Uint8Array {
  const x = subjectKeyInfo.subarray(-64, -32);
  const form = 2 + ((subjectKeyInfo.at(-1) ?? 0) & 1);
  const algorithm = sequence(
    encodeObjectIdentifier('1.2.840.10045.2.1'),
    encodeObjectIdentifier('1.2.840.10045.3.1.7'),
  );
  return sequence(algorithm, encode(3, Uint8Array.of(0, form), x));
}

/** An RSA key whose AlgorithmIdentifier ends with its identifier. */
function withoutNull(): Uint8Array {
  const key = spki(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
  const algorithm = sequence(encodeObjectIdentifier('1.2.840.113549.1.1.1'));
  // Behind the header of the whole (4 octets) and the usual AlgorithmIdentifier (15).
  return sequence(algorithm, key.subarray(19));
}

/** The product of two primes that follow each other. */
function closePrimes(): bigint {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const first = BigInt(`0x${Buffer.from(jwk.p ?? '', 'base64url').toString('hex')}`);
  let second = first + 2n;
  while (!isProbablePrime(second)) second += 2n;
  return first * second;
}

/** Fermat's test with base 2, which is enough for a number that nobody chose. */
function isProbablePrime(n: bigint): boolean {
  if ([3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n].some((prime) => n % prime === 0n)) return false;
  let result = 1n;
  for (const bit of (n - 1n).toString(2)) result = ((result * result) << (bit === '1' ? 1n : 0n)) % n;
  return result === 1n;
}
