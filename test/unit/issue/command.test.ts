import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { command } from '../../../server/cli/commands/issue.ts';
import { issueTasks } from '../../../server/cli/issue/tasks.ts';
import { localizer } from '../../../server/core/base/message.ts';
import { issuedKeyTypes } from '../../../server/core/issue/key-type.ts';
import { nodeHost } from '../../../server/node/host.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';
import { attime, type Bench, makeBench, now } from './openssl.ts';

let bench: Bench;

beforeEach(() => {
  bench = makeBench();
});
afterEach(() => bench.remove());

/** `tlsense issue …` in the bench's folder, at the tests' clock. */
async function issue(line: string, at: Date = now): Promise<CliRun> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return runCli(bench.folder, ['issue', ...words, '--at', at.toISOString()]);
}

const withCa = '--ca certs/ca.pem --ca-key certs/ca.key --out certs';

describe('tlsense issue', () => {
  it('makes a CA, a server and a client that verify', async () => {
    expect(await issue('ca --cn "Example CA" --out certs')).toEqual({
      code: 0,
      stdout: 'certs/ca.key\ncerts/ca.pem\n',
      stderr:
        'note: The CA’s private key is not encrypted: whoever can read the file can issue certificates. Keep it safe.\n' +
        'Check it with: openssl verify -x509_strict -CAfile certs/ca.pem certs/ca.pem\n',
    });
    expect(await issue(`server ${withCa} --cn localhost --dns localhost --ip 127.0.0.1`)).toEqual({
      code: 0,
      stdout: 'certs/localhost.key\ncerts/localhost.pem\n',
      stderr:
        'Check it with: openssl verify -x509_strict -purpose sslserver -CAfile certs/ca.pem certs/localhost.pem\n',
    });
    const names = '--email ada@example.com --email a@example.com --dns ada.example --uri urn:example:ada';
    expect(await issue(`client ${withCa} --cn "Ada L" ${names} --days 30 --key ed25519`)).toMatchObject({
      code: 0,
      stdout: 'certs/ada-l.key\ncerts/ada-l.pem\n',
    });
    expect(readdirSync(bench.path('certs')).sort()).toEqual([
      ...['ada-l.key', 'ada-l.pem', 'ca.index.txt', 'ca.key', 'ca.pem', 'localhost.key', 'localhost.pem'],
    ]);
    for (const name of ['ada-l', 'ca', 'localhost']) {
      expect(statSync(bench.path(`certs/${name}.key`)).mode & 0o777).toBe(0o600);
      const verify = ['verify', '-x509_strict', '-attime', attime, '-CAfile', 'certs/ca.pem'];
      expect(bench.openssl(...verify, `certs/${name}.pem`)).toContain('OK');
    }
    const shown = bench.openssl('x509', '-in', 'certs/ada-l.pem', '-noout', '-text');
    expect(shown).toContain('DNS:ada.example, email:ada@example.com, email:a@example.com, URI:urn:example:ada');
    expect(shown).toContain('Not After : Dec 23 08:59:59 2026 GMT');
  });

  it('encrypts keys, and opens encrypted ones, with passphrases from files', async () => {
    bench.write('ca.pass', 'öffne dich\nnot this line\n');
    bench.write('client.pass', 'sesame\r\n');
    expect(await issue('ca --cn CA --out certs --passphrase-file ca.pass')).toMatchObject({ code: 0 });
    expect(bench.openssl('pkey', '-in', 'certs/ca.key', '-passin', 'file:ca.pass', '-noout')).toBe('');
    expect(await issue(`client ${withCa} --cn ada`)).toMatchObject({
      code: 2,
      stderr:
        'error: The private key is encrypted: its passphrase is needed.\n' +
        'hint: Put it into a file and add --ca-passphrase-file FILE.\n',
    });
    expect(await issue(`client ${withCa} --cn ada --ca-passphrase-file client.pass`)).toMatchObject({
      code: 2,
      stderr: 'error: The passphrase does not open the private key.\n',
    });
    expect(existsSync(bench.path('certs/ada.key'))).toBe(false);
    const call = `client ${withCa} --cn ada --ca-passphrase-file ca.pass --passphrase-file client.pass`;
    const outcome = await issue(call);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout + outcome.stderr).not.toMatch(/sesame|öffne/);
    expect(bench.openssl('pkey', '-in', 'certs/ada.key', '-passin', 'pass:sesame', '-noout')).toBe('');
  });

  it('replaces what is there only with --force', async () => {
    await issue('ca --cn CA --out certs');
    await issue(`client ${withCa} --cn ada`);
    const before = bench.read('certs/ada.pem');
    expect(await issue(`client ${withCa} --cn ada`)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: already there: certs/ada.key, certs/ada.pem\n' +
        'hint: Nothing was changed. Choose another folder, or add --force to replace what is there.\n',
    });
    expect(bench.read('certs/ada.pem')).toBe(before);
    expect(await issue(`client ${withCa} --cn ada --force`)).toMatchObject({ code: 0 });
    expect(bench.read('certs/ada.pem')).not.toBe(before);
    expect(readdirSync(bench.path('certs')).sort()).toEqual(['ada.key', 'ada.pem', 'ca.index.txt', 'ca.key', 'ca.pem']);
  });

  it('takes a CA certificate in DER', async () => {
    await issue('ca --cn CA --out certs');
    bench.openssl('x509', '-in', 'certs/ca.pem', '-outform', 'DER', '-out', 'ca.cer');
    expect(await issue('client --ca ca.cer --ca-key certs/ca.key --cn ada --out certs')).toMatchObject({ code: 0 });
  });

  it('gives the intermediate CA along, and a check that knows no root', async () => {
    await issue('ca --cn Root --out root --key p384');
    bench.write('v3', 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n');
    bench.openssl(
      ...['req', '-newkey', 'rsa:2048', '-noenc', '-subj', '/CN=Middle', '-keyout', 'ca.key', '-out', 'csr'],
    );
    bench.openssl(
      ...[
        'x509',
        '-req',
        '-in',
        'csr',
        '-CA',
        'root/ca.pem',
        '-CAkey',
        'root/ca.key',
        '-extfile',
        'v3',
        '-out',
        'ca.pem',
      ],
    );
    const outcome = await issue('client --ca ca.pem --ca-key ca.key --cn ada --out .', new Date());
    expect(outcome).toMatchObject({ code: 0, stdout: 'ada.key\nada.pem\n' });
    expect(outcome.stderr).toContain(
      'openssl verify -x509_strict -purpose sslclient -partial_chain -CAfile ca.pem ada.pem',
    );
    expect(bench.read('ada.pem').match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(bench.openssl('verify', '-purpose', 'sslclient', '-partial_chain', '-CAfile', 'ca.pem', 'ada.pem')).toBe(
      'ada.pem: OK\n',
    );
  });
});

describe('wrong calls', () => {
  it.each<[string, RegExp]>([
    ['', /^error: issue what\? A ca, a client or a server\nhint: `tlsense issue --help`/],
    ['cleint', /^error: “cleint” cannot be issued\nhint: Did you mean client\?\n$/],
    ['ca', /^error: missing: --cn, --out\n/],
    ['client --cn a', /^error: missing: --ca, --ca-key, --out\n/],
    ['ca --cn', /^error: --cn needs a value\n$/],
    ['ca --cn a --cn b --out .', /^error: --cn is given twice\n$/],
    ['ca --cn a --out . --key dsa', /^error: --key cannot be “dsa”\nhint: Possible values are p256, p384, rsa2048/],
    ['ca --cn a --out . --email a@b.c', /^error: there is no option --email\n/],
    ['ca --cn Example CA --out .', /^error: “CA” is one word too many\nhint: Put a name that has spaces/],
    ['ca --cn a --out . --days ten', /^error: --days has to be a number, not “ten”\n$/],
    ['ca --cn a --out . --days 0', /^error: A certificate can be valid for 1 to 3650 days\.\n$/],
    ['ca --cn a --out . --passphrase-file nowhere', /^error: there is no file or folder nowhere\n/],
    ['ca --cn a --out . --passphrase-file empty', /^error: the first line of empty is empty\n/],
    ['ca --cn a --out . --passphrase-file binary', /^error: binary holds no passphrase in UTF-8\n/],
    ['client --cn a --out . --ca nowhere --ca-key empty', /^error: there is no file or folder nowhere\n/],
    [
      'client --cn a --out . --ca empty --ca-key empty',
      /^error: There is no certificate in PEM form in the CA file\.\n/,
    ],
    ['client --cn a --out . --ca . --ca-key empty', /^error: \. cannot be read/],
    ['ca --cn a --out empty', /^error: empty cannot be written: a file is where a folder has to be\n$/],
    ['ca --cn a --out empty/below', /^error: empty\/below cannot be written: a file is where a folder has to be\n$/],
  ])('%s', async (line, expected) => {
    bench.write('empty', '\n');
    writeFileSync(bench.path('binary'), Uint8Array.of(0xff, 0xfe));
    const outcome = await issue(line);
    expect(outcome.stderr).toMatch(expected);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(bench.folder).sort()).toEqual(['binary', 'empty']);
  });

  it('a host that cannot write', async () => {
    let stderr = '';
    const { writeFiles: _, ...host } = nodeHost({ now: () => now });
    const code = await command.run(['ca', '--cn', 'a', '--out', '.'], {
      stdout: () => {},
      stderr: (text) => {
        stderr += text;
      },
      isTerminal: false,
      cwd: bench.folder,
      host,
      localize: localizer(),
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: files cannot be written here\n' });
  });
});

it('says in its help what it takes', async () => {
  const { stdout } = await runCli(bench.folder, ['issue', '--help']);
  for (const option of issueTasks.flatMap(({ options }) => Object.keys(options))) {
    expect(stdout).toMatch(new RegExp(`^ .*--${option} `, 'm'));
  }
  for (const type of Object.keys(issuedKeyTypes)) expect(stdout).toContain(type);
});
