import { URI, Utils } from 'vscode-uri';
import type { FileReference } from '../tls/context.ts';

/** The folder that holds `uri`. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** `uri`'s last segment. */
export function baseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

export function join(folder: string, path: string): string {
  // Half a character cannot be written in a URI.
  return Utils.joinPath(URI.parse(folder), path.toWellFormed()).toString();
}

export function isInside(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** `folder` and the folders above it up to `root`, nearest first; only `folder` where it is not below `root`. */
export function foldersUpTo(folder: string, root: string | undefined): string[] {
  const folders = [folder];
  if (!root || !isInside(folder, root)) return folders;
  for (let at = folder; at !== root; ) {
    const above = Utils.dirname(URI.parse(at)).toString();
    if (above === at) break;
    folders.push(above);
    at = above;
  }
  return folders;
}

/** The top of `uri`'s file system: where walks upwards end. */
export function rootOf(uri: string): string {
  let at = folderOf(uri);
  for (;;) {
    const above = folderOf(at);
    if (above === at) return at;
    at = above;
  }
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** An absolute path of the machine that holds `like`. */
export function absolute(path: string, like: string): string {
  return URI.parse(like)
    .with({
      path: path
        .toWellFormed()
        .replaceAll('\\', '/')
        .replace(/^([A-Za-z]:)/, '/$1')
        .replace(/^\/{2,}/, '/'),
    })
    .toString();
}

/** The path from `folder` to `uri`, with forward slashes and without a leading `./`; undefined across schemes. */
export function relativePath(folder: string, uri: string): string | undefined {
  const from = URI.parse(folder);
  const to = URI.parse(uri);
  if (from.scheme !== to.scheme || from.authority !== to.authority) return undefined;
  const a = from.path.split('/').filter(Boolean);
  const b = to.path.split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

/** The URIs a reference may mean, best first, when `mainConfigurations` are the folders that hold an nginx.conf. */
export function candidates(
  reference: FileReference,
  fromUri: string,
  root: string | undefined,
  mainConfigurations: ReadonlySet<string>,
): string[] {
  const own = folderOf(fromUri);
  if (isAbsolute(reference.path)) {
    // What is put in its place later is often kept in a tree like that of the machine: `etc/nginx/certs/a.pem`.
    const trees = reference.path.startsWith('/') && root ? foldersUpTo(own, root) : [];
    const installed = /^\/etc\/nginx\/(.*)/.exec(reference.path)?.[1];
    const mains = installed === undefined ? [] : trees.filter((folder) => mainConfigurations.has(folder));
    return [
      absolute(reference.path, fromUri),
      ...trees.map((folder) => join(folder, reference.path)),
      ...mains.map((folder) => join(folder, installed ?? '')),
    ];
  }
  return baseFolders(reference.base, own, root, mainConfigurations).map((folder) => join(folder, reference.path));
}

/** The folders that a relative path may start from, best first. */
export function baseFolders(
  base: FileReference['base'],
  own: string,
  root: string | undefined,
  mainConfigurations: ReadonlySet<string>,
): string[] {
  if (base === 'document') return [own];
  const above = foldersUpTo(own, root);
  if (base === 'working-directory') return above;
  const main = above.filter((folder) => mainConfigurations.has(folder));
  return [...new Set([...main, ...above])];
}

/** `uri` for people who are looking at `fromUri`: relative to its folder where both are in one place. */
export function displayPath(uri: string, fromUri: string): string {
  return relativePath(folderOf(fromUri), uri) ?? uri;
}
