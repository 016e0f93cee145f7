import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import {
  type CheckCaAnswer,
  type CheckFieldAnswer,
  type IgnoreKeyAnswer,
  type IssuanceFields,
  type IssuancePreview,
  type IssuanceTargetsAnswer,
  type IssuanceTask,
  type ListCasAnswer,
  type PlanIssuanceAnswer,
  requests,
  type WriteIssuanceAnswer,
  type WrittenIssuance,
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

const fields: IssuanceFields = {
  ca: caFiles,
  commonName: 'api-client',
  names: 'ada@example.com, client.example.com; spiffe://example.com/api',
  days: '90',
  keyType: 'p256',
  folder: uriOf('certs'),
};

async function plan(
  task: IssuanceTask,
  given: IssuanceFields,
  more: Readonly<Record<string, string>> = {},
): Promise<PlanIssuanceAnswer> {
  await client?.stop();
  client = await startClient({ files: { ...files, ...more } });
  return client.request<PlanIssuanceAnswer>(requests.planIssuance, { task, fields: given });
}

function planned(answer: PlanIssuanceAnswer): IssuancePreview {
  if (!('value' in answer)) throw new Error(JSON.stringify(answer));
  return answer.value;
}

async function write({ plan: number }: IssuancePreview, overwrite = false): Promise<WriteIssuanceAnswer> {
  if (!client) throw new Error('no client');
  return client.request<WriteIssuanceAnswer>(requests.writeIssuance, { plan: number, overwrite });
}

function done(answer: WriteIssuanceAnswer): WrittenIssuance {
  if (!('value' in answer)) throw new Error(JSON.stringify(answer));
  return answer.value;
}

async function issued(
  task: IssuanceTask,
  given: IssuanceFields,
  more: Readonly<Record<string, string>> = {},
): Promise<WrittenIssuance> {
  return done(await write(planned(await plan(task, given, more))));
}

const text = (contents: string | undefined): string => Buffer.from(contents ?? '', 'base64').toString();

/** Writes what is to be written, and returns the path of a file in it. */
function written(value: WrittenIssuance, name: string): string {
  for (const { uri, contents } of value.toWrite) {
    writeFileSync(join(folder, uri.split('/').at(-1) ?? ''), Buffer.from(contents, 'base64'));
  }
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
  const check = (passphrase: object) =>
    client?.request<CheckCaAnswer>(requests.checkCa, { ...caFiles, use: 'client', ...passphrase });
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
  expect((await client.request<CheckCaAnswer>(requests.checkCa, { ...caFiles, use: 'client' })).failure).toMatchObject({
    code,
    message: expect.stringMatching(/.{20}/),
  });
});

test.each([
  ['commonName', 'api-client', true],
  ['commonName', ' ', false],
  ['clientNames', '', true],
  ['clientNames', 'ada@example.com, *.example.com, urn:uuid:1', true],
  ['clientNames', 'ada@', false],
  ['clientNames', '10.0.0.7', false],
  ['serverNames', 'localhost, 10.0.0.7, 2001:db8::7, *.example.com', true],
  ['serverNames', 'ada@example.com', false],
  ['serverNames', 'https://example.com', false],
  ['requestNames', 'ada@example.com, 10.0.0.7, urn:uuid:1', true],
  ['permitted', 'example.com, 10.0.0.0/8, @example.org', true],
  ['permitted', '10.0.0.0/33', false],
  ['listDays', '366', true],
  ['listDays', '367', false],
  ['pathLength', '0', true],
  ['pathLength', '', false],
  ['days', '90', true],
  ['days', '0', false],
  ['days', '9e1', false],
  ['days', 'ninety', false],
])('the field %s with %j', async (field, text, fine) => {
  client = await startClient();
  const { message } = await client.request<CheckFieldAnswer>(requests.checkField, { field, text });
  expect(message === undefined).toBe(fine);
});

test('what would be written is shown, and nothing is before it is agreed to', async () => {
  const preview = planned(await plan('client', fields, { 'certs/api-client.key': 'precious' }));
  expect(preview.files).toEqual([
    { path: 'certs/api-client.key', what: expect.stringContaining('private key'), replaces: true },
    { path: 'certs/api-client.pem', what: 'certificate', replaces: false },
    { path: 'certs/ca.index.txt', what: 'what the CA has issued and revoked', replaces: false },
  ]);
  expect(preview.remarks).toEqual([
    expect.stringMatching(
      /^Client certificate · until \d{4}-\d\d-\d\d · api-client \(DNS:client.example.com, email:.*, URI:.*\)$/,
    ),
  ]);
  expect(preview.commands).toContain('openssl x509 -req');
  expect(JSON.stringify(preview)).not.toContain('PRIVATE KEY');
  expect(await write(preview)).toEqual({ existing: ['api-client.key'] });
  expect(done(await write(preview, true)).toWrite).toHaveLength(3);
  // It holds a key, so it is gone.
  expect(await write(preview, true)).toMatchObject({ failure: { code: 'gone' } });
});

test('a plan that nobody agreed to is dropped', async () => {
  const preview = planned(await plan('client', fields));
  await client?.request(requests.dropIssuance, { plan: preview.plan });
  expect(await write(preview)).toMatchObject({ failure: { code: 'gone' } });
});

test('a client certificate that openssl accepts, its key PKCS#8, its uses ready', async () => {
  const value = await issued('client', fields);
  expect(value.toWrite.map(({ uri }) => uri)).toEqual([
    uriOf('certs/api-client.key'),
    uriOf('certs/api-client.pem'),
    uriOf('certs/ca.index.txt'),
  ]);
  expect(value.privateKeyUris).toEqual([uriOf('certs/api-client.key')]);
  const certificate = written(value, 'api-client.pem');
  writeFileSync(join(folder, 'ca.pem'), ca.certificate);
  const at = String(fixtureTime.getTime() / 1000);
  const purpose = ['-x509_strict', '-purpose', 'sslclient', '-attime', at, '-CAfile', join(folder, 'ca.pem')];
  expect(openssl('verify', ...purpose, certificate)).toContain('OK');
  expect(openssl('x509', '-in', certificate, '-noout', '-ext', 'subjectAltName')).toMatch(
    /DNS:client\.example\.com.*email:ada@example\.com.*URI:spiffe:\/\/example\.com\/api/,
  );
  expect(text(value.toWrite[0]?.contents)).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  expect(text(value.toWrite[2]?.contents)).toMatch(/\tapi-client\.pem\t\/CN=api-client\n$/);
  expect(value.usage?.snippets.map(({ title }) => title)).toEqual(['Node.js', 'Python', 'nginx', 'curl']);
  for (const { text: snippet } of value.usage?.snippets ?? []) expect(snippet).toContain('certs/api-client.pem');
  expect(value.usage?.verifyCommand).toContain('-CAfile certs/ca.pem certs/api-client.pem');
});

test('a passphrase encrypts the key', async () => {
  const value = await issued('client', { ...fields, passphrase: 'correct horse' });
  const key = written(value, 'api-client.key');
  expect(text(value.toWrite[0]?.contents)).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  expect(openssl('pkey', '-in', key, '-passin', 'pass:correct horse', '-noout', '-check')).toContain('valid');
});

test('a CA that is made with it', async () => {
  const value = await issued('client', { ...fields, ca: { newCaName: 'New CA' }, folder: `${root}/new` });
  expect(value.toWrite.map(({ uri }) => uri.replace(`${root}/`, ''))).toEqual([
    ...['new/ca.key', 'new/ca.pem', 'new/api-client.key', 'new/api-client.pem', 'new/ca.index.txt'],
  ]);
  expect(value.privateKeyUris.map((uri) => uri.replace(`${root}/`, ''))).toEqual(['new/ca.key', 'new/api-client.key']);
  const certificate = written(value, 'api-client.pem');
  const at = String(fixtureTime.getTime() / 1000);
  expect(openssl('verify', '-x509_strict', '-attime', at, '-CAfile', join(folder, 'ca.pem'), certificate)).toContain(
    'OK',
  );
});

test('both sides of mutual TLS in one go', async () => {
  const given = {
    ca: { newCaName: 'New CA' },
    commonName: 'localhost',
    names: 'localhost, 127.0.0.1',
    clientName: 'ada',
  };
  const value = await issued('mutualTls', { ...given, folder: `${root}/new` });
  expect(value.paths).toEqual([
    ...['new/ca.key', 'new/ca.pem', 'new/localhost.key', 'new/localhost.pem', 'new/ada.key', 'new/ada.pem'],
  ]);
  const index = value.toWrite.find(({ uri }) => uri.endsWith('ca.index.txt'));
  expect(text(index?.contents).match(/^V\t/gm)).toHaveLength(2);
  expect(value.mutualTls).toEqual({
    caUri: `${root}/new/ca.pem`,
    server: { certificateUri: `${root}/new/localhost.pem`, privateKeyUri: `${root}/new/localhost.key` },
    client: { certificateUri: `${root}/new/ada.pem`, privateKeyUri: `${root}/new/ada.key` },
  });
});

test('a certificate is found with its CA and its key, revoked, and renewed', async () => {
  const more = { 'certs/leaf.pem': leaf.certificate, 'certs/leaf.key': leaf.privateKey };
  client = await startClient({ files: { ...files, ...more } });
  const uri = uriOf('certs/leaf.pem');
  const find = { kind: 'certificate', uri };
  const { targets } = await client.request<IssuanceTargetsAnswer>(requests.issuanceTargets, find);
  expect(targets).toMatchObject([
    { uri, name: 'leaf', issuer: caFiles, key: { uri: uriOf('certs/leaf.key'), encrypted: false } },
  ]);
  const all = await client.request<IssuanceTargetsAnswer>(requests.issuanceTargets, { kind: 'private-key' });
  expect(all.targets.map((target) => target.uri).sort()).toEqual([uriOf('certs/ca.key'), uriOf('certs/leaf.key')]);

  const revoked = await issued('revoke', { ca: caFiles, file: uri, reason: 'keyCompromise', days: '7' }, more);
  expect(revoked.toWrite.map((file) => file.uri)).toEqual([uriOf('certs/ca.index.txt'), uriOf('certs/ca.crl')]);
  expect(text(revoked.toWrite[0]?.contents)).toMatch(/^R\t.*,keyCompromise\t/m);
  expect(openssl('crl', '-in', written(revoked, 'ca.crl'), '-noout', '-text')).toContain('Key Compromise');

  const renewed = planned(await plan('renew', { ca: caFiles, file: uri, newKey: true, days: '' }, more));
  expect(renewed.files.map(({ path, replaces }) => [path, replaces])).toEqual([
    ['certs/leaf.key', true],
    ['certs/leaf.pem', true],
    ['certs/ca.index.txt', false],
  ]);
});

test('a record that has changed since it was shown is not overwritten', async () => {
  const more = { 'certs/leaf.pem': leaf.certificate };
  const preview = planned(await plan('revoke', { ca: caFiles, file: uriOf('certs/leaf.pem') }, more));
  client?.files.set(uriOf('certs/ca.index.txt'), '# something else\n');
  expect(await write(preview)).toMatchObject({ failure: { code: 'state-changed' } });
});

test('a request is made and signed, what is taken is shown', async () => {
  const made = await issued('csr', { ...fields, profile: 'server', names: 'api.example, 10.0.0.7' });
  expect(made.paths).toEqual(['certs/api-client.key', 'certs/api-client.csr']);
  const more = { 'in.csr': text(made.toWrite[1]?.contents) };
  const given: IssuanceFields = { ca: caFiles, file: uriOf('in.csr'), profile: 'server', folder: uriOf('certs') };
  const preview = planned(await plan('sign', given, more));
  expect(preview.remarks.slice(1)).toEqual([
    'Taken from the request: DNS:api.example, IP Address:10.0.0.7, CN=api-client',
    'Not taken from the request: basicConstraints, keyUsage, extKeyUsage',
  ]);
  const other = planned(await plan('sign', { ...given, commonName: 'api', names: 'other.example' }, more));
  expect(other.remarks[0]).toMatch(/ · api \(DNS:other\.example\)$/);
  expect(other.remarks[1]).toMatch(/^Not taken from the request: DNS:api\.example, /);
  const kept = { 'certs/leaf.key': leaf.privateKey };
  const existing = { ...fields, newKey: false, keyFile: uriOf('certs/leaf.key'), names: '' };
  expect(planned(await plan('csr', existing, kept)).files.map(({ path }) => path)).toEqual(['certs/api-client.csr']);
});

test('keys and certificates in other forms', async () => {
  const more = { 'certs/leaf.pem': leaf.certificate, 'certs/leaf.key': leaf.privateKey };
  const [file, keyFile] = [uriOf('certs/leaf.pem'), uriOf('certs/leaf.key')];
  const exported = await issued('p12', { file, keyFile, passphrase: 'correct horse' }, more);
  expect(exported.paths).toEqual(['certs/leaf.p12']);
  const opened = openssl('pkcs12', '-in', written(exported, 'leaf.p12'), '-passin', 'pass:correct horse', '-noenc');
  expect(opened.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  const converted = await issued('convert', { file, to: 'der' }, more);
  expect(openssl('x509', '-inform', 'DER', '-in', written(converted, 'leaf.der'), '-subject', '-noout')).toContain(
    'leaf',
  );
  const encrypted = done(
    await write(planned(await plan('passphrase', { file: keyFile, passphrase: 'correct horse' }, more)), true),
  );
  expect(text(encrypted.toWrite[0]?.contents)).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const opens = { file: keyFile, filePassphrase: 'battery', passphrase: 'x' };
  const wrong = await plan('passphrase', opens, { ...more, 'certs/leaf.key': text(encrypted.toWrite[0]?.contents) });
  expect(wrong).toMatchObject({ failure: { code: 'wrong-passphrase' } });
});

test('no key is in the log', async () => {
  const value = await issued('client', { ...fields, passphrase: 'correct horse' });
  const log = client?.log.join('\n') ?? '';
  expect(log).not.toContain('PRIVATE KEY');
  expect(log).not.toContain('correct horse');
  expect(value.toWrite).toHaveLength(3);
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
