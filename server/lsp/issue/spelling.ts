import { URI } from 'vscode-uri';
import type { Place, Spelling } from '../../core/issue/plan/plan.ts';
import { isInside, join, relativePath } from '../../core/workspace/paths.ts';

/** Paths as they hold in the workspace folder that `near` is in: there a person opens a terminal. */
export function spellingFrom(folders: readonly string[], near: string): Spelling {
  const root = folders.find((folder) => isInside(near, folder));
  const spelled = (uri: string): string =>
    root !== undefined && isInside(uri, root) ? (relativePath(root, uri) ?? uri) : URI.parse(uri).fsPath;
  return {
    path: (place) => spelled(uriOf(place)),
    folder: spelled,
    relative: (from, to) => relativePath(from.folder, uriOf(to)) ?? to.name,
  };
}

export function uriOf({ folder, name }: Place): string {
  return join(folder, name);
}
