import { existsSync, globSync, statSync } from 'node:fs';
import { targets } from './targets.ts';

const sources = [
  'client/**/*.ts',
  'server/**/*.ts',
  'l10n/*.json',
  'scripts/build.ts',
  'scripts/build/*.ts',
  'package-lock.json',
];

/** Whether a bundle is missing, older than any source, or made for development. */
export function isStale(): boolean {
  const newest = Math.max(...globSync(sources).map((path) => statSync(path).mtimeMs));
  return targets.some(({ entry, output }) => existsSync(entry) && !isFresh(output, newest));
}

function isFresh(output: string, newest: number): boolean {
  return existsSync(output) && !existsSync(`${output}.map`) && statSync(output).mtimeMs > newest;
}
