/** Texts of a megabyte that are made to take long: what is left out is known, and said. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import { encode, encodeUnsigned } from '../../../server/core/asn1/encode.ts';
import { isWithinSubtree } from '../../../server/core/chain/name-matching.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { writePem } from '../../../server/core/pem/write-pem.ts';
import { SharedPrimes } from '../../../server/core/workspace/shared-primes.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import type { Name } from '../../../server/core/x509/name.ts';
import type { PkiValue } from '../../../server/core/x509/types.ts';
import { Traffic } from '../../../server/lsp/traffic.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { type Issued, testTime } from '../../support/chain-maker.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { ca, ids, leaf } from '../chain/chains.ts';

const rsaEncryption = encode(
  0x30,
  encode(6, Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1)),
  Uint8Array.of(5, 0),
);

/** An RSA key whose modulus is a multiple of `divisor`. */
async function rsaKey(divisor: bigint, octets: number): Promise<PkiValue> {
  const random = crypto.getRandomValues(new Uint8Array(octets));
  const factor = BigInt(`0x80${Buffer.from(random).toString('hex')}`) | 1n;
  const digits = (divisor * factor).toString(16);
  const modulus = Uint8Array.from(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
  const numbers = encode(0x30, encodeUnsigned(modulus), encodeUnsigned(Uint8Array.of(1, 0, 1)));
  const der = encode(0x30, rsaEncryption, encode(3, Uint8Array.of(0), numbers));
  const [object] = (await findPkiObjects(writePem('PUBLIC KEY', der))).objects;
  if (!object?.value) throw new Error('no key');
  return object.value;
}

test('keys of damaged moduli, which have small divisors in common, are not held against each other one by one', async () => {
  const primes = new SharedPrimes();
  for (let i = 0; i < 300; i++) primes.add(await rsaKey(3n * 5n * 7n * 11n, 126));
  const used = cpuTime();
  while (primes.isBehind) expect(await primes.work(20)).toEqual([]);
  expect(used()).toBeLessThan(1_500);
});

test('a prime that many keys share is found, in turns, and each of them has a partner', async () => {
  const shared = 2n ** 521n - 1n;
  const keys = await Promise.all(Array.from({ length: 200 }, () => rsaKey(shared, 190)));
  const others = await Promise.all(Array.from({ length: 100 }, () => rsaKey(1n, 255)));
  const primes = new SharedPrimes();
  for (const key of [...others, ...keys]) primes.add(key);
  let turns = 0;
  for (; primes.isBehind; turns++) await primes.work(20);
  expect(turns).toBeGreaterThan(1);
  const hasPartner = (value: PkiValue): boolean =>
    value.kind === 'public-key' && primes.partnerOf(value.subjectPublicKeyInfo) !== undefined;
  expect(keys.filter(hasPartner)).toHaveLength(200);
  expect(others.filter(hasPartner)).toHaveLength(0);
});

test('new keys are held against the product of all others some at a time: a long division costs hardly more', async () => {
  const primes = new SharedPrimes();
  for (let i = 0; i < 100; i++) primes.add(await rsaKey(1n, 126));
  let turns = 0;
  for (; primes.isBehind; turns++) await primes.work(0);
  expect(turns).toBeLessThan(8);
});

test('keys are compared behind the answer to a request, however long that takes', async () => {
  const traffic = new Traffic();
  const leave = traffic.enter();
  let [isShort, isLong] = [true, true];
  void traffic.giveWay(20).then(() => {
    isShort = false;
  });
  const patient = traffic.giveWay(60_000).then(() => {
    isLong = false;
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([isShort, isLong]).toEqual([false, true]);
  leave();
  await patient;
});

test('of a thousand private keys without their public halves some are computed, and the rest is said to be open', async () => {
  const version = Uint8Array.of(2, 1, 0);
  const ed25519 = encode(0x30, encode(6, Uint8Array.of(0x2b, 0x65, 0x70)));
  const seed = (i: number): Uint8Array =>
    new Uint8Array(32)
      .fill(1)
      .with(0, i & 255)
      .with(1, i >> 8);
  const pem = (i: number): string =>
    writePem('PRIVATE KEY', encode(0x30, version, ed25519, encode(4, encode(4, seed(i)))));
  const used = cpuTime();
  const { objects, problems } = await findPkiObjects(Array.from({ length: 1000 }, (_, i) => pem(i)).join(''));
  expect(used()).toBeLessThan(1_500);
  const computed = objects.filter(({ value }) => value?.kind === 'private-key' && value.publicKey);
  expect(computed.length).toBeGreaterThan(50);
  expect(problems).toMatchObject([{ code: 'keys-too-many', message: { data: { count: 1000 - computed.length } } }]);
  // Alone, each is one of few.
  const alone = await findPkiObjects(pem(999));
  expect(alone.objects).toMatchObject([{ value: { publicKey: { keyType: 'Ed25519' } } }]);
  expect(alone.problems).toEqual([]);
});

test('requests whose signatures take long are verified as far as there is time, and it is said how many were not', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'brainpoolP512r1' });
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const algorithm = encode(0x30, encode(6, Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)));
  const signature = encode(
    0x30,
    encodeUnsigned(new Uint8Array(60).fill(1)),
    encodeUnsigned(new Uint8Array(60).fill(2)),
  );
  const request = (i: number): string => {
    const commonName = encode(0x30, encode(6, Uint8Array.of(0x55, 4, 3)), encode(0x0c, Uint8Array.of(0x41, 0x41 + i)));
    const info = encode(0x30, Uint8Array.of(2, 1, 0), encode(0x30, encode(0x31, commonName)), spki, encode(0xa0));
    return writePem('CERTIFICATE REQUEST', encode(0x30, info, algorithm, encode(3, Uint8Array.of(0), signature)));
  };
  const text = Array.from({ length: 20 }, (_, i) => request(i)).join('');
  const { findings } = await analyseText('pem', text);
  const said = findings.filter(({ rule }) => rule === 'certificate/issuer-not-searched');
  expect(said).toHaveLength(1);
  expect(said[0]?.message.data?.['count']).toBeGreaterThan(10);
});

test('thousands of directory names are held against a limit of thousands', () => {
  const type = '2.5.4.3';
  const name = (...values: readonly string[]): Name => ({
    der: Uint8Array.of(),
    rdns: values.map((value) => [{ type, shortName: 'CN', value, isString: true, der: Uint8Array.of() }]),
  });
  const bases = Array.from({ length: 1000 }, (_, i) => name(`Organisation ${i}`));
  const names = Array.from({ length: 1000 }, (_, i) => name(`organisation  ${i}`, 'Unit'));
  const used = cpuTime();
  const within = names.flatMap((one) => bases.filter((base) => isWithinSubtree(one, base)));
  expect(within).toEqual(bases);
  expect(used()).toBeLessThan(1_000);
});

test('of hundreds of files below CAs of one name some are judged, and it is said of how many nothing is known', async () => {
  const without = [ids.subjectKeyIdentifier, ids.authorityKeyIdentifier];
  const cas = await Promise.all(Array.from({ length: 60 }, () => ca('Same', undefined, { without })));
  const leafs = await Promise.all(Array.from({ length: 120 }, (_, i) => leaf(cas[59 - (i % 6)])));
  const pem = ({ certificate }: Issued): string => writePem('CERTIFICATE', certificate.der);
  const files = new Map(leafs.map((one, i) => [`file:///w/${i}.pem`, pem(one)]));
  files.set('file:///w/ca.pem', cas.map(pem).join(''));
  const host = memoryHost(files, { now: () => testTime });
  const workspace = new Workspace(host);
  workspace.setFolders(['file:///w'], new Map());
  await workspace.scan();
  const server = (_: unknown, i: number): string => `server { listen 443 ssl; ssl_certificate ${i}.pem; }\n`;
  const text = `http {\n${leafs.map(server).join('')}}\n`;
  const reading = await readDocument({ uri: 'file:///w/nginx.conf', languageId: 'nginx', text });
  const { findings } = await analyse(reading, workspace, testTime, defaultSettings);
  const [said, ...others] = findings.filter(({ rule }) => rule === 'certificate/issuer-not-searched');
  const count = Number(said?.message.data?.['count']);
  expect(others).toEqual([]);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(120);
  expect(text.slice(said?.span.start, said?.span.end)).toBe(`${120 - count}.pem`);
  // Three questions are asked of each file, and no more of them than fit.
  expect(workspace.validations).toBe(3 * (120 - count));
  // What was found out is not worked out again, so that the next time others follow.
  const again = await analyse(reading, workspace, testTime, defaultSettings);
  const [saidAgain] = again.findings.filter(({ rule }) => rule === 'certificate/issuer-not-searched');
  expect(Number(saidAgain?.message.data?.['count'] ?? 0)).toBeLessThan(count);
});

test('a certificate of which nobody knows who signed it makes no others of its file unrelated', async () => {
  const without = [ids.subjectKeyIdentifier, ids.authorityKeyIdentifier];
  const cas = await Promise.all(Array.from({ length: 70 }, () => ca('Same', undefined, { without })));
  const last = cas.at(-1);
  const pem = ({ certificate }: Issued): string => writePem('CERTIFICATE', certificate.der);
  if (!last) throw new Error('no CA');
  const files = new Map([
    ['file:///w/ca.pem', cas.map(pem).join('')],
    ['file:///w/server.pem', pem(await leaf(last, { without })) + pem(last)],
  ]);
  const workspace = new Workspace(memoryHost(files, { now: () => testTime }));
  workspace.setFolders(['file:///w'], new Map());
  await workspace.scan();
  const text = 'server { listen 443 ssl; ssl_certificate server.pem; }\n';
  const reading = await readDocument({ uri: 'file:///w/nginx.conf', languageId: 'nginx', text });
  const { findings } = await analyse(reading, workspace, testTime, defaultSettings);
  expect(findings.map(({ rule }) => rule)).not.toContain('reference/chain-has-unrelated');
});
