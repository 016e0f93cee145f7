/** One rule of RFC 5280 a line: a chain that keeps it and one that breaks nothing else. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encode } from '../../../server/core/asn1/encode.ts';
import { tags } from '../../../server/core/asn1/tags.ts';
import {
  authorityKey,
  basicConstraints,
  certificatePolicies,
  commonName,
  dns,
  ecKey,
  extension,
  extKeyUsage,
  type Issued,
  integer,
  ip,
  keyUsage,
  mail,
  name,
  nameConstraints,
  oid,
  policyConstraints,
  policyMappings,
  seq,
  subjectAltName,
  uri,
} from '../../support/chain-maker.ts';
import { type Asked, answer, ca, clientAuth, ids, judge, leaf, serverAuth, type Wanted } from './chains.ts';

let root: Issued;
beforeAll(async () => {
  root = await ca('Root', undefined);
});

interface Chain {
  readonly root?: Wanted;
  readonly intermediate?: Wanted;
  readonly leaf?: Wanted;
  readonly ask?: Asked;
}

async function verdict({ root: rootWanted, intermediate, leaf: leafWanted, ask }: Chain): Promise<string> {
  const anchor = rootWanted ? await ca('Root', undefined, rootWanted) : root;
  const middle = await ca('Intermediate', anchor, intermediate);
  return answer(await judge([await leaf(middle, leafWanted), middle], [anchor], ask));
}

const server: Asked = { purposes: [serverAuth] };

describe.each<[string, Record<string, [string, Chain]>]>([
  [
    '6.1.3 (a)(2) validity',
    {
      'both ends belong to the period': [
        'trusted',
        { leaf: { notBefore: new Date('2026-06-01T00:00:00Z'), notAfter: new Date('2026-06-01T00:00:00Z') } },
      ],
      'fractions of a second do not count': [
        'trusted',
        {
          leaf: { notAfter: new Date('2026-06-01T00:00:00Z') },
          ask: { at: new Date('2026-06-01T00:00:00.900Z') },
        },
      ],
      'a second too late': ['expired@0', { leaf: { notAfter: new Date('2026-05-31T23:59:59Z') } }],
      'a time that is none': [
        'expired@0 not-yet-valid@0 expired@1 not-yet-valid@1 expired@2 not-yet-valid@2',
        { ask: { at: new Date(Number.NaN) } },
      ],
      'a second too early': ['not-yet-valid@0', { leaf: { notBefore: new Date('2026-06-01T00:00:01Z') } }],
      'an intermediate has expired': ['expired@1', { intermediate: { notAfter: new Date('2026-02-01T00:00:00Z') } }],
      'a root has expired': ['expired@2', { root: { notAfter: new Date('2026-02-01T00:00:00Z') } }],
    },
  ],
  [
    '6.1.4 (k) basicConstraints',
    {
      'no basicConstraints': ['not-a-ca@1', { intermediate: { without: [ids.basicConstraints, ids.keyUsage] } }],
      'cA is false': [
        'not-a-ca@1',
        { intermediate: { replace: { [ids.basicConstraints]: basicConstraints(false) }, without: [ids.keyUsage] } },
      ],
      'a root without': ['not-a-ca@2', { root: { without: [ids.basicConstraints, ids.keyUsage] } }],
      'not critical': [
        'extension-not-critical@1',
        { intermediate: { replace: { [ids.basicConstraints]: basicConstraints(true, undefined, false) } } },
      ],
      'version 1': ['ca-version@1 extension-missing@1', { intermediate: { version: 1, without: Object.values(ids) } }],
    },
  ],
  [
    '6.1.4 (l) and (m) path length',
    {
      'none below an intermediate of 0': [
        'trusted',
        { intermediate: { replace: { [ids.basicConstraints]: basicConstraints(true, 0) } } },
      ],
      'one below a root of 0': [
        'path-length-exceeded@1',
        { root: { replace: { [ids.basicConstraints]: basicConstraints(true, 0) } } },
      ],
      'one below a root of 1': [
        'trusted',
        { root: { replace: { [ids.basicConstraints]: basicConstraints(true, 1) } } },
      ],
      'depth 1 is allowed': ['trusted', { ask: { maxDepth: 1 } }],
      'depth 0 is allowed': ['depth-exceeded@1', { ask: { maxDepth: 0 } }],
      'a leaf with a path length': ['extension-contents@0', { leaf: { extensions: [basicConstraints(false, 0)] } }],
    },
  ],
  [
    '6.1.4 (n) key usage',
    {
      'a CA without keyUsage': ['trusted', { intermediate: { without: [ids.keyUsage] } }],
      'a CA without keyCertSign': [
        'key-usage-no-cert-sign@1',
        { intermediate: { replace: { [ids.keyUsage]: keyUsage('cRLSign') } } },
      ],
      'a root without keyCertSign': [
        'key-usage-no-cert-sign@2',
        { root: { replace: { [ids.keyUsage]: keyUsage('cRLSign') } } },
      ],
      'a leaf with keyCertSign': [
        'extension-contents@0',
        { leaf: { replace: { [ids.keyUsage]: keyUsage('digitalSignature', 'keyCertSign') } } },
      ],
      'a leaf with empty keyUsage': ['extension-contents@0', { leaf: { replace: { [ids.keyUsage]: keyUsage() } } }],
      'the bit that is asked for': ['trusted', { ask: { keyUsage: ['digitalSignature'] } }],
      'another bit': ['key-usage-missing@0', { ask: { keyUsage: ['keyAgreement'] } }],
    },
  ],
  [
    '4.2.1.12 extended key usage',
    {
      'a server’s for a server': ['trusted', { ask: server }],
      'a server’s for a client': ['purpose-missing@0', { ask: { purposes: [clientAuth] } }],
      'none is for everything': ['trusted', { leaf: { without: [ids.extKeyUsage] }, ask: server }],
      'any purpose': ['trusted', { leaf: { replace: { [ids.extKeyUsage]: extKeyUsage('2.5.29.37.0') } }, ask: server }],
      'a CA for clients only': [
        'ca-purpose-missing@1',
        { intermediate: { extensions: [extKeyUsage(clientAuth)] }, ask: server },
      ],
      'a CA for both': [
        'trusted',
        { intermediate: { extensions: [extKeyUsage(clientAuth, serverAuth)] }, ask: server },
      ],
      'a key usage that fits no purpose': [
        'key-usage-missing@0',
        { leaf: { replace: { [ids.keyUsage]: keyUsage('dataEncipherment') } }, ask: server },
      ],
      'an empty one': ['encoding@0', { leaf: { replace: { [ids.extKeyUsage]: extKeyUsage() } } }],
    },
  ],
  [
    '6.1.3 (b) and (c) name constraints',
    {
      'a permitted domain': ['trusted', { intermediate: { extensions: [nameConstraints([dns('example.com')])] } }],
      'another domain': [
        'name-not-permitted@0',
        { intermediate: { extensions: [nameConstraints([dns('example.org')])] } },
      ],
      'a domain that only ends alike': [
        'name-not-permitted@0',
        { intermediate: { extensions: [nameConstraints([dns('ple.com')])] } },
      ],
      'an excluded host': [
        'name-excluded@0',
        { intermediate: { extensions: [nameConstraints([], [dns('host.example.com')])] } },
      ],
      'the root’s own': ['name-excluded@0', { root: { extensions: [nameConstraints([], [dns('example.com')])] } }],
      'names of intermediates count too': [
        'name-excluded@1',
        {
          root: { extensions: [nameConstraints([], [dns('ca.example.org')])] },
          intermediate: { extensions: [subjectAltName([dns('ca.example.org')])] },
        },
      ],
      'a wildcard that may stand for the excluded host': [
        'name-excluded@0',
        {
          intermediate: { extensions: [nameConstraints([], [dns('secret.example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('*.example.com')]) } },
        },
      ],
      'a wildcard wider than what is permitted': [
        'name-not-permitted@0',
        {
          intermediate: { extensions: [nameConstraints([dns('a.example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('*.example.com')]) } },
        },
      ],
      'one good name does not carry a bad one': [
        'name-not-permitted@0',
        {
          intermediate: { extensions: [nameConstraints([dns('example.com')])] },
          leaf: {
            replace: { [ids.subjectAltName]: subjectAltName([dns('host.example.com'), dns('evil.example.org')]) },
          },
        },
      ],
      'another form is not limited': [
        'trusted',
        { intermediate: { extensions: [nameConstraints([ip(10, 0, 0, 0, 255, 0, 0, 0)])] } },
      ],
      'an address within': [
        'trusted',
        {
          intermediate: { extensions: [nameConstraints([ip(10, 0, 0, 0, 255, 0, 0, 0)])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([ip(10, 1, 2, 3)]) } },
        },
      ],
      'an address outside': [
        'name-not-permitted@0',
        {
          intermediate: { extensions: [nameConstraints([ip(10, 0, 0, 0, 255, 0, 0, 0)])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([ip(11, 1, 2, 3)]) } },
        },
      ],
      'a mask with a hole': [
        'constraint-malformed@1',
        { intermediate: { extensions: [nameConstraints([ip(10, 0, 0, 0, 255, 0, 255, 0)])] } },
      ],
      'a mailbox of a permitted host': [
        'trusted',
        {
          intermediate: { extensions: [nameConstraints([mail('example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([mail('ada@Example.com')]) } },
        },
      ],
      'a mailbox of a host below it': [
        'name-not-permitted@0',
        {
          intermediate: { extensions: [nameConstraints([mail('example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([mail('ada@mail.example.com')]) } },
        },
      ],
      'a leading dot means the hosts below': [
        'trusted',
        {
          intermediate: { extensions: [nameConstraints([mail('.example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([mail('ada@mail.example.com')]) } },
        },
      ],
      'an emailAddress in the subject where there is no subjectAltName': [
        'name-excluded@0',
        {
          intermediate: { extensions: [nameConstraints([], [mail('example.com')])] },
          leaf: { subject: name([['emailAddress', 'ada@example.com']], 0x16), without: [ids.subjectAltName] },
        },
      ],
      'a URI of a permitted host': [
        'trusted',
        {
          intermediate: { extensions: [nameConstraints([uri('.example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([uri('spiffe://a.example.com:8443/x')]) } },
        },
      ],
      'a URI whose user looks like the host': [
        'name-not-permitted@0',
        {
          intermediate: { extensions: [nameConstraints([uri('example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([uri('https://example.com@evil.example/')]) } },
        },
      ],
      'a URI without a host': [
        'constraint-unsupported@0',
        {
          intermediate: { extensions: [nameConstraints([uri('example.com')])] },
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([uri('urn:example:1')]) } },
        },
      ],
      'a subject within, in another case and string type': [
        'trusted',
        {
          intermediate: { extensions: [nameConstraints([encode(0xa4, name([['O', 'Example  Org']], 0x13))])] },
          leaf: {
            subject: name([
              ['O', 'EXAMPLE ORG'],
              ['CN', 'x'],
            ]),
          },
        },
      ],
      'a subject outside': [
        'name-not-permitted@0',
        { intermediate: { extensions: [nameConstraints([encode(0xa4, name([['O', 'Example']]))])] } },
      ],
      'a leading dot of a domain means nothing': [
        'constraint-malformed@1 name-not-permitted@0',
        { intermediate: { extensions: [nameConstraints([dns('.example.com')])] } },
      ],
      'in a leaf': ['extension-misplaced@0', { leaf: { extensions: [nameConstraints([dns('example.com')])] } }],
      'not critical': [
        'extension-not-critical@1',
        { intermediate: { extensions: [nameConstraints([dns('example.com')], [], false)] } },
      ],
      empty: ['extension-contents@1', { intermediate: { extensions: [nameConstraints([])] } }],
    },
  ],
  [
    'section 4, each certificate by itself',
    {
      'a signature that was changed': ['signature-invalid@0', { leaf: { breakSignature: true } }],
      'an unknown critical extension': [
        'critical-extension-unknown@0',
        { leaf: { extensions: [extension('1.2.3.4', seq(), true)] } },
      ],
      'an unknown one that is not critical': ['trusted', { leaf: { extensions: [extension('1.2.3.4', seq())] } }],
      'an extension twice': ['encoding@0', { leaf: { extensions: [keyUsage('digitalSignature')] } }],
      'serial number 0': ['serial-number@0', { leaf: { serial: Uint8Array.of(0) } }],
      'a negative serial number': ['serial-number@0', { leaf: { serial: Uint8Array.of(0x80, 1) } }],
      'a serial number of 20 bytes': ['trusted', { leaf: { serial: new Uint8Array(20).fill(0x11) } }],
      'a serial number of 21 bytes': ['serial-number@0', { leaf: { serial: new Uint8Array(21).fill(0x11) } }],
      'no authorityKeyIdentifier': ['extension-missing@0', { leaf: { without: [ids.authorityKeyIdentifier] } }],
      'a root needs none': ['trusted', { root: { without: [ids.authorityKeyIdentifier] } }],
      'a CA without subjectKeyIdentifier': [
        'extension-missing@1',
        { intermediate: { without: [ids.subjectKeyIdentifier] } },
      ],
      'an empty subject with a critical subjectAltName': [
        'trusted',
        {
          leaf: {
            subject: seq(),
            replace: { [ids.subjectAltName]: subjectAltName([dns('host.example.com')], true) },
          },
        },
      ],
      'an empty subject and a subjectAltName that is not critical': [
        'subject-alt-name-needed@0',
        { leaf: { subject: seq() } },
      ],
      'algorithms that differ': [
        'signature-invalid@0 encoding@0',
        { leaf: { outerAlgorithm: seq(oid('1.2.840.10045.4.3.3')) } },
      ],
      'an address as a host name': [
        'name-malformed@0',
        { leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('10.0.0.7')]) } } },
      ],
      'a wildcard inside a label': [
        'name-malformed@0',
        { leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('a*.example.com')]) } } },
      ],
      'policyConstraints that are not critical': [
        'extension-not-critical@1',
        { intermediate: { extensions: [policyConstraints(9, undefined, false)] } },
      ],
      'a mapping of anyPolicy': [
        'policy-mapping-any@1',
        { intermediate: { extensions: [policyMappings(['2.5.29.32.0', '1.2.3'])] } },
      ],
      'the same policy twice': [
        'extension-contents@0',
        { leaf: { extensions: [certificatePolicies('1.2.3', '1.2.3')] } },
      ],
    },
  ],
  [
    'RFC 9525 names',
    {
      'its name': ['trusted', { ask: { name: 'HOST.example.com.' } }],
      'another name': ['name-mismatch@0', { ask: { name: 'example.com' } }],
      'the common name alone': [
        'name-absent@0',
        { leaf: { without: [ids.subjectAltName] }, ask: { name: 'host.example.com' } },
      ],
      'a wildcard': [
        'trusted',
        {
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('*.example.com')]) } },
          ask: { name: 'host.example.com' },
        },
      ],
      'a wildcard for two labels': [
        'name-mismatch@0',
        {
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('*.example.com')]) } },
          ask: { name: 'a.host.example.com' },
        },
      ],
      'a wildcard for none': [
        'name-mismatch@0',
        {
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('*.example.com')]) } },
          ask: { name: 'example.com' },
        },
      ],
      'an international name': [
        'trusted',
        {
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([dns('xn--bcher-kva.example')]) } },
          ask: { name: 'Bücher.example' },
        },
      ],
      'an address': [
        'trusted',
        { leaf: { replace: { [ids.subjectAltName]: subjectAltName([ip(10, 0, 0, 7)]) } }, ask: { name: '10.0.0.7' } },
      ],
      'an IPv6 address in another spelling': [
        'trusted',
        {
          leaf: {
            replace: {
              [ids.subjectAltName]: subjectAltName([ip(0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 1)]),
            },
          },
          ask: { name: '2001:db8:0:0::1' },
        },
      ],
      'a mailbox, whose local part is exact': [
        'name-mismatch@0',
        {
          leaf: { replace: { [ids.subjectAltName]: subjectAltName([mail('ada@example.com')]) } },
          ask: { name: 'Ada@example.com' },
        },
      ],
    },
  ],
])('%s', (_, cases) => {
  test.each(Object.entries(cases))('%s', async (_name, [expected, chain]) => {
    expect(await verdict(chain)).toBe(expected);
  });
});

test('self-issued intermediates count neither for the path length nor for name constraints', async () => {
  const anchor = await ca('Root', undefined, {
    replace: { [ids.basicConstraints]: basicConstraints(true, 1) },
    extensions: [nameConstraints([], [encode(0xa4, name([['O', 'Never']]))])],
  });
  const subject = name([['O', 'Middle']]);
  const first = await ca('', anchor, { subject });
  const second = await ca('', first, { subject });
  expect(answer(await judge([await leaf(second), second, first], [anchor]))).toBe('trusted');
  const other = await ca('Other', second);
  expect(answer(await judge([await leaf(other), other, second, first], [anchor]))).toBe('path-length-exceeded@1');
});

test('a certificate that signed itself is trusted where it is itself among the trusted ones', async () => {
  const own = await leaf(undefined, { without: [ids.authorityKeyIdentifier] });
  expect(answer(await judge([own], [own], { name: 'host.example.com', ...server }))).toBe('trusted');
  expect(answer(await judge([own], [root], server))).toBe('anchor-not-trusted@0');
  const below = await leaf(own, { without: [ids.subjectAltName] });
  expect(answer(await judge([below], [own], server))).toContain('not-a-ca@1');
});

test('an intermediate that is trusted ends the path, whatever is above it', async () => {
  const middle = await ca('Intermediate', root);
  const report = await judge([await leaf(middle), root], [middle]);
  expect(answer(report)).toBe('trusted');
  expect(report.path.certificates).toHaveLength(2);
});

test('SHA-1 and MD5 are refused before anything is verified, but not on a trust anchor', async () => {
  const sha1 = seq(oid('1.2.840.113549.1.1.5'), Uint8Array.of(5, 0));
  const key = { ...(await ecKey()), algorithm: sha1 };
  const anchor = await ca('Root', undefined, { key });
  const signed = await leaf(anchor);
  expect(answer(await judge([signed], [anchor]))).toContain('signature-algorithm-refused@0');
  const good = { ...anchor, key: { ...key, algorithm: seq(oid('1.2.840.10045.4.3.2')) } };
  expect(answer(await judge([await leaf(good)], [anchor]))).toBe('trusted');
});

test('key identifiers are hints: a wrong one does not make a good path bad', async () => {
  const middle = await ca('Intermediate', root);
  const other = await ecKey();
  const target = await leaf(middle, { replace: { [ids.authorityKeyIdentifier]: authorityKey(other) } });
  expect(answer(await judge([target, middle], [root]))).toBe('trusted');
});

test('names chain in another case, with other white space and in another string type', async () => {
  const key = await ecKey();
  const middle = await ca('', root, { subject: name([['CN', 'Big  CA']], 0x13), key });
  const asIssuer = { ...middle, name: name([['CN', 'big ca']]) };
  expect(answer(await judge([await leaf(asIssuer), middle], [root]))).toBe('trusted');
  const wrong = { ...middle, name: commonName('bigca') };
  expect(answer(await judge([await leaf(wrong), middle], [root]))).toBe('issuer-not-found@0');
});

test('every failure of every rejected path is in the report', async () => {
  const expired = { notAfter: new Date('2026-02-01T00:00:00Z') };
  const key = await ecKey();
  const first = await ca('Intermediate', root, { key, ...expired });
  const second = await ca('Intermediate', root, { key, replace: { [ids.keyUsage]: keyUsage('cRLSign') } });
  const target = await leaf(first, expired);
  const report = await judge([target, first, second], [root]);
  const all = [report.path, ...report.rejectedPaths].map(({ failures }) =>
    failures.map(({ code, index }) => `${code}@${index}`).join(' '),
  );
  expect(all.sort()).toEqual(['expired@0 expired@1', 'expired@0 key-usage-no-cert-sign@1']);
});

test('keys that are too short or not written as they must be are refused, whatever they signed', async () => {
  const keyed = async (algorithm: Uint8Array): Promise<string> => {
    const spki = seq(algorithm, encode(tags.bitString, Uint8Array.of(0, 2, 1, 9)));
    return answer(await judge([await leaf(root, { key: { ...(await ecKey()), spki } })], [root]));
  };
  const ec = '1.2.840.10045.2.1';
  expect(await keyed(seq(oid(ec), oid('1.3.132.0.6')))).toBe('key-too-weak@0');
  // RFC 5480, 2.1.1: neither the curve spelt out, nor left to the CA, nor left out.
  expect(await keyed(seq(oid(ec), seq(integer(Uint8Array.of(1)))))).toBe('encoding@0');
  expect(await keyed(seq(oid(ec), Uint8Array.of(5, 0)))).toBe('encoding@0');
  expect(await keyed(seq(oid(ec)))).toBe('encoding@0');
  expect(await keyed(seq(oid('1.2.840.10040.4.1')))).toBe('encoding@0');
  const prime = integer(Uint8Array.of(0, ...Array(96).fill(0xff)));
  expect(await keyed(seq(oid('1.2.840.10040.4.1'), seq(prime)))).toBe('key-too-weak@0');
});

test('the signature algorithms that are accepted can be limited', async () => {
  const target = await leaf(root);
  const with256 = { signatureAlgorithms: ['ecdsa-with-SHA256'] };
  expect(answer(await judge([target], [root], with256))).toBe('trusted');
  const with384 = { signatureAlgorithms: ['ecdsa-with-SHA384', 'Ed25519'] };
  expect(answer(await judge([target], [root], with384))).toBe('signature-algorithm-not-accepted@0');
});
