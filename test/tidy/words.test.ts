import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Written in pieces, so that this file does not hold them. */
const forbidden = [
  // Paths of one machine.
  ['/work', '/main'],
  ['/work', '/shared'],
  ['/tmp', '/setup'],
  // Work that is not done.
  ['TO', 'DO'],
  ['FIX', 'ME'],
].map((pieces) => pieces.join(''));

test('no file speaks of one machine or of work left undone', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0');
  const found = files.flatMap((path) => {
    if (path === '' || !existsSync(path) || /\.(png|vsix)$|(^|\/)package-lock\.json$/.test(path)) return [];
    const text = readFileSync(path, 'utf8');
    return forbidden.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`);
  });
  expect(found).toEqual([]);
});
