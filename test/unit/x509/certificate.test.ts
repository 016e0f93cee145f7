import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Localize, localizer } from '../../../server/core/base/message.ts';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { readDerFile } from '../../../server/core/x509/read-der-file.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import {
  readCertificate,
  readCertificateList,
  readCertificationRequest,
} from '../../../server/core/x509/read-value.ts';
import type { Certificate, PkiObject, PkiValue } from '../../../server/core/x509/types.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { Scratch } from './openssl.ts';

const scratch = new Scratch();
afterAll(() => scratch[Symbol.dispose]());

scratch.write(
  'openssl.cnf',
  `
[req]
distinguished_name = dn
prompt = no
[dn]
C = DE
O = Exämple\\, Inc.
CN = api.example
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth, 1.2.3.4
subjectAltName = DNS:a.example, DNS:*.b.example, IP:10.0.0.7, IP:2001:db8::1, email:x@y.example, \
URI:https://a.example/x, RID:1.2.3, dirName:other, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:user@ad.example
issuerAltName = DNS:ca.example
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always, issuer:always
crlDistributionPoints = URI:http://a.example/1.crl, point
authorityInfoAccess = OCSP;URI:http://ocsp.example, caIssuers;URI:http://a.example/ca.crt
certificatePolicies = 1.2.3.4, 2.23.140.1.2.1, @policy
tlsfeature = status_request
nsComment = "hello"
[policy]
policyIdentifier = 1.3.5.8
CPS.1 = "http://cps.example"
userNotice.1 = @notice
[notice]
explicitText = "x"
[point]
fullname = URI:http://b.example/2.crl
CRLissuer = dirName:other
reasons = keyCompromise, CACompromise
[other]
C = DE
CN = Dir Name
[ca_extensions]
basicConstraints = critical, CA:TRUE, pathlen:2
keyUsage = critical, keyCertSign, cRLSign
nameConstraints = critical, permitted;DNS:.example, permitted;IP:10.0.0.0/255.0.0.0, excluded;dirName:other
subjectKeyIdentifier = hash
[request]
subjectAltName = DNS:a.example
extendedKeyUsage = clientAuth
[ca]
default_ca = authority
[authority]
database = index.txt
crlnumber = number
crl_extensions = list
default_md = sha256
certificate = ca.pem
private_key = key.pem
[list]
authorityKeyIdentifier = keyid
`,
);
scratch.write(
  'index.txt',
  [
    'R\t271231000000Z\t261101000000Z,keyCompromise\t01\tunknown\t/CN=a',
    'R\t271231000000Z\t261102000000Z\tABCDEF\tunknown\t/CN=b',
    '',
  ].join('\n'),
);
scratch.write('number', '1F\n');
scratch.shell(`
  export OPENSSL_CONF=openssl.cnf
  openssl ecparam -name prime256v1 -genkey -noout -out key.pem
  make() { openssl req -x509 -new -key key.pem -utf8 "$@"; }
  make -extensions ca_extensions -days 3650 -set_serial 0x80ff -out ca.pem
  make -extensions leaf -days 100 -set_serial 0x7a01 -out leaf.pem
  openssl req -new -key key.pem -utf8 -reqexts request -out request.pem
  openssl req -new -key key.pem -utf8 -out bare-request.pem
  openssl ca -gencrl -crldays 30 -out list.pem
  openssl x509 -in leaf.pem -addtrust serverAuth -setalias mine -trustout -out trusted.pem
  openssl ec -in key.pem -pubout -out public.pem 2>/dev/null
  openssl crl2pkcs7 -nocrl -certfile leaf.pem -out leaf.p7
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out rsa.pem
  openssl rsa -in rsa.pem -traditional -out pkcs1.pem 2>/dev/null
  openssl pkcs8 -topk8 -in key.pem -passout pass:test -out encrypted.pem
  openssl rsa -in rsa.pem -RSAPublicKey_out -out rsa-public.pem 2>/dev/null
  openssl req -x509 -new -key rsa.pem -utf8 -sha256 -sigopt rsa_padding_mode:pss -days 9 -out pss.pem
`);

const localize: Localize = localizer();
const only = (text: string): PkiObject => {
  const { objects, problems } = readPkiObjects(text);
  expect([objects.length, problems]).toEqual([1, []]);
  return objects[0] as PkiObject;
};
const said = (object: PkiObject): string[] => object.problems.map(({ message }) => localize(message));
const derOf = (pem: string): Uint8Array => Uint8Array.from(Buffer.from(pem.replace(/-----.*?-----|\s/g, ''), 'base64'));
const pemOf = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;

function certificateOf(value: PkiValue | undefined): Certificate {
  if (value?.kind !== 'certificate') throw new Error('no certificate');
  return value;
}

test('every extension that is read, under its stable key', () => {
  const object = only(scratch.read('leaf.pem'));
  expect(object.problems).toEqual([]);
  const { validity, fingerprints, extensions, ...rest } = inspectObject(object) as Record<string, never>;
  const keyIdentifier = scratch.openssl('x509 -in leaf.pem -noout -ext subjectKeyIdentifier').split('\n')[1]?.trim();
  expect(rest).toMatchObject({
    kind: 'certificate',
    label: 'CERTIFICATE',
    version: 3,
    serialNumber: '7A01',
    subject: 'CN=api.example,O=Exämple\\, Inc.,C=DE',
    issuer: 'CN=api.example,O=Exämple\\, Inc.,C=DE',
    publicKey: { type: 'EC', bits: 256, curve: 'P-256', namedCurve: '1.2.840.10045.3.1.7' },
    signatureAlgorithm: 'ecdsa-with-SHA256',
    subjectAltName: [
      'DNS:a.example',
      'DNS:*.b.example',
      'IP Address:10.0.0.7',
      'IP Address:2001:DB8:0:0:0:0:0:1',
      'email:x@y.example',
      'URI:https://a.example/x',
      'Registered ID:1.2.3',
      'DirName:CN=Dir Name,C=DE',
      'othername: UPN::user@ad.example',
    ],
    extKeyUsage: ['serverAuth', 'clientAuth', '1.2.3.4'],
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    basicConstraints: { cA: false, pathLenConstraint: null },
    isCa: false,
    selfIssued: true,
    authorityInfoAccess: [
      { method: 'OCSP', location: 'http://ocsp.example' },
      { method: 'caIssuers', location: 'http://a.example/ca.crt' },
    ],
    certificatePolicies: [
      { policy: '1.2.3.4' },
      { policy: '2.23.140.1.2.1', name: 'domain-validated' },
      { policy: '1.3.5.8', cps: ['http://cps.example'], userNotices: [{ explicitText: 'x' }] },
    ],
    cRLDistributionPoints: [
      { fullName: ['URI:http://a.example/1.crl'] },
      {
        fullName: ['URI:http://b.example/2.crl'],
        reasons: ['keyCompromise', 'cACompromise'],
        cRLIssuer: ['DirName:CN=Dir Name,C=DE'],
      },
    ],
    issuerAltName: ['DNS:ca.example'],
    tlsFeature: ['status_request'],
    subjectKeyIdentifier: keyIdentifier,
    authorityKeyIdentifier: {
      keyIdentifier,
      authorityCertIssuer: ['DirName:CN=api.example,O=Exämple\\, Inc.,C=DE'],
      authorityCertSerialNumber: '7A01',
    },
    netscapeComment: 'hello',
  });
  expect(extensions).toContainEqual({ oid: '2.5.29.19', name: 'basicConstraints', critical: true, value: '3000' });
  expect(extensions).toContainEqual({
    oid: '2.16.840.1.113730.1.13',
    name: 'netscapeComment',
    critical: false,
    value: '160568656c6c6f',
  });
  const native = new X509Certificate(scratch.read('leaf.pem'));
  expect(fingerprints).toEqual({ sha256: native.fingerprint256, sha1: native.fingerprint });
  expect(validity).toEqual({
    notBefore: native.validFromDate.toISOString().replace('.000', ''),
    notAfter: native.validToDate.toISOString().replace('.000', ''),
  });
});

test('a CA with name constraints', () => {
  expect(inspectObject(only(scratch.read('ca.pem')))).toMatchObject({
    serialNumber: '80FF',
    isCa: true,
    basicConstraints: { cA: true, pathLenConstraint: 2 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    nameConstraints: {
      permittedSubtrees: ['DNS:.example', 'IP Address:10.0.0.0/255.0.0.0'],
      excludedSubtrees: ['DirName:CN=Dir Name,C=DE'],
    },
  });
});

test('certificate requests, with and without extensions', () => {
  const request = only(scratch.read('request.pem'));
  expect(request.problems).toEqual([]);
  expect(inspectObject(request)).toMatchObject({
    kind: 'certification-request',
    subject: 'CN=api.example,O=Exämple\\, Inc.,C=DE',
    publicKey: { type: 'EC', bits: 256, curve: 'P-256', namedCurve: '1.2.840.10045.3.1.7' },
    subjectAltName: ['DNS:a.example'],
    extKeyUsage: ['clientAuth'],
  });
  expect(inspectObject(only(scratch.read('bare-request.pem')))).not.toHaveProperty('subjectAltName');
});

test('a revocation list', () => {
  const list = only(scratch.read('list.pem'));
  expect(list.problems).toEqual([]);
  expect(inspectObject(list)).toMatchObject({
    kind: 'certificate-list',
    version: 2,
    issuer: 'CN=api.example,O=Exämple\\, Inc.,C=DE',
    crlNumber: '1F',
    revokedCount: 2,
    revokedCertificates: [
      { serialNumber: '01', revocationDate: '2026-11-01T00:00:00Z', reason: 'keyCompromise' },
      { serialNumber: 'ABCDEF', revocationDate: '2026-11-02T00:00:00Z' },
    ],
  });
});

test('RSASSA-PSS says which digest', () => {
  const { signatureAlgorithm } = certificateOf(only(scratch.read('pss.pem')).value);
  expect(signatureAlgorithm).toMatchObject({ name: 'RSASSA-PSS', hash: 'SHA-256' });
});

test.each([
  ['trusted.pem', 'certificate', 'TRUSTED CERTIFICATE'],
  ['public.pem', 'public-key', 'PUBLIC KEY'],
  ['rsa-public.pem', 'public-key', 'RSA PUBLIC KEY'],
])('%s is a %s', (name, kind, label) => {
  const object = only(scratch.read(name));
  expect([object.value?.kind, object.block?.label, said(object)]).toEqual([kind, label, []]);
});

test.each([
  ['leaf.pem', 'certificate'],
  ['request.pem', 'certification-request'],
  ['bare-request.pem', 'certification-request'],
  ['list.pem', 'certificate-list'],
  ['public.pem', 'public-key'],
  ['rsa-public.pem', 'public-key'],
  ['leaf.p7', 'cms'],
])('the binary form of %s is recognised as a %s', (name, kind) => {
  const [object] = readDerFile(derOf(scratch.read(name))).objects;
  expect([object?.value?.kind, object?.problems, object?.span]).toEqual([kind, [], { start: 0, end: 0 }]);
});

test.each([
  ['nothing', Buffer.from(''), /^Expected a certificate/],
  ['another structure', Buffer.from('3003020105', 'hex'), /^Expected a certificate.*found something else/],
  ['text', Buffer.from('0é: a note about certificates'), /^Expected a certificate.*found text without a PEM block/],
  ['text as long as its second octet says', Buffer.from('0 '), /found text without a PEM block/],
  [
    'what is cut off before it says what it is',
    Buffer.from('308204f9', 'hex'),
    /^This file is cut off after 4 of 1,277 bytes\./,
  ],
])('a binary file that is none of ours: %s', (_, bytes, words) => {
  const [object] = readDerFile(Uint8Array.from(bytes)).objects;
  expect([object?.value, said(object as PkiObject)]).toEqual([undefined, [expect.stringMatching(words)]]);
});

/** With the fewest bytes that say what it is. */
test.each([
  ['leaf.pem', 'certificate', 'This certificate', 20],
  ['request.pem', 'certification-request', 'This certificate request', 90],
  ['list.pem', 'certificate-list', 'This revocation list', 300],
  ['key.pem', 'private-key', 'This private key', 10],
  ['pkcs1.pem', 'private-key', 'This private key', 20],
  ['rsa.pem', 'private-key', 'This private key', 20],
  ['encrypted.pem', 'private-key', 'This private key', 30],
  ['public.pem', 'public-key', 'This public key', 30],
])('the binary form of %s, cut off, is still called what it is', (name, code, noun, least) => {
  const der = derOf(scratch.read(name));
  for (const length of [least, der.length >> 1, der.length - 1]) {
    const [object] = readDerFile(der.subarray(0, length)).objects;
    expect([object?.value, object?.problems[0]?.code, ...said(object as PkiObject)], `${length} bytes`).toEqual([
      undefined,
      `${code}-malformed`,
      `${noun} is cut off after ${length.toLocaleString('en-US')} of ${der.length.toLocaleString('en-US')} bytes. Copy the whole of it again.`,
    ]);
  }
});

test.each([
  ['CERTIFICATE', 'request.pem', 'a certificate request', 'CERTIFICATE REQUEST'],
  ['CERTIFICATE', 'list.pem', 'a revocation list', 'X509 CRL'],
  ['CERTIFICATE', 'key.pem', 'an EC private key', 'EC PRIVATE KEY'],
  ['CERTIFICATE', 'leaf.p7', 'a PKCS#7 structure', 'PKCS7'],
  ['CERTIFICATE REQUEST', 'leaf.pem', 'a certificate', 'CERTIFICATE'],
  ['X509 CRL', 'public.pem', 'a public key', 'PUBLIC KEY'],
  ['PUBLIC KEY', 'rsa-public.pem', 'an RSA public key', 'RSA PUBLIC KEY'],
])('labelled %s, but %s', (label, name, holds, right) => {
  const object = only(pemOf(label, derOf(scratch.read(name))));
  expect(object.value).toBeUndefined();
  expect(said(object)).toEqual([
    `This block is labelled ${label}, but what it holds is ${holds}: both boundary lines should say ${right}.`,
  ]);
});

/** `der` with the bytes from `at` replaced. */
function patch(der: Uint8Array, at: number, ...octets: number[]): Uint8Array {
  const copy = Uint8Array.from(der);
  copy.set(octets, at);
  return copy;
}

/** Where `needle` (hexadecimal) stands in `der`. */
const find = (der: Uint8Array, needle: string): number => Buffer.from(der).indexOf(Buffer.from(needle, 'hex'));

test('what is wrong is said with what was expected and found, and the rest is still read', () => {
  const der = derOf(scratch.read('leaf.pem'));
  const read = (bytes: Uint8Array): [string | undefined, string[], boolean] => {
    const object = only(pemOf('CERTIFICATE', bytes));
    return [object.problems[0]?.code, said(object), object.value !== undefined];
  };
  const size = der.length.toLocaleString('en-US');
  expect(read(der.subarray(0, 200))).toEqual([
    'certificate-malformed',
    [`This certificate is cut off after 200 of ${size} bytes. Copy the whole of it again.`],
    false,
  ]);
  expect(read(Uint8Array.from([...der, 0, 0, 0]))).toEqual([
    'certificate-trailing',
    ['This certificate is followed by 3 bytes that do not belong to it, so some programs refuse it.'],
    true,
  ]);
  // keyUsage becomes an INTEGER: 06 03 55 1d 0f 01 01 ff 04 04 03 02 05 a0
  const usage = find(der, '0603551d0f0101ff0404') + 10;
  const [code, [sentence], isRead] = read(patch(der, usage, 2));
  expect([code, isRead]).toEqual(['extension-malformed', true]);
  expect(sentence).toBe(
    'The extension keyUsage cannot be read: expected keyUsage (BIT STRING) at byte 0, found INTEGER.',
  );
  const other = certificateOf(only(pemOf('CERTIFICATE', patch(der, usage, 2))).value);
  expect([other.keyUsage, other.extKeyUsage?.length]).toEqual([undefined, 3]);
  // critical: 01 01 01 in place of 01 01 ff
  expect(read(patch(der, usage - 3, 1))[0]).toBe('certificate-not-strict');
  // The serial number with a needless octet before it: 02 02 7a 01 becomes 02 02 00 01
  const serial = find(der, '02027a01');
  expect(read(patch(der, serial + 2, 0))[1]).toEqual([
    'This certificate breaks the rules of DER, so some programs refuse it: expected an INTEGER in its shortest form for serialNumber at byte ' +
      `${serial + 2}, found 0001….`,
  ]);
  // Version 2 with extensions, version 4
  const version = find(der, 'a003020102') + 4;
  expect(read(patch(der, version, 1))[0]).toBe('certificate-version');
  expect(read(patch(der, version, 3))[0]).toBe('certificate-version');
  // Two different signature algorithms: the inner one becomes ecdsa-with-SHA384
  const inner = find(der, '06082a8648ce3d040302') + 9;
  expect(read(patch(der, inner, 3))[0]).toBe('certificate-algorithms-differ');
  // Another keyUsage in place of extKeyUsage
  const extKeyUsage = find(der, '0603551d25') + 4;
  expect(read(patch(der, extKeyUsage, 0x0f))[0]).toBe('extension-duplicate');
  // A month that does not exist
  const date = find(der, '170d') + 4;
  expect(read(patch(der, date, 0x39, 0x39))[1][0]).toMatch(
    /^This certificate cannot be read: expected a time as YYMMDDHHMMSSZ for notBefore at byte \d+, found \d\d99/,
  );
});

test('the same block gives the same value, in whatever text and version of it', () => {
  const leaf = scratch.read('leaf.pem');
  const ca = scratch.read('ca.pem');
  const [a] = readPkiObjects(leaf).objects;
  const [, b] = readPkiObjects(`${ca}\nhello\n${leaf}`).objects;
  expect(b?.value).toBe(a?.value);
  expect(b?.span).not.toEqual(a?.span);
});

test('one bad block hides no other', () => {
  const leaf = scratch.read('leaf.pem');
  const text = `${leaf}-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n-----BEGIN X-----\n${leaf}`;
  const { objects, problems } = readPkiObjects(text);
  expect(objects.map(({ value }) => value?.kind)).toEqual(['certificate', undefined, 'certificate']);
  expect(problems.map(({ code }) => code)).toEqual(['pem-missing-end']);
  expect(objects[1]?.problems.map(({ code, span }) => [code, text.slice(span.start, span.end).length])).toEqual([
    ['certificate-malformed', 58],
  ]);
});

test.each(['leaf.pem', 'ca.pem', 'list.pem', 'request.pem'])(
  'any octet of %s changed, any part cut off: nothing is thrown, in bounded time',
  (name) => {
    const der = derOf(scratch.read(name));
    const label = /BEGIN (.*?)-----/.exec(scratch.read(name))?.[1] ?? '';
    const used = cpuTime();
    const everything = (bytes: Uint8Array): unknown => {
      const object = only(pemOf(label, bytes));
      return [inspectObject(object), said(object), readDerFile(bytes).objects[0]?.problems];
    };
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        everything(patch(der, at, octet));
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.nat(der.length - 1), (length) => {
        const cut = only(pemOf(label, der.subarray(0, length)));
        expect([cut.value, cut.problems.length]).toEqual([undefined, 1]);
      }),
      { numRuns: 100 },
    );
    // Some 0.2 s.
    expect(used()).toBeLessThan(20_000);
  },
);

test('readers of bytes of a known kind', () => {
  const leaf = derOf(scratch.read('leaf.pem'));
  expect(readCertificate(leaf).value?.serialNumber).toEqual(Uint8Array.of(0x7a, 1));
  expect(readCertificate(leaf).problems).toEqual([]);
  expect(readCertificate(derOf(scratch.read('list.pem'))).value).toBeUndefined();
  expect(readCertificateList(derOf(scratch.read('list.pem'))).value?.revokedCount).toBe(2);
  expect(readCertificationRequest(derOf(scratch.read('request.pem'))).value?.extensions.length).toBe(2);
});
