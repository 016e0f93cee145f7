import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeFiles } from '../../../server/node/write-files.ts';
import { interrupt } from '../../support/interruption.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../support/interruption.ts')).interruptible(original),
);

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
const replace = (at: number, how?: 'failure' | 'kill'): Promise<number> =>
  interrupt(() => writeFiles(folder, newFiles, { overwrite: true }), at, how);

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
