import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { readGitIndex } from '../../../server/core/workspace/git-index.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { nodeHost } from '../../../server/node/host.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tlsense-git-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let repositories = 0;

class Repository {
  readonly folder: string;

  constructor(...options: readonly string[]) {
    this.folder = join(scratch, `repository-${repositories++}`);
    execFileSync('git', ['init', '--quiet', ...options, this.folder]);
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  get index(): Uint8Array {
    return readFileSync(join(this.folder, '.git/index'));
  }
}

const paths = [
  'a.key',
  'a.key.old',
  'certs/server.key',
  'certs/client.key',
  'certs/café/王.key',
  `long/${'x'.repeat(200)}/${'y'.repeat(200)}/z`,
  ...Array.from({ length: 30 }, (_, i) => `many/${'z'.repeat(i)}`).slice(1),
];

test.each<[string, readonly string[], (repository: Repository) => void]>([
  ['version 2', [], () => {}],
  [
    'version 3',
    [],
    (repository) => {
      repository.write('later', 'x');
      repository.git('add', '--intent-to-add', 'later');
    },
  ],
  ['version 4', [], (repository) => repository.git('update-index', '--index-version', '4')],
  ['version 2', ['--object-format=sha256'], () => {}],
  ['version 4', ['--object-format=sha256'], (repository) => repository.git('update-index', '--index-version', '4')],
])('the paths in an index of %s are those that git lists (%j)', (version, options, change) => {
  const repository = new Repository(...options);
  for (const path of paths) repository.write(path, path);
  repository.git('add', '.');
  repository.write('untracked', 'x');
  change(repository);
  expect(`version ${new DataView(Uint8Array.from(repository.index).buffer).getUint32(4)}`).toBe(version);
  const listed = repository.git('ls-files', '-z').split('\0').slice(0, -1);
  expect(listed.length).toBeGreaterThanOrEqual(paths.length);
  expect([...(readGitIndex(repository.index) ?? [])].sort()).toEqual(listed.sort());
});

test('a split index, whose paths are elsewhere, and what is no index are not read', () => {
  const repository = new Repository();
  for (const path of paths) repository.write(path, path);
  repository.git('add', '.');
  repository.git('update-index', '--split-index');
  repository.write('a.key', 'changed');
  repository.git('add', 'a.key');
  expect(readGitIndex(repository.index)?.has('certs/server.key') ?? false).toBe(false);
  expect(readGitIndex(new Uint8Array(0))).toBeUndefined();
  expect(readGitIndex(new TextEncoder().encode('DIRC and then some text'))).toBeUndefined();
});

test('any octet of an index changed, any part cut off: nothing is thrown', () => {
  const repository = new Repository();
  for (const path of paths) repository.write(path, path);
  repository.git('add', '.');
  for (const version of ['2', '4']) {
    repository.git('update-index', '--index-version', version);
    const { index } = repository;
    fc.assert(
      fc.property(fc.nat(index.length - 1), fc.nat(255), fc.nat(index.length), (at, octet, length) => {
        const changed = Uint8Array.from(index.subarray(0, length));
        if (at < length) changed[at] = octet;
        readGitIndex(changed);
      }),
      { numRuns: 300 },
    );
  }
});

test('a key that is ignored but tracked is reported, until git tracks it no more', async () => {
  const key = (await fixtures()).get('server-key') ?? '';
  const repository = new Repository();
  repository.write('certs/a.key', key);
  repository.write('certs/b.key', key);
  repository.git('add', 'certs/a.key');
  repository.git('commit', '--quiet', '-m', 'first');
  repository.write('.gitignore', '*.key\n');
  repository.git('worktree', 'add', '--quiet', '--detach', join(scratch, 'other'));

  const workspace = new Workspace(nodeHost({ now: () => fixtureTime }));
  const uri = (path: string): string => pathToFileURL(join(repository.folder, path)).href;
  const found = async (at: string): Promise<(string | undefined)[]> => {
    const reading = readDocument({ uri: at, languageId: 'pem', text: key });
    const { findings } = await analyse(reading, workspace, fixtureTime, defaultSettings);
    return findings
      .filter(({ rule }) => rule === 'key/not-ignored-by-git')
      .map(({ message }) => message.template.slice(0, 21));
  };
  workspace.setFolders([pathToFileURL(repository.folder).href]);
  expect(await found(uri('certs/a.key'))).toEqual(['Git tracks this file,']);
  expect(await found(uri('certs/b.key'))).toEqual([]);
  expect(await found(pathToFileURL(join(scratch, 'other/certs/a.key')).href)).toEqual(['Git tracks this file,']);

  repository.git('rm', '--quiet', '--cached', 'certs/a.key');
  expect(await workspace.filesChanged([uri('.git/index')])).toBe(true);
  expect(await found(uri('certs/a.key'))).toEqual([]);
  // Git writes the index again without a change to these.
  repository.git('add', '.gitignore');
  expect(await workspace.filesChanged([uri('.git/index')])).toBe(false);
});
