import { beforeAll, expect, test } from 'vitest';
import { writePem } from '../../server/core/pem/write-pem.ts';
import {
  authorityKey,
  certificatePolicies,
  commonName,
  crlNumber,
  dns,
  type Issued,
  issueList,
  nameConstraints,
  policyMappings,
  subjectAltName,
  testTime,
} from '../support/chain-maker.ts';
import { folderWith, runCli } from '../support/run-cli.ts';
import { ca, ids, leaf } from '../unit/chain/chains.ts';

let root: Issued;
let middle: Issued;
let target: Issued;
beforeAll(async () => {
  root = await ca('Root', undefined);
  middle = await ca('Intermediate', root);
  target = await leaf(middle);
});

const pem = (...issued: readonly Issued[]): string =>
  issued.map(({ certificate }) => writePem('CERTIFICATE', certificate.der)).join('');
const at = ['--at', testTime.toISOString()];

function files(more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return folderWith({ 'leaf.pem': pem(target), 'int.pem': pem(middle), 'ca.pem': pem(root), ...more });
}

test('a good chain: exit 0, and the path with where each certificate was found', async () => {
  const { code, stdout, stderr } = await runCli(files(), [
    ...['verify', 'leaf.pem', '--trust', 'ca.pem', '--intermediates', 'int.pem', '--name', 'host.example.com'],
    ...at,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`leaf.pem is trusted (rfc5280, at 2026-06-01 00:00:00 UTC).

The path:
  1. “host.example.com”: in leaf.pem, valid until 2027-01-01
  2. “Intermediate”: in int.pem, valid until 2027-01-01
  3. “Root”: in ca.pem, valid until 2027-01-01, trusted
`);
});

test('the file of the leaf may hold the chain, and files may be DER or several after one option', async () => {
  const other = await ca('Other', undefined);
  const folder = files({ 'chain.pem': pem(target, middle), 'ca.der': root.certificate.der, 'other.pem': pem(other) });
  const { code } = await runCli(folder, ['verify', 'chain.pem', '--trust', 'other.pem', 'ca.der', ...at]);
  expect(code).toBe(0);
  const before = await runCli(folder, ['verify', '--trust', 'ca.der', 'chain.pem', ...at]);
  expect(before.code).toBe(0);
});

test('where the two profiles differ, the report says so', async () => {
  const own = await leaf(root, { subject: commonName('my server') });
  const folder = files({ 'own.pem': pem(own) });
  const words = ['verify', 'own.pem', '--trust', 'ca.pem', '--name', 'host.example.com', ...at];
  const privately = await runCli(folder, words);
  expect(privately.code).toBe(0);
  expect(privately.stdout).toContain(`By the rules of webpki it would not be trusted:
  - The common name my server of “my server” is not written exactly so in its subjectAltName.`);
  const publicly = await runCli(folder, [...words, '--profile', 'webpki']);
  expect(publicly.code).toBe(1);
  expect(publicly.stdout).toContain('By the rules of rfc5280 alone it would be trusted.');
});

test('a missing intermediate: exit 1, which certificate and what to do', async () => {
  const { code, stdout } = await runCli(files(), ['verify', 'leaf.pem', '--trust', 'ca.pem', ...at]);
  expect(code).toBe(1);
  expect(stdout).toBe(`leaf.pem is not trusted (rfc5280, at 2026-06-01 00:00:00 UTC).

Why:
  - The certificate of “Intermediate”, which issued “host.example.com”, is not there. (RFC 5280, 6.1)
    What to do: Add that certificate: an intermediate to what the server or client sends, a root to what is trusted.

How far the path goes:
  1. “host.example.com”: in leaf.pem, valid until 2027-01-01
`);
});

test('every rejected path is explained, the closest first', async () => {
  const expired = await ca('Intermediate', root, { key: middle.key, notAfter: new Date('2026-02-01T00:00:00Z') });
  const limited = await ca('Intermediate', root, {
    key: middle.key,
    extensions: [nameConstraints([dns('example.org')])],
  });
  const folder = files({ 'ints.pem': pem(expired, limited) });
  const { code, stdout } = await runCli(folder, [
    ...['verify', 'leaf.pem', '--trust', 'ca.pem', '--intermediates', 'ints.pem'],
    ...at,
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('has the name DNS:host.example.com, but “Intermediate” may certify only DNS:example.org.');
  expect(stdout).toContain('Another path that fails: “host.example.com” ← “Intermediate” ← “Root”');
  expect(stdout).toContain('“Intermediate” expired on 2026-02-01 00:00:00 UTC.');
});

test('JSON has the verdict, the path, the failures and the rejected paths', async () => {
  const late = await leaf(middle, { notAfter: new Date('2026-02-01T00:00:00Z') });
  const folder = files({ 'late.pem': pem(late, middle) });
  const { code, stdout } = await runCli(folder, ['verify', 'late.pem', '--trust', 'ca.pem', '--format', 'json', ...at]);
  expect(code).toBe(1);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    verdict: 'untrusted',
    profile: 'rfc5280',
    path: [
      { subject: 'CN=host.example.com', file: 'late.pem' },
      { subject: 'CN=Intermediate' },
      { subject: 'CN=Root' },
    ],
    failures: [
      {
        certificate: 'CN=host.example.com',
        index: 0,
        code: 'expired',
        rfc: 'RFC 5280, 6.1.3 (a)(2)',
        message: '“host.example.com” expired on 2026-02-01 00:00:00 UTC.',
      },
    ],
    rejectedPaths: [],
  });
});

test.each<[string, string[], number]>([
  ['the purpose', ['--purpose', 'client'], 1],
  ['another purpose', ['--purpose', 'server'], 0],
  ['another name', ['--name', 'other.example.com'], 1],
  ['the profile of the web', ['--profile', 'webpki'], 0],
  ['a depth that is too small', ['--max-depth', '0'], 1],
  ['a depth that is enough', ['--max-depth', '1'], 0],
  ['a policy that is required', ['--policy', '1.2.3', '--require-explicit-policy'], 1],
  [
    'policies without requiring one',
    ['--policy', '1.2.3', '1.2.4', '--inhibit-any-policy', '--inhibit-policy-mapping'],
    0,
  ],
])('%s', async (_, options, expected) => {
  const words = ['verify', 'leaf.pem', '--trust', 'ca.pem', '--intermediates', 'int.pem', ...options, ...at];
  expect((await runCli(files(), words)).code).toBe(expected);
});

test('a revocation list makes a difference, and where one is required none may be missing', async () => {
  const extensions = [crlNumber(1), authorityKey(root.certificate)];
  const ofRoot = await issueList({ issuer: root, extensions });
  const revoked = [{ serial: target.certificate.serialNumber }];
  const ofMiddle = await issueList({ issuer: middle, revoked });
  const folder = files({ 'root.crl': ofRoot.der, 'int.crl': writePem('X509 CRL', ofMiddle.der) });
  const words = ['verify', 'leaf.pem', '--trust', 'ca.pem', '--intermediates', 'int.pem', ...at];
  const both = await runCli(folder, [...words, '--crl', 'root.crl', 'int.crl']);
  expect(both.code).toBe(1);
  expect(both.stdout).toContain('“host.example.com” was revoked on 2026-03-01 00:00:00 UTC (no reason given).');
  const one = await runCli(folder, [...words, '--crl', 'root.crl']);
  expect(one.code).toBe(1);
  expect(one.stdout).toContain('leaf.pem is not trusted');
  expect(one.stdout).toContain(
    'Whether “host.example.com” is revoked is unknown: no revocation list or OCSP response of “Intermediate” covers it.',
  );
});

test.each<[string, string[], string]>([
  ['no file', ['verify'], 'error: verify takes one file'],
  ['a file that is not there', ['verify', 'none.pem'], 'error: there is no file or folder none.pem'],
  [
    'a file without a certificate',
    ['verify', 'leaf.pem', '--trust', 'empty.pem'],
    'error: there is no certificate in empty.pem',
  ],
  [
    'a file without a list',
    ['verify', 'leaf.pem', '--crl', 'leaf.pem'],
    'error: there is no revocation list in leaf.pem',
  ],
  ['a name that is none', ['verify', 'leaf.pem', '--name', 'a b'], 'error: “a b” is no host name'],
  ['a depth that is none', ['verify', 'leaf.pem', '--max-depth', 'deep'], 'error: --max-depth needs a number'],
  ['a policy that is none', ['verify', 'leaf.pem', '--policy', 'gold'], 'error: “gold” is no object identifier'],
])('%s is said: exit 2', async (_, words, error) => {
  const { code, stdout, stderr } = await runCli(files({ 'empty.pem': '' }), words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(error);
});

test('without trusted certificates those of Mozilla count, and a private CA is not one of them', async () => {
  const { code, stdout } = await runCli(files(), ['verify', 'leaf.pem', '--intermediates', 'int.pem', 'ca.pem', ...at]);
  expect(code).toBe(1);
  expect(stdout).toContain('The path ends at “Root”, which signed itself and is not among the trusted certificates.');
});

test('names that are made to deceive are shown as they are', async () => {
  const odd = await leaf(root, { replace: { [ids.subjectAltName]: subjectAltName([dns('a\u001b[31mb.example')]) } });
  const { stdout } = await runCli(files({ 'odd.pem': pem(odd) }), ['verify', 'odd.pem', '--trust', 'ca.pem', ...at]);
  expect(stdout).not.toContain('\u001b');
});

test('a harness for path validation can ask for all of RFC 5280, 6.1.1, with files in DER', async () => {
  const policy = '2.16.840.1.101.3.2.1.48.1';
  const other = '2.16.840.1.101.3.2.1.48.2';
  const mapping = await ca('Mapping', root, {
    extensions: [certificatePolicies(policy), policyMappings([policy, other])],
  });
  const entity = await leaf(mapping, { extensions: [certificatePolicies(other)] });
  const elsewhere = await ca('Elsewhere', undefined);
  const folder = folderWith({
    'root.crt': root.certificate.der,
    'elsewhere.crt': elsewhere.certificate.der,
    'mapping.crt': mapping.certificate.der,
    'entity.crt': entity.certificate.der,
    'root.crl': (await issueList({ issuer: root })).der,
    'mapping.crl': (await issueList({ issuer: mapping })).der,
    'damaged.crl': (await issueList({ issuer: mapping })).der.with(40, 0xff),
  });
  const ask = async (...options: readonly string[]): Promise<unknown> => {
    const files = ['--trust', 'elsewhere.crt', 'root.crt', '--intermediates', 'mapping.crt', '--format', 'json'];
    const lists = options.includes('--crl') ? [] : ['--crl', 'root.crl', 'mapping.crl'];
    const { code, stdout } = await runCli(folder, ['verify', 'entity.crt', ...files, ...lists, ...options, ...at]);
    const { verdict, failures } = JSON.parse(stdout);
    return [code, verdict, ...failures.map((failure: { readonly code: string }) => failure.code)];
  };
  expect(await ask()).toEqual([0, 'trusted']);
  expect(await ask('--require-explicit-policy')).toEqual([0, 'trusted']);
  expect(await ask('--policy', policy, '--require-explicit-policy')).toEqual([0, 'trusted']);
  expect(await ask('--policy', policy, other, '--require-explicit-policy')).toEqual([0, 'trusted']);
  expect(await ask('--policy', other, '--require-explicit-policy')).toEqual([1, 'untrusted', 'policy-required']);
  expect(await ask('--require-explicit-policy', '--inhibit-policy-mapping')).toEqual([
    1,
    'untrusted',
    'policy-required',
  ]);
  expect(await ask('--require-explicit-policy', '--inhibit-any-policy')).toEqual([0, 'trusted']);
  expect(await ask('--crl', 'root.crl')).toEqual([1, 'untrusted', 'revocation-unknown']);
  expect((await ask('--crl', 'root.crl', '--crl', 'damaged.crl')) as unknown[]).toContain('untrusted');
});

test('the roots that count without --trust are those of the machine; one that has none says so', async () => {
  const folder = files({ 'chain.pem': pem(target, middle) });
  const verify = (roots: (() => Promise<string[] | undefined>) | undefined) =>
    runCli(folder, ['verify', 'chain.pem', ...at], undefined, { roots });
  expect((await verify(async () => [pem(root)])).code).toBe(0);
  const { code, stderr } = await verify(async () => undefined);
  expect(code).toBe(2);
  expect(stderr).toContain('--trust');
});
