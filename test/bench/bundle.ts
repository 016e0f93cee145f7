/**
 * Reads and judges a bundle of 5,000 certificates, beside what node:crypto needs to construct them and to read the same
 * fields; and a keystroke in it:
 *
 *     node test/bench/bundle.ts [--certificates N] [--rounds N] [--edits N]
 */
import { X509Certificate } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Analysis, analyse, readDocument } from '../../server/core/analysis.ts';
import type { Host } from '../../server/core/base/host.ts';
import { failure } from '../../server/core/base/result.ts';
import { defaultSettings } from '../../server/core/lint/settings.ts';
import { Workspace } from '../../server/core/workspace/workspace.ts';
import { extension as authorityInfoAccess } from '../../server/core/x509/extensions/authority-info-access.ts';
import { isSelfIssued } from '../../server/core/x509/roles.ts';
import { rsaNumbers } from '../../server/core/x509/rsa-numbers.ts';
import type { Certificate } from '../../server/core/x509/types.ts';
import { nodeHost } from '../../server/node/host.ts';
import { makeBundle } from './certificate-bundle.ts';

const { values } = parseArgs({
  options: {
    certificates: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '6' },
    edits: { type: 'string', default: '30' },
  },
});
const count = Number(values.certificates);
const now = new Date('2026-12-01T00:00:00Z');
const uri = 'file:///workspace/bundle.pem';

const host: Host = {
  ...nodeHost({ now: () => now }),
  files: { read: async () => failure({ code: 'not-found' }), list: async () => [], exists: async () => false },
};

/** All that node:crypto says of a certificate and we do too: names and keys taken apart, extensions, digests. */
function readWithNode(blocks: readonly string[]): number {
  let read = 0;
  for (const block of blocks) {
    const one = new X509Certificate(block);
    const { publicKey } = one;
    read += [
      // Subject, issuer, names, addresses, purposes, serial number, dates, modulus, curve, digests, raw octets.
      one.toLegacyObject(),
      one.validFromDate,
      one.validToDate,
      one.ca,
      one.checkIssued(one),
      publicKey.asymmetricKeyType,
      publicKey.asymmetricKeyDetails,
      publicKey.export({ type: 'spki', format: 'der' }),
    ].length;
  }
  return read;
}

function readOurs(certificates: readonly Certificate[]): number {
  let read = 0;
  for (const one of certificates) {
    const key = one.subjectPublicKeyInfo;
    read += [
      one.subject.rdns,
      one.issuer.rdns,
      one.subjectAltName,
      one.extensionValues.get(authorityInfoAccess),
      one.extKeyUsage,
      one.serialNumber,
      one.validity.notBefore,
      one.validity.notAfter,
      one.basicConstraints,
      isSelfIssued(one),
      key.keyType,
      key.bits,
      key.curve,
      rsaNumbers(key),
      key.der,
      one.sha256,
      one.sha1,
      one.der,
    ].length;
  }
  return read;
}

interface Taken {
  readonly wall: number;
  /** Of all threads: what other programs do meanwhile is not in it. */
  readonly cpu: number;
}

async function timed<T>(work: () => T | Promise<T>): Promise<Taken & { readonly result: T }> {
  const from = performance.now();
  const used = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - from, cpu: (user + system) / 1000, result };
}

async function readAndJudge(text: string, workspace = new Workspace(host)): Promise<Analysis> {
  const reading = await readDocument({ uri, languageId: 'pem', text });
  workspace.open(reading);
  await workspace.settle();
  return analyse(reading, workspace, now, defaultSettings);
}

function certificatesOf({ pki }: Analysis): Certificate[] {
  return pki.objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
}

/** Neither side pays for what was left behind before it: by the maker of the bundle, or by the other. */
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A bundle of its own each round: what was decoded before is remembered by its text. The first round warms up. */
const rows: Record<string, number>[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  const bundle = await makeBundle(count, round);
  const blocks = bundle.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  collectGarbage();
  const node = await timed(() => readWithNode(blocks));
  collectGarbage();
  const ours = await timed(async () => {
    const analysis = await readAndJudge(bundle);
    readOurs(certificatesOf(analysis));
    return analysis;
  });
  if (certificatesOf(ours.result).length !== count) throw new Error('not all were read');
  rows.push({
    'node:crypto reads (ms)': Math.round(node.wall),
    'CPU (ms)': Math.round(node.cpu),
    'TLSense reads and judges (ms)': Math.round(ours.wall),
    'its CPU (ms)': Math.round(ours.cpu),
    ratio: rounded(ours.wall / node.wall),
    'ratio of CPU': rounded(ours.cpu / node.cpu),
  });
}
console.table(rows);
// Our garbage is collected on other threads meanwhile, which counts as CPU; wall time counts what others do.
for (const name of ['ratio', 'ratio of CPU']) {
  console.log(`${name}, warm: median ${median(rows.slice(1).map((row) => row[name] ?? 0))}`);
}

const workspace = new Workspace(host);
let text = await makeBundle(count, 0);
await readAndJudge(text, workspace);
const middle = text.indexOf('-----BEGIN', text.length >> 1) + 200;
const wall: number[] = [];
const cpu: number[] = [];
for (let edit = 0; edit < Number(values.edits); edit++) {
  // Another character of the base64 each time, as a hand that types in it.
  const at = middle + edit * 3;
  const next = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  // As the editor's document gives it: in one piece.
  text = Buffer.from(next, 'latin1').toString('latin1');
  const taken = await timed(() => readAndJudge(text, workspace));
  wall.push(taken.wall);
  cpu.push(taken.cpu);
}
console.log(`a keystroke, new problems after (ms): median ${median(wall)}, longest ${rounded(Math.max(...wall))}`);
console.log(`CPU for it (ms): median ${median(cpu)}, longest ${rounded(Math.max(...cpu))}`);

function median(all: readonly number[]): number {
  return rounded([...all].sort((a, b) => a - b)[all.length >> 1] ?? 0);
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
