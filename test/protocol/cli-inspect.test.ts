import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { localizer } from '../../server/core/base/message.ts';
import { fixtures } from '../support/fixtures.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

let pem: ReadonlyMap<string, string>;
beforeAll(async () => {
  pem = await fixtures();
});
const fixture = (name: string): string => pem.get(name) ?? '';

test('JSON is an array of one object per PKI object, and agrees with Node.js', async () => {
  const folder = folderWith({ 'all.pem': `# ours\n${fixture('server')}${fixture('server-key')}${fixture('ca')}` });
  const { code, stdout, stderr } = await runCli(folder, ['inspect', 'all.pem', '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const objects = JSON.parse(stdout);
  expect(objects.map(({ kind }: { kind: string }) => kind)).toEqual(['certificate', 'private-key', 'certificate']);
  const certificate = new X509Certificate(fixture('server'));
  expect(objects[0]).toMatchObject({
    span: { start: 7, end: 7 + fixture('server').trimEnd().length },
    subject: expect.stringContaining('CN=db.internal'),
    subjectAltName: ['DNS:db.internal'],
    validity: { notBefore: certificate.validFromDate.toISOString().replace('.000Z', 'Z') },
    isCa: false,
    serialNumber: certificate.serialNumber,
    fingerprints: { sha256: certificate.fingerprint256, sha1: certificate.fingerprint },
  });
});

test('a DER file made by openssl is read', async () => {
  const folder = folderWith({ 'ca.pem': fixture('ca') });
  execFileSync('openssl', ['x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.cer'], { cwd: folder });
  const { stdout } = await runCli(folder, ['inspect', join(folder, 'ca.cer'), '--format', 'json']);
  const fromPem = await runCli(folder, ['inspect', 'ca.pem', '--format', 'json']);
  const bare = (text: string) => JSON.parse(text).map(({ span, label, ...rest }: Record<string, unknown>) => rest);
  expect(bare(stdout)).toEqual(bare(fromPem.stdout));
});

test('text is a heading and aligned fields, with days counted from --at', async () => {
  const folder = folderWith({ 'soon.pem': fixture('expires-soon') });
  const { stdout } = await runCli(folder, ['inspect', 'soon.pem', '--at', '2026-12-01T12:00:00Z']);
  expect(stdout).toMatch(
    /^Server certificate · db\.internal · expires in 4 days \(line 1\)\n {2}Subject\n {4}Organisation \(O\) {2,}\S/,
  );
  const columns = stdout
    .split('\n')
    .flatMap((line) => /^ {2}\S.*? {2,}(?=\S)/.exec(line)?.[0].length ?? [])
    .filter((width) => width > 0);
  expect(new Set(columns).size).toBe(1);
});

test('nothing secret of a private key is shown', async () => {
  const folder = folderWith({ 'a.key': fixture('private-key') });
  const secret = fixture('private-key').replace(/-----.*-----|\s/g, '');
  for (const format of ['text', 'json']) {
    const { stdout, stderr } = await runCli(folder, ['inspect', 'a.key', '--format', format]);
    for (let at = 48; at + 16 < secret.length; at += 16)
      expect(stdout + stderr).not.toContain(secret.slice(at, at + 16));
  }
});

test('a block without its end is a problem at its place, and exit code 1', async () => {
  const folder = folderWith({ 'cut.pem': fixture('ca').replace(/-----END.*\n/, '') });
  const text = await runCli(folder, ['inspect', 'cut.pem']);
  expect(text).toMatchObject({ code: 1, stderr: '' });
  expect(text.stdout).toMatch(/^ *1:1 problem: .*END/m);
  const json = await runCli(folder, ['inspect', 'cut.pem', '--format', 'json']);
  expect(json.code).toBe(1);
  expect(Array.isArray(JSON.parse(json.stdout))).toBe(true);
});

test.each([
  [['inspect'], /^error: inspect takes one file\nhint: Call it as: tlsense inspect FILE\n$/],
  [['inspect', 'a', 'b'], /^error: inspect takes one file\n/],
  [['inspect', 'nowhere.pem'], /^error: there is no file or folder nowhere\.pem\n/],
  [['inspect', '.'], /^error: \. cannot be read: .*not a regular file\n/],
  [
    ['inspect', 'readme.txt'],
    /^error: there is no certificate, .* in readme\.txt\nhint: It holds text without a PEM block/,
  ],
  [['inspect', 'readme.txt', '--format', 'sarif'], /^error: --format cannot be “sarif”\n/],
])('%j is a wrong call', async (args, said) => {
  const { code, stdout, stderr } = await runCli(folderWith({ 'readme.txt': 'hello\n' }), args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(said);
});

test('characters of double width keep the columns aligned', async () => {
  const folder = folderWith({ 'ca.pem': fixture('ca') });
  const chinese = localizer({ 'Common name': '使用者', 'Serial number': '证书的序列号' });
  const { stdout } = await runCli(folder, ['inspect', 'ca.pem'], chinese);
  const before = (label: string): number =>
    new RegExp(`^ {2,4}${label} \\(\\w+\\) +`, 'm').exec(stdout)?.[0].length ?? 0;
  expect(before('使用者') + 3).toBe(before('证书的序列号') + 6);
  expect(before('使用者')).toBeGreaterThan(0);
});
