import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isText } from '../../../server/core/base/is-text.ts';
import { localizer } from '../../../server/core/base/message.ts';
import { inspectObject } from '../../../server/core/describe/describe.ts';
import { readIndex } from '../../../server/core/issue/authority-index.ts';
import { scriptText } from '../../../server/core/issue/openssl/script.ts';
import { planMutualTls } from '../../../server/core/issue/plan/mutual-tls-plan.ts';
import type { Place } from '../../../server/core/issue/plan/plan.ts';
import { withKeyArithmetic } from '../../../server/core/x509/key-arithmetic.ts';
import { readDerFile } from '../../../server/core/x509/read-der-file.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { runCli } from '../../support/run-cli.ts';
import { type Bench, makeBench, now, run } from './openssl.ts';

/** What each test has a copy of. */
const ours = makeBench();

async function issue(bench: Bench, line: string): Promise<string> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const outcome = await runCli(bench.folder, ['issue', ...words, '--at', now.toISOString()]);
  if (outcome.code !== 0) throw new Error(`${line}\n${outcome.stderr}`);
  return outcome.stdout;
}

const ca = '--ca certs/ca.pem --ca-key certs/ca.key';
const middle = '--ca certs/middle.pem --ca-key certs/middle.key';
const locked = '--ca locked/ca.pem --ca-key locked/ca.key --ca-passphrase-file old.pass';

beforeAll(async () => {
  ours.write('old.pass', 'sesame\n');
  ours.write('new.pass', 'correct horse\n');
  for (const line of [
    'ca --cn "Grün CA" --out certs --path-len 1',
    'ca --cn Locked --out locked --key p384 --passphrase-file old.pass',
    `ca ${ca} --cn Middle --out certs`,
    `client ${ca} --cn ada --email ada@example.com --uri urn:x:#$ada --out certs`,
    `server ${middle} --cn old.example --dns old.example --ip 2001:db8::7 --out certs`,
    'csr --cn api --dns api.example --ip 10.0.0.7 --out theirs --key p384',
    'csr --cn Ö --as client --out theirs',
  ]) {
    await issue(ours, line);
  }
  ours.openssl(
    ...['req', '-new', '-newkey', 'rsa:2048', '-noenc', '-keyout', 'theirs/long.key', '-out', 'theirs/long.csr'],
    ...['-subj', '/C=DE/O=A\\/B+OU=Ops/CN=long.example', '-utf8'],
  );
  ours.openssl('x509', '-in', 'certs/ada.pem', '-outform', 'DER', '-out', 'ada.cer');
  ours.write('both.pem', ours.read('certs/ada.pem') + ours.read('certs/ca.pem'));
});
afterAll(() => ours.remove());

/** What is described of each object of a file, but for what differs by nature: numbers, keys, times. */
async function described(bytes: Uint8Array, isOtherCa = false): Promise<unknown[]> {
  const { objects } = await withKeyArithmetic(() =>
    isText(bytes) ? readPkiObjects(new TextDecoder().decode(bytes)) : readDerFile(bytes),
  );
  const all = objects.map((object) => withoutOwn(inspectObject(object), isOtherCa));
  // Of PKCS#7 certificates are a set.
  return isText(bytes) ? all : all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Extensions about the key, and the number of a list. */
const ownExtensions = ['subjectKeyIdentifier', 'cRLNumber'];

function withoutOwn(all: ReturnType<typeof inspectObject>, isOtherCa: boolean): object {
  const { selfIssued, revokedCertificates, extensions, publicKey, signature } = all;
  // Of a root it names the new key; of others it is the CA's.
  const own = [...ownExtensions, ...(selfIssued === true || isOtherCa ? ['authorityKeyIdentifier'] : [])];
  const left = [
    ...['span', 'serialNumber', 'publicKeySha256', 'fingerprints', ...own],
    ...['validity', 'thisUpdate', 'nextUpdate', 'crlNumber'],
  ];
  const stated = listed(extensions).map((one) => (own.includes(String(one['name'])) ? { ...one, value: null } : one));
  return {
    ...Object.fromEntries(Object.entries(all).filter(([key]) => !left.includes(key))),
    publicKey: { ...(publicKey as object), value: null, modulus: null },
    signature: { ...(signature as object), value: null },
    revokedCertificates: listed(revokedCertificates).map((one) => ({ ...one, revocationDate: null })),
    // A renewal puts the identifiers of the keys last; openssl leaves them where they were.
    extensions: stated.toSorted((a, b) => (String(a['oid']) < String(b['oid']) ? -1 : 1)),
  };
}

function listed(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}

function filesOf({ folder }: Bench): Map<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name))]));
}

it.each<[string, readonly string[]]>([
  ['ca --cn "A/B + \'C\', D\\E CA" --out new --key rsa2048 --days 100', ['new/ca.key', 'new/ca.pem']],
  [
    'ca --cn Limited --out new --permit example.com --permit @example.org --exclude 10.0.0.0/8 --exclude 2001:db8::/32',
    ['new/ca.key', 'new/ca.pem'],
  ],
  ['ca --cn Safe --out new --key p384 --passphrase-file new.pass', ['new/ca.key', 'new/ca.pem']],
  [`ca ${ca} --cn "Second Middle" --out new`, ['new/second-middle.key', 'new/second-middle.pem']],
  [`client ${ca} --cn "Ada Lovelace" --out new --key ed25519`, ['new/ada-lovelace.key', 'new/ada-lovelace.pem']],
  [
    `client ${ca} --cn ada --email "a#$b@example.com" --dns ada.example --uri "https://x.example/;$a#b'c" --out new`,
    ['new/ada.key', 'new/ada.pem'],
  ],
  [`client ${locked} --cn ada --out new --passphrase-file new.pass`, ['new/ada.key', 'new/ada.pem']],
  [
    `server ${middle} --cn localhost --dns localhost --dns *.example.com --ip 127.0.0.1 --ip ::1 --out "a folder"`,
    ['a folder/localhost.key', 'a folder/localhost.pem'],
  ],
  [`email ${ca} --cn ada@example.com --key rsa3072 --out new`, ['new/ada-example.com.key', 'new/ada-example.com.pem']],
  ['csr --cn Ünal --as client --email u@example.com --out new', ['new/ünal.csr', 'new/ünal.key']],
  ['csr --cn Deputy --as intermediate --key-file certs/ada.key --out new', ['new/deputy.csr']],
  [`sign theirs/api.csr --as server ${ca} --out new`, ['new/api.pem']],
  [`sign theirs/long.csr --as server --cn short.example ${ca} --out new`, ['new/short.example.pem']],
  [`sign theirs/long.csr --as client --whole-subject ${ca} --out new`, ['new/long.example.pem']],
  [`sign theirs/long.csr --as client --cn Ärmel ${middle} --out new`, ['new/ärmel.pem']],
  [`sign theirs/ö.csr --as client ${ca} --out new --days 7`, ['new/ö.pem']],
  [`renew certs/ada.pem ${ca} --force`, ['certs/ada.pem']],
  [
    `renew certs/old.example.pem ${middle} --new-key --passphrase-file new.pass --out new`,
    ['new/old.example.key', 'new/old.example.pem'],
  ],
  [`renew certs/ca.pem ${ca} --out new --days 4`, ['new/ca.pem']],
  [`revoke certs/ada.pem ${ca} --reason keyCompromise`, ['certs/ca.crl']],
  [`revoke certs/old.example.pem ${middle} --reason certificateHold --days 7`, ['certs/middle.crl']],
  [`crl ${locked}`, ['locked/ca.crl']],
  ['convert certs/ada.pem --to der --out new.cer', ['new.cer']],
  ['convert theirs/api.csr --to der --out new.cer', ['new.cer']],
  ['convert certs/ada.key --to der --out new.der', ['new.der']],
  ['convert locked/ca.key --to der --out new.der', ['new.der']],
  ['convert ada.cer --to pem --out new.pem', ['new.pem']],
  ['convert both.pem --to pkcs7 --out new.p7b', ['new.p7b']],
  ['passphrase certs/ada.key --passphrase-file new.pass --out new.key', ['new.key']],
  ['passphrase locked/ca.key --key-passphrase-file old.pass --passphrase-file new.pass --force', ['locked/ca.key']],
  ['passphrase locked/ca.key --key-passphrase-file old.pass --no-passphrase --out new.key', ['new.key']],
])('openssl does the same: %s', async (line, changed) => {
  const [own, other] = [makeBench(), makeBench()];
  try {
    for (const bench of [own, other]) cpSync(ours.folder, bench.folder, { recursive: true });
    const before = filesOf(own);
    await issue(own, line);
    const script = await issue(other, `${line} --show-openssl`);
    expect(filesOf(other)).toEqual(before);
    run('sh', ['-euc', script], other.folder);
    const [made, alike] = [filesOf(own), filesOf(other)];
    for (const name of changed) {
      const [a, b] = [made.get(name), alike.get(name)];
      if (!a || !b) throw new Error(`${name} is missing: ${[...made.keys()]} / ${[...alike.keys()]}`);
      expect(a).not.toEqual(before.get(name));
      expect(b).not.toEqual(before.get(name));
      expect(await described(b)).toEqual(await described(a));
      expect(statSync(other.path(name)).mode & 0o777).toBe(statSync(own.path(name)).mode & 0o777);
    }
    // Nothing else was touched but the record beside the CA, and nothing is left lying about.
    const isRecord = (name: string) => name.endsWith('.index.txt');
    expect([...alike.keys()].filter((name) => !isRecord(name))).toEqual(
      [...made.keys()].filter((name) => !isRecord(name)),
    );
  } finally {
    own.remove();
    other.remove();
  }
});

it('revokes in the same record', async () => {
  const [own, other] = [makeBench(), makeBench()];
  for (const bench of [own, other]) cpSync(ours.folder, bench.folder, { recursive: true });
  const line = `revoke certs/ada.pem ${ca} --reason superseded`;
  await issue(own, line);
  run('sh', ['-euc', await issue(other, `${line} --show-openssl`)], other.folder);
  const records = [own, other].map((bench) => {
    const entries = readIndex(bench.read('certs/ca.index.txt'));
    if (!entries.ok) throw new Error('unreadable');
    return entries.value
      .map(({ serialNumber, file, subject, revocation }) => ({
        serialNumber,
        file,
        subject,
        reason: revocation?.reason,
      }))
      .toSorted((a, b) => (a.serialNumber < b.serialNumber ? -1 : 1));
  });
  expect(records[1]).toEqual(records[0]);
  expect(records[0]?.filter(({ reason }) => reason === 'superseded')).toHaveLength(1);
  const revoked = [own, other].map((bench) =>
    bench.openssl('crl', '-in', 'certs/ca.crl', '-noout', '-text').replaceAll(/^.*(?:Date|Update|Number|GMT).*$/gm, ''),
  );
  for (const text of revoked) expect(text).toContain('Superseded');
  own.remove();
  other.remove();
});

it.each(['', '--compatible'])('exports the same PKCS#12 file %s', async (mode) => {
  const [own, other] = [makeBench(), makeBench()];
  for (const bench of [own, other]) cpSync(ours.folder, bench.folder, { recursive: true });
  const line = `p12 --cert certs/ada.pem --chain certs/ca.pem --chain certs/middle.pem --key-file certs/ada.key --name "Ada, here" --passphrase-file new.pass --out ada.p12 ${mode}`;
  await issue(own, line);
  run('sh', ['-euc', await issue(other, `${line} --show-openssl`)], other.folder);
  const shown = [own, other].map((bench) => {
    const words = ['pkcs12', '-in', 'ada.p12', '-passin', 'file:new.pass', '-noenc', '-info'];
    const said = spawnSync('openssl', words, { cwd: bench.folder, encoding: 'utf8' });
    expect(statSync(bench.path('ada.p12')).mode & 0o777).toBe(0o600);
    // The salt may be as long as it likes.
    return { objects: said.stdout, encryption: said.stderr.replaceAll(/, salt length: \d+/g, '') };
  });
  expect(shown[1]?.objects).toBe(shown[0]?.objects);
  expect(shown[1]?.encryption.split('\n').sort()).toEqual(shown[0]?.encryption.split('\n').sort());
  expect(shown[0]?.objects).toContain('friendlyName: Ada, here');
  own.remove();
  other.remove();
});

it('says where openssl has no such command', async () => {
  expect(await issue(ours, 'convert certs/ada.pem --to jwk --out x.jwk --show-openssl')).toBe(
    '# OpenSSL has no command that writes a JWK.\n',
  );
});

it('asks for passphrases where none is in a file, and shows none', async () => {
  const shown = await issue(ours, `client ${locked} --cn ada --passphrase-file new.pass --out new --show-openssl`);
  expect(shown).not.toMatch(/sesame|correct horse/);
  expect(shown).toContain('-passin file:old.pass');
  expect(shown).toContain('-passout file:new.pass');
});

it('makes both sides of mutual TLS as openssl does', async () => {
  const spelling = {
    path: ({ folder, name }: Place) => `${folder}/${name}`,
    folder: (folder: string) => folder,
    relative: (_: Place, { name }: Place) => name,
  };
  const names = { dns: ['localhost'], ips: ['127.0.0.1'] };
  const plan = await planMutualTls(
    {
      folder: 'both sides',
      ca: { newName: 'Garden CA' },
      server: { commonName: 'localhost', ...names },
      client: { commonName: 'ada' },
    },
    { crypto, now, spelling },
  );
  if (!plan.ok) throw new Error(plan.error.code);
  const bench = makeBench();
  run('sh', ['-euc', scriptText(plan.value.script, localizer())], bench.folder);
  expect(plan.value.files.map(({ name }) => name)).toEqual([
    ...['ca.key', 'ca.pem', 'localhost.key', 'localhost.pem', 'ada.key', 'ada.pem'],
  ]);
  for (const { folder, name, contents } of plan.value.files) {
    const other = readFileSync(bench.path(`${folder}/${name}`));
    expect(await described(other, true)).toEqual(await described(Buffer.from(contents), true));
  }
  expect(bench.openssl('verify', '-x509_strict', '-CAfile', 'both sides/ca.pem', 'both sides/localhost.pem')).toContain(
    'OK',
  );
  bench.remove();
});

it('runs nothing that stands in a name', async () => {
  const bench = makeBench();
  cpSync(ours.folder, bench.folder, { recursive: true });
  const hostile = "x'\nEND\ntouch owned; $(touch owned) `touch owned` #";
  cpSync(bench.path('certs'), bench.path(hostile), { recursive: true });
  const authority = ['--ca', `${hostile}/ca.pem`, '--ca-key', `${hostile}/ca.key`];
  const at = ['--at', now.toISOString(), '--show-openssl'];
  for (const words of [
    ['client', ...authority, '--cn', "$(touch owned)'; touch owned #", '--out', `${hostile}/new`],
    ['revoke', `${hostile}/ada.pem`, ...authority],
    ['renew', `${hostile}/ada.pem`, ...authority, '--out', '-p'],
  ]) {
    const shown = await runCli(bench.folder, ['issue', ...words, ...at]);
    expect(shown.code).toBe(0);
    run('sh', ['-euc', shown.stdout], bench.folder);
  }
  const names = readdirSync(bench.folder, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => name.split('/').at(-1) === 'owned')).toEqual([]);
  expect(names).toContain('-p/ada.pem');
  expect(bench.read(`${hostile}/ca.index.txt`)).toMatch(/^R\t/m);
  bench.remove();
});
