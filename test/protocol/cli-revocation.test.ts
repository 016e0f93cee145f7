/** `tlsense revocation` against `openssl ocsp` and a server of lists on loopback. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Authority, startAuthority } from '../support/revocation-authority.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';

/** openssl signs as of the machine's clock, and on a busy machine some seconds from here. */
const at = (): string => `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}Z`;

function check({ folder }: Authority, file: string, ...more: readonly string[]): Promise<CliRun> {
  return runCli(folder, ['revocation', file, '--issuer', 'ca.pem', '--at', at(), ...more]);
}

test.each([
  ['the CA', 'ca', ['-nmin', '60']],
  ['whom the CA certified for it', 'delegate', ['-nmin', '60']],
  ['the CA, without saying until when', 'ca', []],
] as const)('a responder run by %s: good, revoked, unknown', async (_, signer, options) => {
  const authority = await startAuthority();
  await authority.startResponder(signer, ...options);
  const responder = ['--ocsp-url', authority.responder];
  const good = await check(authority, 'good.pem', ...responder);
  expect(good.stdout).toContain('“good” is not revoked.\n');
  expect(good.stdout).toContain('made for this request');
  expect(good.code).toBe(0);
  const bad = await check(authority, 'bad.pem', ...responder);
  expect(bad.stdout).toMatch(/“bad” is revoked since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \(keyCompromise\)\.\n/);
  expect(bad.code).toBe(1);
  const stranger = await check(authority, 'stranger.pem', ...responder);
  expect(stranger.stdout).toContain('Whether “stranger” is revoked is unknown.\n');
  expect(stranger.stdout).toContain('says that it does not know.');
  expect(stranger.code).toBe(2);
});

test('a responder whom nobody certified for it does not count; the list does', async () => {
  const authority = await startAuthority();
  await authority.startResponder('good', '-nmin', '60');
  const { code, stdout } = await check(authority, 'bad.pem');
  expect(stdout).toContain(`The OCSP response from ${authority.responder} is signed by no one who may answer`);
  expect(stdout).toContain(`The revocation list from ${authority.lists}/ca.crl says: revoked on`);
  expect(code).toBe(1);
});

test('what is asked is said before, and is all that is sent', async () => {
  const authority = await startAuthority();
  authority.serve('/ocsp', (_, response) => response.end(Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x06)));
  const dry = await check(authority, 'good.pem', '--dry-run');
  expect(dry.code).toBe(0);
  expect(dry.stderr).toContain(`POST ${authority.responder}\n`);
  expect(dry.stderr).toContain(`GET ${authority.lists}/ca.crl\n`);
  expect(dry.stderr).toContain('the serial number 1001');
  expect(authority.received).toEqual([]);

  const url = `${authority.lists}/ocsp`;
  const { stdout, code } = await check(
    authority,
    'good.pem',
    '--ocsp-url',
    url,
    '--crl-url',
    `${authority.lists}/ca.crl`,
  );
  expect(stdout).toContain(
    `From ${url} there is no answer: the responder says that it does not answer for this issuer`,
  );
  expect(stdout).toContain('“good” is not revoked.');
  expect(code).toBe(0);
  const [post, get] = authority.received;
  expect(post?.method).toBe('POST');
  expect(post?.headers).toEqual({
    accept: 'application/ocsp-response',
    'accept-encoding': 'identity',
    'user-agent': expect.stringMatching(/^tlsense\/[\d.]+$/),
    'content-type': 'application/ocsp-request',
    'content-length': String(post?.body.length),
    host: new URL(url).host,
    connection: 'close',
  });
  writeFileSync(join(authority.folder, 'request.der'), post?.body ?? '');
  authority.openssl('ocsp', '-reqin', 'request.der', '-req_text');
  expect(get?.method).toBe('GET');
  expect(Object.keys(get?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test('an old answer does not pass for a new one', async () => {
  const authority = await startAuthority();
  await authority.startResponder('ca', '-nmin', '60');
  const asking = ['-issuer', 'ca.pem', '-cert', 'good.pem', '-CAfile', 'ca.pem'];
  authority.openssl('ocsp', ...asking, '-url', authority.responder, '-nonce', '-respout', 'old.der');
  authority.openssl('ocsp', ...asking, '-url', authority.responder, '-no_nonce', '-respout', 'prepared.der');
  for (const name of ['old', 'prepared']) {
    authority.serve(`/${name}`, (_, response) => response.end(readFileSync(join(authority.folder, `${name}.der`))));
  }
  const old = await check(authority, 'good.pem', '--ocsp-url', `${authority.lists}/old`);
  expect(old.stdout).toContain('answers another request than this one (its nonce is another)');
  expect(old.code).toBe(2);
  const prepared = await check(authority, 'good.pem', '--ocsp-url', `${authority.lists}/prepared`);
  expect(prepared.stdout).toContain('it does not repeat the nonce');
  expect(prepared.code).toBe(0);
  const other = await check(authority, 'bad.pem', '--ocsp-url', `${authority.lists}/prepared`);
  expect(other.stdout).toContain('is about other certificates than this one');
  expect(other.code).toBe(2);
});

test.each<[string, string, (authority: Authority) => Parameters<Authority['serve']>[1]]>([
  ['of last year', 'is out of date since 2020-02-01', ({ folder }) => file(folder, 'stale.crl')],
  [
    'of another key with the CA’s name',
    'has a signature that is not its issuer’s',
    ({ folder }) => file(folder, 'forged.crl'),
  ],
  ['that is garbage', 'what came is no revocation list', () => (_, response) => response.end('garbage')],
  ['that is a certificate', 'what came is no revocation list', ({ folder }) => file(folder, 'good.pem')],
  [
    'that is cut off',
    'what came is no revocation list',
    ({ folder }) =>
      (_, response) => {
        response.end(readFileSync(join(folder, 'ca.crl')).subarray(0, 100));
      },
  ],
  ['that is not there', 'the HTTP status is 404', () => (_, response) => response.writeHead(404).end()],
  [
    'without end',
    'the answer has more than 12582912 bytes',
    () => (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20))) {}
      };
      response.on('drain', more);
      more();
    },
  ],
  [
    'that says it is too long',
    'the answer has more than',
    () => (_, response) => {
      response.writeHead(200, { 'Content-Length': 1e12 }).flushHeaders();
    },
  ],
  [
    'elsewhere',
    'it sends us on to https://other.example.com/ca.crl, which was not agreed to',
    () => (_, response) => {
      response.writeHead(302, { Location: 'https://other.example.com/ca.crl', 'Set-Cookie': 'a=b' }).end();
    },
  ],
  [
    'in a file',
    'it sends us on to file:///etc/passwd, which was not agreed to',
    () => (_, response) => {
      response.writeHead(301, { Location: 'file:///etc/passwd' }).end();
    },
  ],
])('a list %s says nothing', async (_, reason, answerOf) => {
  const authority = await startAuthority();
  authority.serve('/list', answerOf(authority));
  const { code, stdout } = await check(authority, 'good.pem', '--crl-url', `${authority.lists}/list`);
  expect(stdout).toContain('Whether “good” is revoked is unknown.');
  expect(stdout).toContain(reason);
  expect(code).toBe(2);
  expect(authority.received).toHaveLength(1);
});

test('a list as PEM counts too', async () => {
  const authority = await startAuthority();
  authority.serve('/pem', file(authority.folder, 'ca.pem.crl'));
  expect(await check(authority, 'good.pem', '--crl-url', `${authority.lists}/pem`)).toMatchObject({ code: 0 });
  expect(await check(authority, 'bad.pem', '--crl-url', `${authority.lists}/pem`)).toMatchObject({ code: 1 });
});

test('what is saved is known offline', async () => {
  const authority = await startAuthority();
  await authority.startResponder('ca', '-nmin', '60');
  const { folder } = authority;
  const saving = (name: string) => ['--ocsp-url', authority.responder, '--save', name];
  expect((await check(authority, 'good.pem', ...saving('good.ors'))).code).toBe(0);
  const again = await check(authority, 'good.pem', ...saving('good.ors'));
  expect(again.stderr).toContain('error: good.ors is there already');
  expect(again.code).toBe(2);
  expect((await check(authority, 'good.pem', ...saving('good.ors'), '--force')).code).toBe(0);
  const trusting = ['--trust', 'ca.pem', '--at', at()];
  expect(await runCli(folder, ['verify', 'good.pem', ...trusting, '--ocsp', 'good.ors'])).toMatchObject({ code: 0 });
  const crl = ['--crl-url', `${authority.lists}/ca.crl`, '--save', 'saved.crl'];
  expect((await check(authority, 'bad.pem', ...crl)).code).toBe(1);
  expect(await runCli(folder, ['verify', 'bad.pem', ...trusting, '--crl', 'saved.crl'])).toMatchObject({ code: 1 });
  authority.openssl('crl', '-in', 'saved.crl', '-noout', '-CAfile', 'ca.pem');
});

test('for programs', async () => {
  const authority = await startAuthority();
  const { stdout } = await check(authority, 'bad.pem', '--crl-url', `${authority.lists}/ca.crl`, '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    certificate: 'CN=bad',
    serialNumber: '1002',
    state: 'revoked',
    answers: [{ kind: 'list', counts: true }],
    unanswered: [],
  });
});

test('without an issuer, or without anyone to ask, nobody is asked', async () => {
  const authority = await startAuthority();
  const alone = await runCli(authority.folder, ['revocation', 'good.pem']);
  expect(alone.stderr).toContain('error: the certificate that issued “good” is not there');
  const imposter = await runCli(authority.folder, ['revocation', 'good.pem', '--issuer', 'imposter.pem']);
  expect(imposter.stderr).toContain('error: the certificate that issued “good” is not there');
  const root = await check(authority, 'ca.pem');
  expect(root.stderr).toContain('error: the certificate in ca.pem names nobody who could be asked');
  const wrong = await check(authority, 'good.pem', '--crl-url', 'ftp://127.0.0.1/ca.crl');
  expect(wrong.stderr).toContain('error: “ftp://127.0.0.1/ca.crl” is no http or https address');
  expect([alone, imposter, root, wrong].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  expect(authority.received).toEqual([]);
});

function file(folder: string, name: string): Parameters<Authority['serve']>[1] {
  return (_, response) => response.end(readFileSync(join(folder, name)));
}
