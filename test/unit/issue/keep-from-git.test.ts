import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, runCli } from '../../support/run-cli.ts';

test('a new private key that git would take is told of, and kept from it on demand', async () => {
  const folder = folderWith({ '.gitignore': 'node_modules/\n' });
  execFileSync('git', ['init', '--quiet', folder]);
  const first = await runCli(folder, ['issue', 'ca', '--cn', 'CA', '--out', 'certs']);
  expect(first.stderr).toContain(
    'note: git does not ignore the new private key: add /certs/ca.key to .gitignore, or give --git-ignore.\n',
  );
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('node_modules/\n');

  const ca = ['--ca', 'certs/ca.pem', '--ca-key', 'certs/ca.key', '--out', 'certs'];
  const second = await runCli(folder, ['issue', 'client', ...ca, '--cn', 'ada', '--git-ignore']);
  expect(second.stderr).toContain('note: .gitignore now has /certs/ada.key: git ignores the new private key.\n');
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('node_modules/\n/certs/ada.key\n');
  execFileSync('git', ['check-ignore', 'certs/ada.key'], { cwd: folder });

  const again = await runCli(folder, ['issue', 'client', ...ca, '--cn', 'ada', '--force']);
  expect(again.stderr).not.toContain('ignore');
});
