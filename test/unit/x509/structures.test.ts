import { afterAll, describe, expect, it } from 'vitest';
import { encode, encodeNumber } from '../../../server/core/asn1/encode.ts';
import { encodeObjectIdentifier } from '../../../server/core/asn1/object-identifier.ts';
import { context, tags } from '../../../server/core/asn1/tags.ts';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { readPkiFile } from '../../../server/core/workspace/pki-file.ts';
import { keyFingerprint } from '../../../server/core/x509/key-fingerprint.ts';
import type { PkiObject } from '../../../server/core/x509/types.ts';
import { Scratch } from './openssl.ts';

const scratch = new Scratch();
afterAll(() => scratch[Symbol.dispose]());
scratch.write('index.txt', 'R\t271231000000Z\t261101000000Z,keyCompromise\t02\tunknown\t/CN=b\n');
scratch.write('number', '1F\n');
scratch.write(
  'openssl.cnf',
  '[ca]\ndefault_ca = a\n[a]\ndatabase = index.txt\ncrlnumber = number\ndefault_md = sha256\n' +
    'certificate = ca.pem\nprivate_key = key.pem\ndefault_crl_days = 30\n',
);
scratch.shell(`
  openssl ecparam -name prime256v1 -genkey -noout -out key.pem
  openssl req -x509 -new -key key.pem -subj /CN=ca -days 100 -set_serial 1 -out ca.pem
  openssl req -new -key key.pem -subj /CN=b | openssl x509 -req -CA ca.pem -CAkey key.pem -set_serial 2 -out b.pem 2>/dev/null
  openssl ca -config openssl.cnf -gencrl -out list.pem 2>/dev/null
  openssl crl2pkcs7 -in list.pem -certfile ca.pem -certfile b.pem -out both.p7b
  echo hello | openssl cms -sign -signer b.pem -inkey key.pem -outform PEM -nodetach -out signed.cms
  echo hello | openssl cms -sign -signer b.pem -inkey key.pem -outform DER -stream -binary -nodetach -out open.p7s
  echo hello | openssl cms -encrypt -outform PEM -out sealed.cms b.pem
  openssl x509 -in b.pem -addtrust serverAuth -addreject clientAuth -setalias "my alias" -trustout -out trusted.pem
  openssl ecparam -name secp384r1 -out ec.param
  openssl ecparam -name prime256v1 -param_enc explicit -out explicit.param
  openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -pkeyopt dsa_paramgen_q_bits:160 -out dsa.param 2>/dev/null
  openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dh.param
  openssl genpkey -genparam -algorithm DHX -pkeyopt dh_rfc5114:2 -out dhx.param
  openssl ocsp -issuer ca.pem -cert b.pem -reqout request.der -no_nonce
  openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey key.pem -reqin request.der -respout answer.ocsp -ndays 7 2>/dev/null
  ssh-keygen -q -t ed25519 -N '' -C a@b -f ed
  ssh-keygen -q -t ecdsa -b 384 -N secret -C a@b -f ecdsa
  ssh-keygen -q -t rsa -b 2048 -N '' -C a@b -f rsa
  openssl rsa -in rsa -out /dev/null 2>/dev/null || true
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out legacy.pem
  openssl rsa -in legacy.pem -traditional -aes256 -passout pass:x -out legacy.key 2>/dev/null
  openssl req -new -newhdr -key key.pem -subj /CN=new -out new.csr
`);

async function objectsOf(name: string): Promise<readonly PkiObject[]> {
  const { pki } = await readPkiFile(scratch.readBytes(name));
  expect(pki.problems).toEqual([]);
  expect(pki.objects.flatMap(({ problems }) => problems)).toEqual([]);
  return pki.objects;
}

async function inspected(name: string): Promise<readonly Record<string, unknown>[]> {
  return (await objectsOf(name)).map(inspectObject);
}

describe('PKCS#7 and CMS', () => {
  it('hold certificates and lists, which are found in them', async () => {
    const [holder, ...members] = await inspected('both.p7b');
    expect(holder).toMatchObject({ kind: 'cms', label: 'PKCS7', contentType: 'signedData', signers: [] });
    expect(members.map(({ kind, subject, issuer, within }) => [kind, subject ?? issuer, within])).toEqual([
      ['certificate', 'CN=ca', 'cms'],
      ['certificate', 'CN=b', 'cms'],
      ['certificate-list', 'CN=ca', 'cms'],
    ]);
  });

  it('say who signed what', async () => {
    const [holder, ...members] = await inspected('signed.cms');
    expect(holder).toMatchObject({
      label: 'CMS',
      signedContent: { type: 'data', bytes: 7 },
      signers: [{ issuer: 'CN=ca', serialNumber: '02', digest: 'SHA-256', signatureAlgorithm: 'ecdsa-with-SHA256' }],
    });
    expect(members).toHaveLength(1);
  });

  it('are read where lengths are left open, as programs write that stream', async () => {
    expect([...scratch.readBytes('open.p7s').subarray(0, 2)]).toEqual([0x30, 0x80]);
    const [holder, member] = await inspected('open.p7s');
    expect(holder).toMatchObject({ kind: 'cms', signedContent: { type: 'data', bytes: 6 } });
    expect(member).toMatchObject({ kind: 'certificate', subject: 'CN=b' });
  });

  it('of other content say what it is', async () => {
    expect(await inspected('sealed.cms')).toMatchObject([{ kind: 'cms', contentType: 'envelopedData' }]);
  });
});

it('TRUSTED CERTIFICATE: what OpenSSL takes it for', async () => {
  expect(await inspected('trusted.pem')).toMatchObject([
    {
      kind: 'certificate',
      label: 'TRUSTED CERTIFICATE',
      subject: 'CN=b',
      trustedFor: ['serverAuth'],
      rejectedFor: ['clientAuth'],
      alias: 'my alias',
      fingerprints: { sha256: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/) },
    },
  ]);
});

it.each([
  ['ec.param', { label: 'EC PARAMETERS', parametersOf: 'EC', curve: 'P-384', bits: 384 }],
  ['explicit.param', { label: 'EC PARAMETERS', parametersOf: 'EC', bits: 256 }],
  ['dh.param', { label: 'DH PARAMETERS', parametersOf: 'DH', bits: 2048, generator: '2' }],
  ['dhx.param', { label: 'X9.42 DH PARAMETERS', parametersOf: 'DH', bits: 2048, subgroupBits: 224 }],
  ['dsa.param', { label: 'DSA PARAMETERS', parametersOf: 'DSA', bits: 1024, subgroupBits: 160 }],
])('%s', async (name, facts) => {
  expect(await inspected(name)).toMatchObject([{ kind: 'parameters', ...facts }]);
});

it('NEW CERTIFICATE REQUEST is a request', async () => {
  expect(await inspected('new.csr')).toMatchObject([{ kind: 'certification-request', subject: 'CN=new' }]);
});

it('a key under RFC 1421 headers is shown as encrypted', async () => {
  expect(await inspected('legacy.key')).toMatchObject([{ kind: 'private-key', format: 'PKCS#1', encrypted: true }]);
});

it.each([
  ['ed', { encrypted: false, publicKey: { type: 'Ed25519', bits: null, curve: null } }],
  ['ecdsa', { encrypted: true, publicKey: { type: 'EC', bits: 384, curve: 'P-384' } }],
  ['rsa', { encrypted: false, publicKey: { type: 'RSA', bits: 2048, curve: null } }],
])('OPENSSH PRIVATE KEY %s: its public half, whether or not the rest is encrypted', async (name, facts) => {
  expect(await inspected(name)).toMatchObject([{ kind: 'private-key', format: 'OpenSSH', ...facts }]);
  const [object] = await objectsOf(name);
  const key = object?.value?.kind === 'private-key' ? object.value.publicKey : undefined;
  scratch.write('half.der', key?.der ?? new Uint8Array());
  const expected = scratch.shell(`ssh-keygen -e -m PKCS8 -f ${name}.pub > half.pem 2>/dev/null || true; cat half.pem`);
  // ssh-keygen writes no Ed25519 key in that form.
  if (expected.startsWith('-----BEGIN PUBLIC KEY')) {
    const [own] = (await readPkiFile(new TextEncoder().encode(expected))).pki.objects;
    const other = own?.value?.kind === 'public-key' ? own.value.subjectPublicKeyInfo : undefined;
    expect(key && keyFingerprint(key)).toBe(other && keyFingerprint(other));
  } else expect(scratch.openssl('pkey -pubin -inform DER -in half.der -text -noout')).toContain('ED25519');
});

it('an OCSP response', async () => {
  const [answer, signer] = await inspected('answer.ocsp');
  expect(answer).toMatchObject({
    kind: 'ocsp-response',
    responseStatus: 'successful',
    responder: 'CN=ca',
    responses: [{ serialNumber: '02', status: 'revoked', revocationDate: '2026-11-01T00:00:00Z' }],
  });
  expect(signer).toMatchObject({ kind: 'certificate', subject: 'CN=ca', within: 'ocsp-response' });
  scratch.write('later.ocsp', Uint8Array.of(0x30, 3, tags.enumerated, 1, 3));
  expect(await inspected('later.ocsp')).toMatchObject([{ kind: 'ocsp-response', responseStatus: 'tryLater' }]);
});

describe('files without a label', () => {
  it.each([
    ['ca.pem', 'certificate', undefined],
    ['list.pem', 'certificate-list', undefined],
    ['new.csr', 'certification-request', undefined],
    ['both.p7b', 'cms', undefined],
    ['dh.param', 'parameters', 'DH'],
    ['dsa.param', 'parameters', 'DSA'],
    ['key.pem', 'private-key', undefined],
  ])('the bytes of %s are told by what they hold', async (name, kind, of) => {
    const der = Buffer.from(scratch.read(name).replace(/-----.*-----|\s/g, ''), 'base64');
    scratch.write('some.bin', der);
    const [first] = await inspected('some.bin');
    expect(first).toMatchObject({ kind, ...(of === undefined ? {} : { parametersOf: of }) });
  });

  it('a key of some 50 octets is told from text', async () => {
    scratch.shell('openssl genpkey -quiet -algorithm ed25519 -outform DER -out short.key');
    expect(scratch.readBytes('short.key')[1]).toBeLessThan(0x80);
    expect(await inspected('short.key')).toMatchObject([{ kind: 'private-key', publicKey: { type: 'Ed25519' } }]);
  });
});

describe('an attribute certificate', () => {
  const name = (cn: string): Uint8Array => {
    const type = encodeObjectIdentifier('2.5.4.3');
    const value = encode(tags.utf8String, new TextEncoder().encode(cn));
    return encode(context(4, true), encode(tags.sequence, encode(tags.set, encode(tags.sequence, type, value))));
  };
  const time = (text: string): Uint8Array => encode(tags.generalizedTime, new TextEncoder().encode(text));
  const algorithm = encode(tags.sequence, encodeObjectIdentifier('1.2.840.10045.4.3.2'));
  const role = encode(tags.sequence, encodeObjectIdentifier('2.5.4.72'), encode(tags.set, encode(tags.sequence)));
  const info = encode(
    tags.sequence,
    encodeNumber(1),
    encode(
      tags.sequence,
      encode(context(0, true), encode(tags.sequence, name('Holder CA')), encodeNumber(7)),
      encode(context(1, true), name('The holder')),
    ),
    encode(context(0, true), encode(tags.sequence, name('Issuer'))),
    algorithm,
    encodeNumber(99),
    encode(tags.sequence, time('20260101000000Z'), time('20270101000000Z')),
    encode(tags.sequence, role),
  );
  const der = encode(tags.sequence, info, algorithm, encode(tags.bitString, Uint8Array.of(0, 1, 2)));
  const facts = {
    kind: 'attribute-certificate',
    holder: ['DirName:CN=The holder'],
    holderSerialNumber: '07',
    issuer: ['DirName:CN=Issuer'],
    validity: { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' },
    serialNumber: '63',
    attributes: ['role'],
    signatureAlgorithm: 'ecdsa-with-SHA256',
    version: 2,
  };

  it('by its label and by its content', async () => {
    scratch.write('a.ac', der);
    expect(await inspected('a.ac')).toMatchObject([facts]);
    const base64 = Buffer.from(der).toString('base64');
    scratch.write('a.pem', `-----BEGIN ATTRIBUTE CERTIFICATE-----\n${base64}\n-----END ATTRIBUTE CERTIFICATE-----\n`);
    expect(await inspected('a.pem')).toMatchObject([facts]);
  });
});

it('what is damaged says so, and hides nothing behind it', async () => {
  const pem = scratch.read('both.p7b').split('\n');
  const cut = [...pem.slice(0, 8), ...pem.slice(9)].join('\n');
  const { pki } = await readPkiFile(new TextEncoder().encode(cut + scratch.read('ca.pem')));
  expect(pki.objects.map(({ value, problems }) => [value?.kind, problems.length])).toEqual([
    [undefined, 1],
    ['certificate', 0],
  ]);
});
