import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  type CheckCaAnswer,
  type CheckFieldAnswer,
  type IgnoreKeyAnswer,
  type IssueClientAnswer,
  type IssueClientParams,
  type IssuedClient,
  type ListCasAnswer,
  requests,
} from '../../server/lsp/protocol.ts';
import { makeCertificate } from '../support/certificates.ts';
import { fixtureTime } from '../support/fixtures.ts';
import { type LspClient, root, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});
const folder = mkdtempSync(join(tmpdir(), 'tlsense-issue-'));
afterAll(() => rmSync(folder, { recursive: true }));

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const span = { from: day(-1), to: day(1000) };
const ca = await makeCertificate({ cn: 'Orders CA', ca: true, ...span });
const other = await makeCertificate({ cn: 'Other CA', ca: true, ...span });
const expired = await makeCertificate({ cn: 'Old CA', ca: true, from: day(-100), to: day(-1) });
const leaf = await makeCertificate({ cn: 'leaf', issuer: ca, ...span });
const caFiles = { certificateUri: uriOf('certs/ca.pem'), privateKeyUri: uriOf('certs/ca.key') };
const files = { 'certs/ca.pem': ca.certificate, 'certs/ca.key': ca.privateKey };

const params: IssueClientParams = {
  ca: caFiles,
  commonName: 'api-client',
  alternativeNames: 'ada@example.com, client.example.com; spiffe://example.com/api',
  days: 90,
  keyType: 'p256',
  folder: uriOf('certs'),
  overwrite: false,
};

async function issue(
  given: IssueClientParams,
  more: Readonly<Record<string, string>> = {},
): Promise<IssueClientAnswer> {
  client = await startClient({ files: { ...files, ...more } });
  return client.request<IssueClientAnswer>(requests.issueClient, given);
}

function issued(answer: IssueClientAnswer): IssuedClient {
  if (!('value' in answer)) throw new Error(JSON.stringify(answer));
  return answer.value;
}

/** Writes what is to be written, and returns the path of a file in it. */
function written(value: IssuedClient, name: string): string {
  for (const { uri, contents } of value.toWrite) writeFileSync(join(folder, uri.split('/').at(-1) ?? ''), contents);
  return join(folder, name);
}

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8' });
}

test('CAs that can issue today and whose key is there are offered', async () => {
  client = await startClient({
    files: {
      ...files,
      'keyless.pem': other.certificate,
      'old.pem': expired.certificate,
      'old.key': expired.privateKey,
      'leaf.pem': leaf.certificate,
      'leaf.key': leaf.privateKey,
    },
  });
  expect(await client.request<ListCasAnswer>(requests.listCas, null)).toEqual({
    choices: [{ name: 'Orders CA', state: 'expires in 1000 days', ...caFiles, encrypted: false }],
  });
});

test('an encrypted key beside its CA is found by its name, and opened by its passphrase alone', async () => {
  writeFileSync(join(folder, 'plain.key'), ca.privateKey);
  const encrypted = openssl('pkcs8', '-topk8', '-in', join(folder, 'plain.key'), '-passout', 'pass:correct horse');
  client = await startClient({ files: { ...files, 'certs/ca.key': encrypted } });
  const { choices } = await client.request<ListCasAnswer>(requests.listCas, null);
  expect(choices).toMatchObject([{ ...caFiles, encrypted: true }]);
  const check = (passphrase: object) => client?.request<CheckCaAnswer>(requests.checkCa, { ...caFiles, ...passphrase });
  expect((await check({}))?.failure?.code).toBe('key-encrypted');
  expect((await check({ passphrase: 'battery' }))?.failure?.code).toBe('wrong-passphrase');
  expect(await check({ passphrase: 'correct horse' })).toEqual({});
});

test.each([
  ['another CA’s key', { 'certs/ca.key': other.privateKey }, 'key-mismatch'],
  ['a leaf', { 'certs/ca.pem': leaf.certificate, 'certs/ca.key': leaf.privateKey }, 'ca-not-a-ca'],
  ['an expired CA', { 'certs/ca.pem': expired.certificate, 'certs/ca.key': expired.privateKey }, 'ca-expired'],
  ['no certificate', { 'certs/ca.pem': 'nothing' }, 'ca-certificate-missing'],
])('%s is refused before anything is asked', async (_, more, code) => {
  client = await startClient({ files: { ...files, ...more } });
  expect((await client.request<CheckCaAnswer>(requests.checkCa, caFiles)).failure).toMatchObject({
    code,
    message: expect.stringMatching(/.{20}/),
  });
});

test.each([
  ['commonName', 'api-client', true],
  ['commonName', ' ', false],
  ['alternativeNames', '', true],
  ['alternativeNames', 'ada@example.com, *.example.com, urn:uuid:1', true],
  ['alternativeNames', 'ada@', false],
  ['alternativeNames', '10.0.0.7', false],
  ['days', '90', true],
  ['days', '0', false],
  ['days', '9e1', false],
  ['days', 'ninety', false],
])('the field %s with %j', async (field, text, fine) => {
  client = await startClient();
  const { message } = await client.request<CheckFieldAnswer>(requests.checkField, { field, text });
  expect(message === undefined).toBe(fine);
});

test('a client certificate that openssl accepts, its key PKCS#8, its uses ready', async () => {
  const value = issued(await issue(params));
  expect(value.toWrite.map(({ uri }) => uri)).toEqual([uriOf('certs/api-client.key'), uriOf('certs/api-client.pem')]);
  expect(value.privateKeyUris).toEqual([uriOf('certs/api-client.key')]);
  const certificate = written(value, 'api-client.pem');
  writeFileSync(join(folder, 'ca.pem'), ca.certificate);
  const at = String(fixtureTime.getTime() / 1000);
  const verified = openssl(
    'verify',
    '-x509_strict',
    '-purpose',
    'sslclient',
    '-attime',
    at,
    '-CAfile',
    join(folder, 'ca.pem'),
    certificate,
  );
  expect(verified).toContain('OK');
  expect(openssl('x509', '-in', certificate, '-noout', '-ext', 'subjectAltName')).toMatch(
    /DNS:client\.example\.com.*email:ada@example\.com.*URI:spiffe:\/\/example\.com\/api/,
  );
  expect(value.toWrite[0]?.contents).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(value.snippets.map(({ title }) => title)).toEqual(['Node.js', 'Python', 'nginx', 'curl']);
  for (const { text } of value.snippets) expect(text).toContain('certs/api-client.pem');
  expect(value.verifyCommand).toContain('-CAfile certs/ca.pem certs/api-client.pem');
});

test('a passphrase encrypts the key', async () => {
  const value = issued(await issue({ ...params, passphrase: 'correct horse' }));
  const key = written(value, 'api-client.key');
  expect(value.toWrite[0]?.contents).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  expect(openssl('pkey', '-in', key, '-passin', 'pass:correct horse', '-noout', '-check')).toContain('valid');
});

test('a CA that is made with it', async () => {
  const value = issued(await issue({ ...params, ca: { newCaName: 'New CA' }, folder: `${root}/new` }));
  expect(value.toWrite.map(({ uri }) => uri.replace(`${root}/`, ''))).toEqual([
    'new/ca.key',
    'new/ca.pem',
    'new/api-client.key',
    'new/api-client.pem',
  ]);
  expect(value.privateKeyUris.map((uri) => uri.replace(`${root}/`, ''))).toEqual(['new/ca.key', 'new/api-client.key']);
  const certificate = written(value, 'api-client.pem');
  const at = String(fixtureTime.getTime() / 1000);
  expect(openssl('verify', '-x509_strict', '-attime', at, '-CAfile', join(folder, 'ca.pem'), certificate)).toContain(
    'OK',
  );
});

test('files that are there are named before they are replaced', async () => {
  const there = { 'certs/api-client.key': 'precious' };
  expect(await issue(params, there)).toEqual({ existing: ['api-client.key'] });
  await client?.stop();
  expect(issued(await issue({ ...params, overwrite: true }, there)).toWrite).toHaveLength(2);
});

test('no key is in the log', async () => {
  const value = issued(await issue({ ...params, passphrase: 'correct horse' }));
  const log = client?.log.join('\n') ?? '';
  expect(log).not.toContain('PRIVATE KEY');
  expect(log).not.toContain('correct horse');
  expect(value.toWrite).toHaveLength(2);
});

test('the line that keeps a key out of git', async () => {
  client = await startClient({
    files: { '.git/HEAD': 'ref: x\n', '.gitignore': '*.log\n', 'sub/.gitignore': '*.key\n' },
  });
  const ask = (path: string) => client?.request<IgnoreKeyAnswer>(requests.ignoreKey, { uri: uriOf(path) });
  expect(await ask('certs/api-client.key')).toEqual({
    add: { uri: uriOf('.gitignore'), offset: 6, text: '/certs/api-client.key\n' },
  });
  expect(await ask('sub/api-client.key')).toEqual({});
});
