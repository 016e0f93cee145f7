import { spawnSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { nodeHost } from '../../../server/node/host.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { folderWith, runCli } from '../../support/run-cli.ts';

const made = await fixtures();
const key = made.get('private-key') ?? '';

/** Files where every user may come: the folder of a test is its owner's alone at first. */
function openFolder(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  chmodSync(folder, 0o755);
  return folder;
}

async function findings(folder: string, path: string): Promise<readonly string[]> {
  const { stdout } = await runCli(folder, ['check', '--format', 'json', path]);
  const files = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] }[];
  return files.flatMap(({ findings: own }) =>
    own.filter(({ rule }) => rule === 'key/group-readable').map(({ severity }) => severity),
  );
}

describe.skipIf(process.platform === 'win32')('permissions of files with a private key', () => {
  test.each<[number, readonly string[]]>([
    [0o644, ['warning']],
    [0o604, ['warning']],
    [0o666, ['warning']],
    [0o640, process.getuid?.() === 0 ? [] : ['information']],
    [0o660, ['information']],
    [0o600, []],
    [0o400, []],
  ])('%o', async (mode, expected) => {
    const folder = openFolder({ 'server.key': key });
    chmodSync(join(folder, 'server.key'), mode);
    expect(await findings(folder, 'server.key')).toEqual(expected);
  });

  test('a folder above that keeps others out', async () => {
    const folder = openFolder({ 'private/server.key': key });
    chmodSync(join(folder, 'private/server.key'), 0o644);
    chmodSync(join(folder, 'private'), 0o700);
    expect(await findings(folder, 'private/server.key')).toEqual(['information']);
  });

  test.each(['2', '3', '4'])(
    'git checks every file out alike: nothing is said of one that it tracks (index %s)',
    async (version) => {
      const long = `${'very-'.repeat(30)}long.key`;
      const folder = openFolder({ 'new.key': key, 'added.key': key, 'certs/added.key': key, [long]: key });
      const git = (...args: readonly string[]): void => {
        const { status, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
        expect(status, stderr).toBe(0);
      };
      git('init', '--quiet');
      git('config', 'index.version', version);
      git('add', 'added.key', 'certs/added.key', long);
      // Some entries of version 3 are longer than those of version 2.
      if (version === '3') git('add', '--intent-to-add', 'new.key');
      for (const name of ['new.key', 'added.key', 'certs/added.key', long]) chmodSync(join(folder, name), 0o644);
      for (const name of ['added.key', 'certs/added.key', long]) expect(await findings(folder, name)).toEqual([]);
      // Paths of version 4 are not read.
      expect(await findings(folder, 'new.key')).toEqual(version === '2' ? ['warning'] : []);
    },
  );

  test('the command of the message ends it', async () => {
    const folder = openFolder({ 'server.key': key });
    const path = join(folder, 'server.key');
    chmodSync(path, 0o644);
    const { stdout } = await runCli(folder, ['check', 'server.key']);
    const command = /chmod 600 [\w.]+\w/.exec(stdout)?.[0] ?? '';
    expect(spawnSync('sh', ['-c', command], { cwd: folder }).status).toBe(0);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await findings(folder, 'server.key')).toEqual([]);
  });

  test('the editor looks again when the file changes', async () => {
    const folder = openFolder({ 'server.key': key });
    const path = join(folder, 'server.key');
    const uri = pathToFileURL(path).toString();
    const workspace = new Workspace(nodeHost({ now: () => fixtureTime }));
    workspace.setFolders([dirname(uri)]);
    const reading = await readDocument({ uri, languageId: 'pem', text: key });
    const found = async (): Promise<boolean> => {
      const { findings } = await analyse(reading, workspace, fixtureTime, defaultSettings);
      return findings.some(({ rule }) => rule === 'key/group-readable');
    };
    chmodSync(path, 0o644);
    expect(await found()).toBe(true);
    chmodSync(path, 0o600);
    await workspace.filesChanged([uri]);
    expect(workspace.isCurrent(reading)).toBe(false);
    expect(await found()).toBe(false);
  });
});
