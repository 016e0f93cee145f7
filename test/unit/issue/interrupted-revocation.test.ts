import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { spelling } from '../../../server/cli/issue/places.ts';
import { localizer } from '../../../server/core/base/message.ts';
import { readIndex } from '../../../server/core/issue/authority-index.ts';
import { emptyPlan } from '../../../server/core/issue/plan/plan.ts';
import { readFirstList, unlisted } from '../../../server/core/issue/unlisted.ts';
import { keepPlan } from '../../../server/lsp/issue/plans.ts';
import { writeIssuance } from '../../../server/lsp/issue/write-plan.ts';
import type { Session } from '../../../server/lsp/session.ts';
import { nodeHost } from '../../../server/node/host.ts';
import { interrupt } from '../../support/interruption.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';
import { given } from './given.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../support/interruption.ts')).interruptible(original),
);

const ca = ['--ca', 'ca.pem', '--ca-key', 'ca.key'];
/** A CA that has revoked one of its two certificates. */
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'tlsense-revoking-'));
  await runCli(made, ['issue', 'ca', '--cn', 'CA', '--out', '.']);
  for (const cn of ['ada', 'bob']) await runCli(made, ['issue', 'client', '--cn', cn, '--out', '.', ...ca]);
  expect(await runCli(made, ['issue', 'revoke', 'ada.pem', ...ca])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-revoking-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function startAnew(): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  cpSync(made, folder, { recursive: true });
}
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const revoke = (...more: string[]): Promise<CliRun> => runCli(folder, ['issue', 'revoke', 'bob.pem', ...ca, ...more]);

/** How many are revoked by the record and by the list; throws where one of them is torn. */
async function counts(): Promise<{ record: number; list: number; missing: number }> {
  const entries = given(readIndex(textOf('ca.index.txt')));
  const list = await readFirstList(textOf('ca.crl'));
  if (!list) throw new Error('no list');
  const missing = (await unlisted(entries, textOf('ca.crl'))).length;
  return { record: entries.filter(({ revocation }) => revocation).length, list: list.revokedCount, missing };
}

test('uninterrupted, record and list both have it, and nothing is left', async () => {
  startAnew();
  expect(await interrupt(revoke, 0)).toBeGreaterThan(8);
  expect(await counts()).toEqual({ record: 2, list: 2, missing: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('whichever step fails, record and list both have it or neither', async () => {
  startAnew();
  const steps = await interrupt(revoke, 0);
  const seen = new Set<number>();
  for (let at = 1; at <= steps; at++) {
    startAnew();
    const before = [textOf('ca.index.txt'), textOf('ca.crl')];
    let code = 0;
    const work = async () => ({ code } = await revoke());
    await interrupt(work, at);
    const { record, list } = await counts();
    expect(record, `step ${at} fails`).toBe(list);
    expect(record, `step ${at} fails`).toBe(code === 0 ? 2 : 1);
    if (code !== 0) expect([textOf('ca.index.txt'), textOf('ca.crl')]).toEqual(before);
    // What cannot be removed stays.
    expect(readdirSync(folder).filter((name) => name.startsWith('.')).length).toBeLessThanOrEqual(1);
    seen.add(record);
  }
  expect([...seen].sort()).toEqual([1, 2]);
});

test('killed before any step, both are whole, the list has nothing that the record lacks, and the next command mends it', async () => {
  startAnew();
  const steps = await interrupt(revoke, 0);
  const mended = new Set<string>();
  for (const again of ['revoke', 'crl']) {
    for (let at = 1; at <= steps; at++) {
      startAnew();
      await interrupt(revoke, at, 'kill');
      const { record, list, missing } = await counts();
      expect(list, `killed before step ${at}`).toBe(record - missing);
      const { code, stderr } = again === 'crl' ? await runCli(folder, ['issue', 'crl', ...ca]) : await revoke();
      // Revoked and listed before the kill: there is nothing left to do.
      expect(code, `killed before step ${at}: ${stderr}`).toBe(again === 'revoke' && list === 2 ? 2 : 0);
      const after = await counts();
      expect(after.missing).toBe(0);
      expect(after.record).toBe(again === 'revoke' ? 2 : record);
      if (missing > 0) mended.add(`${again}: ${/lacked revocations of the record \(1\)/.test(stderr)}`);
    }
  }
  expect([...mended]).toEqual(['revoke: true', 'crl: true']);
}, 60_000);

test('where the list cannot be written, the record stays as it is', async () => {
  startAnew();
  writeFileSync(join(folder, 'file'), '');
  const before = textOf('ca.index.txt');
  expect(await revoke('--out', 'file/ca.crl')).toMatchObject({ code: 2 });
  expect(textOf('ca.index.txt')).toBe(before);
  expect(existsSync(join(folder, 'file/ca.crl'))).toBe(false);
});

test('a list in another folder, which is made', async () => {
  startAnew();
  expect(await revoke('--out', 'lists/new/ca.crl')).toMatchObject({ code: 0 });
  expect((await readFirstList(textOf('lists/new/ca.crl')))?.revokedCount).toBe(2);
  expect(await counts()).toMatchObject({ record: 2 });
});

test('the editor: whichever step of it fails, both or neither is written', async () => {
  startAnew();
  const session = { host: nodeHost(), localize: localizer() } as Session;
  const change = async (): Promise<boolean> => {
    const place = { folder: pathToFileURL(folder).href, mode: 0o644 };
    const state = (['ca.index.txt', 'ca.crl'] as const).map((name) => {
      return { ...place, name, role: 'other' as const, contents: 'new', basedOn: textOf(name) };
    });
    const plan = keepPlan({ made: { plan: { ...emptyPlan, state } }, spelling }, session);
    return 'value' in (await writeIssuance({ plan, overwrite: false }, session));
  };
  const steps = await interrupt(change, 0);
  const seen = new Set<string>();
  for (let at = 1; at <= steps; at++) {
    startAnew();
    let isDone = false;
    const work = async () => {
      isDone = await change();
    };
    await interrupt(work, at);
    const isNew = ['ca.index.txt', 'ca.crl'].map((name) => textOf(name) === 'new');
    expect(isNew, `step ${at} fails`).toEqual([isDone, isDone]);
    seen.add(String(isDone));
  }
  expect([...seen].sort()).toEqual(['false', 'true']);
});
