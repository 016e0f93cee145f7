import type { Files } from '../base/host.ts';
import { folderOf, foldersUpTo, join, relativePath, rootOf } from './paths.ts';

/** The files of one working tree that git tracks; undefined where its index cannot be read. */
type Tracked = ReadonlySet<string> | undefined;

/** As long as the files are remembered. */
const known = new WeakMap<Files, Map<string, Promise<Tracked>>>();

/** Whether git tracks `uri`; undefined where that cannot be told. */
export async function isTracked(files: Files, uri: string): Promise<boolean | undefined> {
  for (const folder of foldersUpTo(folderOf(uri), rootOf(uri))) {
    if (!(await files.exists(join(folder, '.git')))) continue;
    const path = relativePath(folder, uri);
    const tracked = await trackedIn(files, folder);
    return tracked && path !== undefined ? tracked.has(path) : undefined;
  }
  return false;
}

function trackedIn(files: Files, folder: string): Promise<Tracked> {
  const byFolder = known.get(files) ?? new Map<string, Promise<Tracked>>();
  known.set(files, byFolder);
  const tracked = byFolder.get(folder) ?? readIndex(files, folder);
  byFolder.set(folder, tracked);
  return tracked;
}

async function readIndex(files: Files, folder: string): Promise<Tracked> {
  // Of a worktree or a submodule it lies elsewhere, which a file in its place tells (gitrepository-layout(5)).
  if ((await files.read(join(folder, '.git'))).ok) return undefined;
  const read = await files.read(join(folder, '.git/index'));
  if (read.ok) return trackedPaths(read.value);
  // Nothing was added to it so far.
  return read.error.code === 'not-found' ? new Set() : undefined;
}

/** The paths in an index of version 2 or 3 (gitformat-index(5)); undefined for another. */
function trackedPaths(index: Uint8Array): Tracked {
  // Of SHA-1, or of SHA-256: the index itself does not say.
  return pathsWith(index, 20) ?? pathsWith(index, 32);
}

/** Device and times, mode and owner of an entry, before its object's name. */
const statOctets = 40;

function pathsWith(index: Uint8Array, hashOctets: number): Tracked {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  if (index.length < 12 || view.getUint32(0) !== 0x44495243) return undefined;
  const version = view.getUint32(4);
  const count = view.getUint32(8);
  if (version !== 2 && version !== 3) return undefined;
  const decoder = new TextDecoder();
  const paths = new Set<string>();
  for (let at = 12, entry = 0; entry < count; entry++) {
    const flagsAt = at + statOctets + hashOctets;
    if (flagsAt + 2 > index.length) return undefined;
    const flags = view.getUint16(flagsAt);
    const start = flagsAt + (version === 3 && (flags & 0x4000) !== 0 ? 4 : 2);
    const end = index.indexOf(0, start);
    const length = flags & 0xfff;
    if (end < 0 || Math.min(end - start, 0xfff) !== length) return undefined;
    paths.add(decoder.decode(index.subarray(start, end)));
    // One to eight zeros, up to a multiple of eight octets.
    at += (end - at + 8) & ~7;
  }
  return paths;
}
