/** Responses that openssl made: what they say counts, while they are fresh and signed by one who may answer. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CertificatePool } from '../../../server/core/chain/certificate-pool.ts';
import { SignatureCache } from '../../../server/core/chain/path-building.ts';
import { trustAnchor } from '../../../server/core/chain/trust-anchor.ts';
import { validate } from '../../../server/core/chain/validate.ts';
import { readPkiFile } from '../../../server/core/workspace/pki-file.ts';
import { type OcspResponse, readOcspResponse } from '../../../server/core/x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../../../server/core/x509/types.ts';
import { folderWith, runCli } from '../../support/run-cli.ts';
import { answer } from './chains.ts';

const config = `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
[leaf]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
subjectAltName = DNS:host.example.com
[lists]
default_ca = lists_ca
[lists_ca]
database = revoked.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 20
crl_extensions = list
[list]
authorityKeyIdentifier = keyid
[vouched]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = yes
[responder]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
`;

interface Setup {
  readonly folder: string;
  readonly root: Certificate;
  readonly leaf: Certificate;
  readonly run: (...args: string[]) => void;
}

/** A CA, a leaf and a responder, all of today, since openssl signs responses as of now. */
async function setUp(): Promise<Setup> {
  const folder = folderWith({ 'openssl.cnf': config, serial: '01\n' });
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'openssl.cnf'];
  run(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=OCSP CA',
    '-days',
    '30',
    '-extensions',
    'ca',
  );
  for (const name of ['leaf', 'responder', 'vouched']) {
    run('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signing = [
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-days',
      '20',
      '-extfile',
      'openssl.cnf',
      '-extensions',
      name,
    ];
    run('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signing);
  }
  return { folder, root: await certificate(folder, 'ca.pem'), leaf: await certificate(folder, 'leaf.pem'), run };
}

async function certificate(folder: string, file: string): Promise<Certificate> {
  const [object] = (await readPkiFile(readFileSync(join(folder, file)))).pki.objects;
  if (object?.value?.kind !== 'certificate') throw new Error(`no certificate in ${file}`);
  return object.value;
}

/** openssl's answer about the leaf; `state` is a line of its index. */
function respond({ folder, leaf, run }: Setup, state: 'V' | 'R', signer: string, days: string[]): Uint8Array {
  const serial = Buffer.from(leaf.serialNumber).toString('hex').toUpperCase();
  const revoked = state === 'R' ? '260101000000Z,keyCompromise' : '';
  writeFileSync(join(folder, 'index.txt'), `${state}\t400101000000Z\t${revoked}\t${serial}\tunknown\t/CN=leaf\n`);
  run('ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'request.der', '-no_nonce');
  const answering = ['-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`, '-CA', 'ca.pem', '-index', 'index.txt'];
  run('ocsp', ...answering, '-reqin', 'request.der', '-respout', 'response.der', ...days);
  return new Uint8Array(readFileSync(join(folder, 'response.der')));
}

async function verdict(
  { root, leaf }: Setup,
  der: Uint8Array,
  at: Date,
  lists: readonly CertificateList[] = [],
): Promise<string> {
  const response = readOcspResponse(der);
  if (typeof response === 'string') return response;
  return answer(
    await validate(
      {
        target: leaf,
        pool: new CertificatePool([], [trustAnchor(root)]),
        at,
        profile: 'rfc5280',
        revocation: { lists, responses: [response satisfies OcspResponse], required: 'path' },
      },
      new SignatureCache(crypto),
    ),
  );
}

test('good, revoked, out of date, by the CA or by whom it certified', async () => {
  const setup = await setUp();
  // openssl answers as of its own clock, some seconds from here.
  const now = new Date(Date.now() + 3_600_000);
  const later = new Date(now.getTime() + 10 * 86_400_000);
  const week = ['-ndays', '7'];
  const good = respond(setup, 'V', 'ca', week);
  expect(await verdict(setup, good, now)).toBe('trusted');
  expect(await verdict(setup, good, later)).toBe('revocation-unusable@0');
  expect(await verdict(setup, respond(setup, 'R', 'ca', week), now)).toBe('revoked@0');
  expect(await verdict(setup, respond(setup, 'V', 'responder', week), now)).toBe('trusted');
  expect(await verdict(setup, respond(setup, 'V', 'leaf', week), now)).toBe('revocation-unusable@0');
  expect(await verdict(setup, respond(setup, 'V', 'ca', []), now)).toBe('revocation-unusable@0');
  const changed = Uint8Array.from(good);
  const parsed = readOcspResponse(changed);
  if (typeof parsed === 'string') throw new Error(parsed);
  const { tbsResponseData } = parsed;
  // The last octet of what is signed: the end of nextUpdate's seconds.
  const last = tbsResponseData.byteOffset - changed.byteOffset + tbsResponseData.length - 2;
  changed[last] = changed[last] === 0x30 ? 0x31 : 0x30;
  expect(await verdict(setup, changed, now)).toBe('revocation-unusable@0');
  const other = await setUp();
  expect(await verdict(other, good, now)).toBe('revocation-unknown@0');

  writeFileSync(join(setup.folder, 'good.der'), good);
  const time = `${now.toISOString().slice(0, 19)}Z`;
  const { code, stdout } = await runCli(setup.folder, [
    'verify',
    'leaf.pem',
    '--trust',
    'ca.pem',
    '--ocsp',
    'good.der',
    '--at',
    time,
  ]);
  expect(stdout).toContain('not revoked');
  expect(code).toBe(0);
});

test('a responder that was revoked itself counts only where its CA vouches for it', async () => {
  const setup = await setUp();
  const { folder, run } = setup;
  const now = new Date(Date.now() + 3_600_000);
  const week = ['-ndays', '7'];
  const lines: string[] = [];
  for (const name of ['responder', 'vouched']) {
    const serial = Buffer.from((await certificate(folder, `${name}.pem`)).serialNumber)
      .toString('hex')
      .toUpperCase();
    lines.push(`R\t400101000000Z\t260101000000Z\t${serial}\tunknown\t/CN=${name}\n`);
  }
  writeFileSync(join(folder, 'revoked.txt'), lines.join(''));
  writeFileSync(join(folder, 'crlnumber'), '01\n');
  const signing = ['-config', 'openssl.cnf', '-name', 'lists_ca', '-cert', 'ca.pem', '-keyfile', 'ca.key'];
  run('ca', '-gencrl', ...signing, '-out', 'list.pem');
  const [object] = (await readPkiFile(readFileSync(join(folder, 'list.pem')))).pki.objects;
  if (object?.value?.kind !== 'certificate-list') throw new Error('openssl made no list');
  const lists = [object.value];
  const byResponder = respond(setup, 'R', 'responder', week);
  const byVouched = respond(setup, 'R', 'vouched', week);
  expect(await verdict(setup, byResponder, now)).toBe('revoked@0');
  // With the list, what the responder says is nothing, and the list says that the leaf is good.
  expect(await verdict(setup, byResponder, now, lists)).toBe('trusted');
  expect(await verdict(setup, byVouched, now, lists)).toBe('revoked@0');
});

test('any part cut off, or any octet changed, is no exception', async () => {
  const setup = await setUp();
  const good = respond(setup, 'V', 'ca', ['-ndays', '7']);
  for (let length = 0; length < good.length; length++)
    expect(readOcspResponse(good.subarray(0, length))).toBe('malformed');
  for (let i = 0; i < good.length; i++) {
    const changed = Uint8Array.from(good);
    changed[i] = (changed[i] ?? 0) ^ 0x21;
    expect(() => readOcspResponse(changed)).not.toThrow();
  }
});
