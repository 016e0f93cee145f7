import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileNames } from '../../../server/core/issue/files.ts';
import { writeFiles } from '../../../server/node/write-files.ts';
import { anyText } from './any-text.ts';
import { type Bench, makeBench } from './openssl.ts';

describe('file names', () => {
  it.each<[string, string]>([
    ['ada', 'ada'],
    ['Ada Lovelace', 'ada-lovelace'],
    ['ada@example.com', 'ada-example.com'],
    ['王伟', '王伟'],
    ['*.example.com', 'example.com'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['.ssh', 'ssh'],
    ['...', 'client'],
    ['/', 'client'],
    ['CA', 'client-ca'],
    ['con', 'client-con'],
    ['nul.txt', 'client-nul.txt'],
    ['😀', 'client'],
    ['a\u202eb', 'a-b'],
    ['-rf', 'rf'],
    [`${'𠀀'.repeat(47)}.com`, '𠀀'.repeat(47)],
  ])('%s', (commonName, stem) => {
    expect(fileNames('client', commonName)).toEqual({ certificate: `${stem}.pem`, privateKey: `${stem}.key` });
  });

  it('calls a CA ca, whatever its name', () => {
    expect(fileNames('ca', '../x')).toEqual({ certificate: 'ca.pem', privateKey: 'ca.key' });
  });

  it('makes plain names of any text', () => {
    fc.assert(
      fc.property(anyText, (commonName) => {
        const { privateKey } = fileNames('server', commonName);
        expect(basename(privateKey)).toBe(privateKey);
        expect(privateKey).toMatch(/^[^\p{Control}\s/\\:*?"<>|.-][^\p{Control}\s/\\:*?"<>|]*\.key$/u);
        expect(privateKey).not.toBe('ca.key');
      }),
    );
  });
});

describe('writing', () => {
  let bench: Bench;
  let folder: string;
  const key = { name: 'a.key', contents: 'secret', mode: 0o600 };
  const certificate = { name: 'a.pem', contents: 'public', mode: 0o644 };

  beforeEach(() => {
    bench = makeBench();
    folder = bench.path('certs');
  });
  afterEach(() => bench.remove());

  const contents = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;

  it('makes the folder and both files, the key for its owner alone', async () => {
    const nested = join(folder, 'a', 'b');
    expect(await writeFiles(nested, [key, certificate])).toEqual({
      ok: true,
      value: [join(nested, 'a.key'), join(nested, 'a.pem')],
    });
    expect(readdirSync(nested)).toEqual(['a.key', 'a.pem']);
    expect(statSync(join(nested, 'a.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(nested, 'a.pem')).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it('replaces nothing, and leaves nothing behind when one of the set is there', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.pem'), 'old');
    expect(await writeFiles(folder, [key, certificate])).toEqual({
      ok: false,
      error: { code: 'exists', paths: [join(folder, 'a.pem')] },
    });
    expect(contents()).toEqual({ 'a.pem': 'old' });
  });

  it('takes a dangling link for a file that is there', async () => {
    mkdirSync(folder);
    symlinkSync('/nowhere', join(folder, 'a.key'));
    expect(await writeFiles(folder, [key, certificate])).toMatchObject({ ok: false, error: { code: 'exists' } });
    expect(readdirSync(folder)).toEqual(['a.key']);
  });

  it('replaces both when told to, with the new mode', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.key'), 'old');
    chmodSync(join(folder, 'a.key'), 0o644);
    expect(await writeFiles(folder, [key, certificate], { overwrite: true })).toMatchObject({ ok: true });
    expect(contents()).toEqual({ 'a.key': 'secret', 'a.pem': 'public' });
    expect(mode('a.key')).toBe(0o600);
  });

  it('replaces a link itself, not what it leads to', async () => {
    mkdirSync(folder);
    writeFileSync(bench.path('elsewhere'), 'old');
    symlinkSync(bench.path('elsewhere'), join(folder, 'a.key'));
    expect(await writeFiles(folder, [key], { overwrite: true })).toMatchObject({ ok: true });
    expect(bench.read('elsewhere')).toBe('old');
    expect(contents()).toEqual({ 'a.key': 'secret' });
  });

  it('puts the old files back when the second cannot be replaced', async () => {
    mkdirSync(join(folder, 'a.pem'), { recursive: true });
    writeFileSync(join(folder, 'a.key'), 'old');
    expect(await writeFiles(folder, [key, certificate], { overwrite: true })).toMatchObject({
      ok: false,
      error: { code: 'unwritable', path: join(folder, 'a.pem') },
    });
    expect(readdirSync(folder)).toEqual(['a.key', 'a.pem']);
    expect(readFileSync(join(folder, 'a.key'), 'utf8')).toBe('old');
  });

  it('removes what it made when the last file fails, folders included', async () => {
    const long = { ...certificate, name: `${'x'.repeat(300)}.pem` };
    expect(await writeFiles(join(folder, 'a', 'b'), [key, long])).toMatchObject({
      ok: false,
      error: { code: 'unwritable', reason: 'ENAMETOOLONG' },
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('says when a file is where the folder should be', async () => {
    writeFileSync(folder, '');
    expect(await writeFiles(folder, [key])).toMatchObject({ ok: false, error: { code: 'unwritable', path: folder } });
    expect(await writeFiles(join(folder, 'a'), [key])).toMatchObject({ ok: false, error: { code: 'unwritable' } });
  });

  it.each(['a/b', '..', '.', '', 'a\\b', 'a\0'])('takes %j for a mistake in the program', async (name) => {
    await expect(writeFiles(folder, [{ ...key, name }])).rejects.toThrow('file name');
    expect(existsSync(folder)).toBe(false);
  });

  it('lets one of two that write at once win, whole', async () => {
    const sets = ['1', '2'].map((text) => [
      { ...key, contents: text },
      { ...certificate, contents: text },
    ]);
    const outcomes = await Promise.all(sets.map((set) => writeFiles(folder, set)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(Object.keys(contents())).toEqual(['a.key', 'a.pem']);
    expect(new Set(Object.values(contents())).size).toBe(1);
  });
});
