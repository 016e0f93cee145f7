/**
 * Against `openssl verify -x509_strict`: two thousand random chains, valid ones and with one defect each. Where the
 * verdicts differ, the defect is named here with the reason, and it must really differ.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CertificatePool } from '../../../server/core/chain/certificate-pool.ts';
import { readReferenceIdentifier } from '../../../server/core/chain/host-name.ts';
import { SignatureCache } from '../../../server/core/chain/path-building.ts';
import { trustAnchor } from '../../../server/core/chain/trust-anchor.ts';
import { validate } from '../../../server/core/chain/validate.ts';
import { writePem } from '../../../server/core/pem/write-pem.ts';
import { testTime } from '../../support/chain-maker.ts';
import { ChainGenerator, defects, type RandomChain } from '../../support/random-chains.ts';
import { serverAuth } from './chains.ts';

const seed = 20_260_601;
const count = 2_100;

/** OpenSSL accepts these; we refuse them, by the section that is named. */
const onlyWeRefuse: Readonly<Record<string, string>> = {
  'CA permits a domain with a leading dot':
    'RFC 5280, 4.2.1.10: a leading dot is for URIs and mailboxes, not for dNSName',
  'name constraints in the leaf': 'RFC 5280, 4.2.1.10: “MUST be used only in a CA certificate”',
  'name constraints not critical': 'RFC 5280, 4.2.1.10: “Conforming CAs MUST mark this extension as critical”',
  'policyConstraints not critical': 'RFC 5280, 4.2.1.11: “Conforming CAs MUST mark this extension as critical”',
  'serial number negative': 'RFC 5280, 4.1.2.2: “MUST be a positive integer”',
  'serial number of 21 bytes': 'RFC 5280, 4.1.2.2: “MUST NOT use serialNumber values longer than 20 octets”',
  'serial number zero': 'RFC 5280, 4.1.2.2: “MUST be a positive integer”',
  'wildcard over an excluded host': 'RFC 9525, 6.3: the wildcard stands for the excluded host as well',
};
/** OpenSSL refuses these; we accept them. */
const onlyOpensslRefuses: Readonly<Record<string, string>> = {
  'CA without keyUsage': 'RFC 5280, 6.1.4 (n): “If a key usage extension is present, verify that …”',
  'leaf for anything': 'RFC 5280, 4.2.1.12: anyExtendedKeyUsage does not restrict; applications MAY reject it',
};

interface Outcome {
  readonly defect: string;
  readonly ours: boolean;
  readonly openssl: boolean;
}

let outcomes: Outcome[] = [];
const folder = mkdtempSync(join(tmpdir(), 'tlsense-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const generator = await ChainGenerator.make(seed);
  const names = Object.keys(defects);
  const chains: RandomChain[] = [];
  for (let i = 0; i < count; i++) {
    // A fifth is valid.
    const defect = i % 5 === 0 ? 'none' : (names[i % names.length] ?? 'none');
    chains.push(await generator.chain(defect));
  }
  const accepted = opensslAccepts(chains);
  outcomes = [];
  for (const [i, chain] of chains.entries()) {
    outcomes.push({ defect: chain.defect, ours: await weAccept(chain), openssl: accepted.has(i) });
  }
}, 240_000);

const name = readReferenceIdentifier('host.example.com');

async function weAccept({ certificates, root }: RandomChain): Promise<boolean> {
  const [target, ...intermediates] = certificates.map(({ certificate }) => certificate);
  if (!target || !name) throw new Error('a chain has a target, and the name is one');
  const report = await validate(
    {
      target,
      pool: new CertificatePool(intermediates, [trustAnchor(root.certificate)]),
      at: testTime,
      profile: 'rfc5280',
      purposes: [serverAuth],
      names: [name],
    },
    new SignatureCache(crypto),
  );
  return report.verdict === 'trusted';
}

/** The places of the chains that openssl says OK to: all in one process, since every chain has names of its own. */
function opensslAccepts(chains: readonly RandomChain[]): ReadonlySet<number> {
  const pem = (der: Uint8Array): string => writePem('CERTIFICATE', der);
  const write = (file: string, ders: readonly Uint8Array[]): void =>
    writeFileSync(join(folder, file), ders.map(pem).join(''));
  write(
    'roots.pem',
    chains.map(({ root }) => root.certificate.der),
  );
  write(
    'pool.pem',
    chains.flatMap(({ certificates }) => certificates.slice(1).map(({ certificate }) => certificate.der)),
  );
  for (const [i, { certificates }] of chains.entries()) {
    write(`${i}.pem`, certificates[0] ? [certificates[0].certificate.der] : []);
  }
  const options = [
    '-x509_strict',
    '-policy_check',
    '-policy',
    '2.5.29.32.0',
    '-purpose',
    'sslserver',
    '-verify_hostname',
    'host.example.com',
  ];
  const time = ['-attime', String(testTime.getTime() / 1000)];
  const files = ['-CAfile', 'roots.pem', '-untrusted', 'pool.pem', ...chains.map((_, i) => `${i}.pem`)];
  let stdout: string;
  try {
    stdout = execFileSync('openssl', ['verify', ...options, ...time, ...files], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (failure) {
    stdout = String((failure as { readonly stdout: unknown }).stdout);
  }
  return new Set([...stdout.matchAll(/^(\d+)\.pem: OK$/gm)].map(([, i]) => Number(i)));
}

const differing = (ours: boolean): string[] => [
  ...new Set(outcomes.filter((one) => one.ours === ours && one.openssl === !ours).map(({ defect }) => defect)),
];

test('enough chains were compared, of every defect, and both verdicts occur', () => {
  expect(outcomes).toHaveLength(count);
  expect(new Set(outcomes.map(({ defect }) => defect)).size).toBe(Object.keys(defects).length);
  expect(outcomes.filter(({ ours, openssl }) => ours && openssl).length).toBeGreaterThan(400);
  expect(outcomes.filter(({ ours, openssl }) => !ours && !openssl).length).toBeGreaterThan(600);
});

test('what openssl refuses and we accept is explained', () => {
  expect(differing(true).sort()).toEqual(Object.keys(onlyOpensslRefuses).sort());
});

test('what openssl accepts and we refuse is explained', () => {
  expect(differing(false).sort()).toEqual(Object.keys(onlyWeRefuse).sort());
});
