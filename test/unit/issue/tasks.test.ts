import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliRun, runCli } from '../../support/run-cli.ts';
import { attime, type Bench, makeBench, now, run } from './openssl.ts';

let bench: Bench;
beforeEach(async () => {
  bench = makeBench();
  await done('ca --cn Root --out certs --path-len 1');
});
afterEach(() => bench.remove());

async function issue(line: string, at: Date = now): Promise<CliRun> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return runCli(bench.folder, ['issue', ...words, '--at', at.toISOString()]);
}
/** Fails where the command does. */
async function done(line: string, at: Date = now): Promise<CliRun> {
  const outcome = await issue(line, at);
  if (outcome.code !== 0) throw new Error(`${line}\n${outcome.stderr}`);
  return outcome;
}

const ca = '--ca certs/ca.pem --ca-key certs/ca.key';
const modeOf = (name: string) => statSync(bench.path(name)).mode & 0o777;
const verify = ['verify', '-x509_strict', '-attime', attime, '-CAfile', 'certs/ca.pem'];

describe('tlsense issue', () => {
  it('makes an intermediate CA that issues, its chain along', async () => {
    expect(await done(`ca ${ca} --cn Middle --out certs --permit example.com`)).toMatchObject({
      stdout: 'certs/middle.key\ncerts/middle.pem\n',
    });
    await done('server --ca certs/middle.pem --ca-key certs/middle.key --cn a.example.com --out certs');
    expect(bench.openssl(...verify, '-untrusted', 'certs/middle.pem', 'certs/a.example.com.pem')).toContain('OK');
    expect(readFileSync(bench.path('certs/ca.index.txt'), 'utf8')).toMatch(/\tmiddle\.pem\t\/CN=Middle\n$/);
    expect(readFileSync(bench.path('certs/middle.index.txt'), 'utf8')).toContain('/CN=a.example.com');
  });

  it('makes a request, signs it and says what it took', async () => {
    await done('csr --cn api --dns api.example --ip 10.0.0.7 --out theirs --key p384');
    expect(readdirSync(bench.path('theirs')).sort()).toEqual(['api.csr', 'api.key']);
    expect(modeOf('theirs/api.key')).toBe(0o600);
    expect(await done(`sign theirs/api.csr --as server ${ca} --out certs`)).toEqual({
      code: 0,
      stdout: 'certs/api.pem\n',
      stderr:
        'Taken from the request: DNS:api.example, IP Address:10.0.0.7, CN=api\n' +
        'Not taken from the request: basicConstraints, keyUsage, extKeyUsage\n',
    });
    expect(bench.openssl(...verify, '-purpose', 'sslserver', 'certs/api.pem')).toContain('OK');
    expect(await issue(`sign theirs/api.csr ${ca} --out certs`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: missing: --as\n/),
    });
  });

  it('revokes, refreshes the list, and renews', async () => {
    await done(`client ${ca} --cn ada --out certs`);
    await done(`client ${ca} --cn bob --out certs`);
    expect(await done(`revoke certs/ada.pem ${ca} --reason keyCompromise`)).toMatchObject({
      stdout: 'certs/ca.index.txt\ncerts/ca.crl\n',
      stderr: expect.stringContaining('The list holds until 2026-12-23'),
    });
    const check = [...verify, '-crl_check', '-CRLfile', 'certs/ca.crl'];
    expect(() => bench.openssl(...check, 'certs/ada.pem')).toThrow('certificate revoked');
    expect(bench.openssl(...check, 'certs/bob.pem')).toContain('OK');
    // From the record alone.
    const serial = bench.openssl('x509', '-in', 'certs/bob.pem', '-noout', '-serial').trim().replace('serial=', '');
    await done(`revoke --serial ${serial} ${ca}`);
    await done(`crl ${ca} --days 7 --out again.crl`);
    expect(() => bench.openssl(...verify, '-crl_check', '-CRLfile', 'again.crl', 'certs/bob.pem')).toThrow('revoked');
    expect(await issue(`revoke certs/ada.pem ${ca}`)).toMatchObject({
      code: 2,
      stderr: 'error: /CN=ada is revoked already, since 2026-11-23.\n',
    });
    const later = new Date(now.getTime() + 60 * 86_400_000);
    expect(await issue(`renew certs/bob.pem ${ca}`, later)).toMatchObject({ code: 2 });
    await done(`renew certs/bob.pem ${ca} --new-key --force`, later);
    expect(bench.openssl('pkey', '-in', 'certs/bob.key', '-pubout')).toBe(
      bench.openssl('x509', '-in', 'certs/bob.pem', '-noout', '-pubkey'),
    );
    expect(bench.openssl('x509', '-in', 'certs/bob.pem', '-noout', '-enddate')).toContain('Apr 22 08:59:59 2027');
    expect(readFileSync(bench.path('certs/ca.index.txt'), 'utf8').match(/^[VR]\t/gm)).toHaveLength(3);
  });

  it('exports PKCS#12, converts and changes passphrases, with secrets from files, stdin and the environment', async () => {
    bench.write('new.pass', 'changeit\n');
    await done(`client ${ca} --cn ada --out certs --key rsa2048`);
    await done(
      'p12 --cert certs/ada.pem --chain certs/ca.pem --key-file certs/ada.key --passphrase-file new.pass --out ada.p12',
    );
    expect(modeOf('ada.p12')).toBe(0o600);
    expect(bench.openssl('pkcs12', '-in', 'ada.p12', '-passin', 'file:new.pass', '-noenc', '-nocerts')).toContain(
      'PRIVATE KEY',
    );
    await done('passphrase certs/ada.key --passphrase-file new.pass --force');
    expect(modeOf('certs/ada.key')).toBe(0o600);
    expect(bench.read('certs/ada.key')).toContain('ENCRYPTED');
    expect(await issue('passphrase certs/ada.key --no-passphrase --force')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--key-passphrase-file FILE'),
    });
    await done('convert certs/ada.pem --to der --out ada.cer');
    expect(bench.openssl('x509', '-in', 'ada.cer', '-inform', 'DER')).toBe(bench.read('certs/ada.pem'));
    await done('convert ada.cer --to pem --out back.pem');
    expect(bench.read('back.pem')).toBe(bench.read('certs/ada.pem'));
    await done('convert certs/ada.pem --to pkcs7 --out ada.p7b');
    expect(bench.openssl('pkcs7', '-in', 'ada.p7b', '-inform', 'DER', '-print_certs')).toContain('CN = ada');
    await done('convert certs/ada.key --to jwk --out ada.jwk --key-passphrase-file new.pass');
    expect(modeOf('ada.jwk')).toBe(0o600);
    expect(JSON.parse(bench.read('ada.jwk'))).toMatchObject({ kty: 'RSA', e: 'AQAB', d: expect.any(String) });
    await done('convert ada.p12 --to pem --out opened.pem --password-file new.pass');
    expect(modeOf('opened.pem')).toBe(0o600);
    expect(bench.read('opened.pem').startsWith(bench.read('certs/ada.pem'))).toBe(true);
    bench.openssl('pkey', '-in', 'opened.pem', '-noout');
    expect(await issue('convert ada.p12 --to pem --out x.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--password-file FILE'),
    });
    // As a program, where there are stdin and an environment.
    const cli = ['server/node/cli.ts', 'issue'];
    const options = { input: 'changeit\n', env: { ...process.env, NEXT: 'another' } };
    const args = [
      'passphrase',
      bench.path('certs/ada.key'),
      '--key-passphrase-file',
      '-',
      '--passphrase-env',
      'NEXT',
      '--force',
    ];
    const { spawnSync } = await import('node:child_process');
    const outcome = spawnSync(process.execPath, [...cli, ...args], { ...options, encoding: 'utf8' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).not.toMatch(/changeit|another/);
    expect(bench.openssl('pkey', '-in', 'certs/ada.key', '-passin', 'pass:another', '-noout')).toBe('');
  });

  it('is opened by Java', async () => {
    bench.write('new.pass', 'changeit\n');
    await done(`client ${ca} --cn ada --out certs`);
    const call =
      'p12 --cert certs/ada.pem --key-file certs/ada.key --passphrase-file new.pass --compatible --out ada.p12';
    await done(call);
    const list = run('keytool', ['-list', '-keystore', 'ada.p12', '-storepass', 'changeit'], bench.folder);
    expect(list).toContain('PrivateKeyEntry');
  });

  it.each<[string, RegExp]>([
    ['ca --cn x --out . --ca certs/ca.pem', /^error: --ca and --ca-key belong together/],
    ['ca --cn x --out . --path-len two', /^error: --path-len has to be a number, not “two”/],
    ['ca --cn x --out . --passphrase-env NONE_SUCH', /^error: the environment has no NONE_SUCH\n$/],
    [
      'ca --cn x --out . --passphrase-env A --passphrase-file b',
      /^error: --passphrase-file and --passphrase-env exclude/,
    ],
    ['ca --cn x --out . --passphrase-file -', /^error: there is no stdin to read from\n$/],
    [`revoke ${ca}`, /^error: revoke takes one certificate, as a file or by --serial\n$/],
    [`revoke --serial 12 ${ca}`, /^error: the CA has no record of the serial number 12\nhint: Name the file/],
    [
      `renew certs/ca.pem ${ca} --passphrase-file x`,
      /^error: (?:a passphrase encrypts a new key alone|there is no file)/,
    ],
    [`sign certs/ca.pem --as server ${ca} --out .`, /^error: There is no certificate signing request/],
    [`crl ${ca} --out certs/ca.key`, /^error: already there: certs\/ca.key\nhint: It is no revocation list/],
    ['p12 --cert certs/ca.pem --key-file certs/ca.key --out x.p12', /^error: missing: --passphrase-file\n/],
    ['convert certs/ca.key --to pkcs7 --out x', /^error: There is nothing in the file that could be converted so\.\n$/],
    ['passphrase certs/ca.key', /^error: passphrase needs the new one, or --no-passphrase\n/],
    ['passphrase certs/ca.key --no-passphrase', /^error: already there: certs\/ca.key\n/],
  ])('%s', async (line, expected) => {
    const before = readdirSync(bench.path('certs')).map((name) => bench.read(`certs/${name}`));
    const outcome = await issue(line);
    expect(outcome.stderr).toMatch(expected);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(bench.folder)).toEqual(['certs']);
    expect(readdirSync(bench.path('certs')).map((name) => bench.read(`certs/${name}`))).toEqual(before);
  });

  it('does not record what it cannot, and says so', async () => {
    bench.write('certs/ca.index.txt', '<<<<<<< HEAD\n');
    const outcome = await done(`client ${ca} --cn ada --out certs`);
    expect(outcome.stderr).toMatch(/note: It is not recorded beside the CA: .*line 1 is no entry/);
    expect(existsSync(bench.path('certs/ada.pem'))).toBe(true);
    expect(bench.read('certs/ca.index.txt')).toBe('<<<<<<< HEAD\n');
    expect(await issue(`revoke certs/ada.pem ${ca}`)).toMatchObject({ code: 2 });
  });
});
