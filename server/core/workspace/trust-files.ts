import { glob } from '../base/glob.ts';
import type { Files } from '../base/host.ts';
import type { TrustAnchorSettings } from '../lint/settings.ts';
import { absolute, isAbsolute, join, relativePath } from './paths.ts';
import { isPkiName } from './pki-file.ts';
import type { TrustFiles } from './trust-basis.ts';

/** Files that the settings of one folder may mean. */
const filesKept = 2_000;

/** What the settings' paths and patterns mean. Loaded where there are any. */
export async function findTrustFiles(
  { files: patterns, include, exclude }: TrustAnchorSettings,
  base: string | undefined,
  files: Files,
  load: (uri: string) => Promise<boolean>,
): Promise<TrustFiles> {
  const found = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    let isMatched = false;
    // Outside any folder nothing says where a path starts.
    for (const uri of base === undefined ? [] : await expand(pattern, base, files)) {
      if (found.size >= filesKept) break;
      if (!(await load(uri))) continue;
      found.add(uri);
      isMatched = true;
    }
    if (!isMatched) unmatched.push(pattern);
  }
  const included = include.map(meant);
  const excluded = exclude.map(meant);
  const isIncluded = (path: string): boolean =>
    included.some((isMeant) => isMeant(path)) && !excluded.some((isMeant) => isMeant(path));
  return { files: found, unmatched, isIncluded };
}

async function expand(pattern: string, base: string, files: Files): Promise<readonly string[]> {
  const at = (path: string): string => (isAbsolute(path) ? absolute(path, base) : join(base, path));
  if (!isGlob(pattern)) {
    const uri = at(pattern);
    // A folder cannot be read and has files.
    const inside = (await files.read(uri)).ok ? [] : await files.list(uri, isPkiName);
    return inside.length > 0 ? inside : [uri];
  }
  const { folder: above, rest } = splitGlob(pattern);
  const start = above === '' && !pattern.startsWith('/') ? base : at(above === '' ? '/' : above);
  const isMeant = meant(rest.includes('/') || above !== '' ? `/${rest}` : rest);
  const lastSegment = meant(rest.split('/').at(-1) ?? '');
  const found = await files.list(start, (name) => isPkiName(name) || (!rest.endsWith('**') && lastSegment(name)));
  return found.filter((uri) => isMeant(relativePath(start, uri) ?? ''));
}

function meant(pattern: string): (path: string) => boolean {
  return glob(pattern, { ranges: true, below: true });
}

/** Whether a pattern has anything but plain characters. */
function isGlob(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

/** The leading segments without anything special, and the rest. */
function splitGlob(pattern: string): { readonly folder: string; readonly rest: string } {
  const parts = pattern.split('/');
  const at = parts.findIndex(isGlob);
  return { folder: parts.slice(0, at).join('/'), rest: parts.slice(at).join('/') };
}
