import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeFiles } from '../../../server/node/write-files.ts';

/** What happens to the file system's operation with the number `at`, and for a kill to all that follow. */
const interruption = vi.hoisted(() => ({ at: 0, how: 'failure' as 'failure' | 'kill', count: 0, reached: () => {} }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<Record<string, unknown>>();
  const interrupted =
    (operation: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      interruption.count++;
      const isFailing = interruption.count === interruption.at;
      if (interruption.how === 'kill' && interruption.at > 0 && interruption.count >= interruption.at) {
        interruption.reached();
        return new Promise(() => {});
      }
      if (isFailing) return Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
      return operation(...args);
    };
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === 'function' ? interrupted(value as never) : value,
    ]),
  );
});

const oldFiles = { 'a.key': 'old key', 'a.pem': 'old certificate' };
const newFiles = [
  { name: 'a.key', contents: 'new key', mode: 0o600 },
  { name: 'a.pem', contents: 'new certificate', mode: 0o644 },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-write-'));
  for (const [name, text] of Object.entries(oldFiles)) writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** Replaces the pair, interrupted; gives the number of operations there were. */
async function replace(at: number, how: 'failure' | 'kill' = 'failure'): Promise<number> {
  Object.assign(interruption, { at, how, count: 0 });
  const reached = new Promise<void>((resolve) => {
    interruption.reached = resolve;
  });
  await Promise.race([writeFiles(folder, newFiles, { overwrite: true }), reached]);
  return interruption.count;
}

test('uninterrupted, the pair is replaced and nothing else is left', async () => {
  expect(await replace(0)).toBeGreaterThan(8);
  expect(contents()).toEqual({ 'a.key': 'new key', 'a.pem': 'new certificate' });
});

test('whichever step fails, the pair is all old or all new, and nothing but a temporary file is left', async () => {
  const steps = await replace(0);
  const seen = new Set<string>();
  for (let at = 1; at <= steps; at++) {
    for (const [name, text] of Object.entries(oldFiles)) writeFileSync(join(folder, name), text);
    await replace(at);
    const { 'a.key': key, 'a.pem': certificate, ...others } = contents();
    expect(['old key/old certificate', 'new key/new certificate'], `step ${at} fails`).toContain(
      `${key}/${certificate}`,
    );
    // What cannot be removed stays; what is wanted back is never removed.
    expect(Object.keys(others).length, `step ${at} fails`).toBeLessThanOrEqual(1);
    seen.add(`${key}`);
    for (const name of Object.keys(others)) rmSync(join(folder, name));
  }
  expect([...seen].sort()).toEqual(['new key', 'old key']);
});

test('killed before any step, no new file stands beside an old one, and both pairs or what is in place can be found', async () => {
  const steps = await replace(0);
  for (let at = 1; at <= steps; at++) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [name, text] of Object.entries(oldFiles)) writeFileSync(join(folder, name), text);
    await replace(at, 'kill');
    const found = contents();
    const inPlace = ['a.key', 'a.pem'].map((name) => found[name]?.slice(0, 3));
    expect(new Set(inPlace.filter(Boolean)).size, `killed before step ${at}: ${inPlace}`).toBeLessThanOrEqual(1);
    const texts = Object.values(found);
    const isWhole = (age: string) => texts.includes(`${age} key`) && texts.includes(`${age} certificate`);
    expect(isWhole('old') || isWhole('new'), `killed before step ${at}`).toBe(true);
    // Until the new pair is in place the old one is whole.
    if (!(found['a.key'] === 'new key' && found['a.pem'] === 'new certificate')) expect(isWhole('old')).toBe(true);
    for (const name of Object.keys(found)) expect(name).toMatch(/^(\.(new|old)-[0-9a-f]{12}\.)?a\.(key|pem)$/);
  }
});
