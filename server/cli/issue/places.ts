import { basename, dirname, join, relative } from 'node:path';
import type { Place, Spelling, Workbench } from '../../core/issue/plan/plan.ts';
import type { CliIo } from '../io.ts';

/** Paths as the person wrote them. */
export const spelling: Spelling = {
  path: ({ folder, name }) => slashed(join(folder, name)),
  folder: slashed,
  relative: (from, to) => slashed(relative(from.folder, join(to.folder, to.name))),
};

export function placeOf(path: string): Place {
  return { folder: dirname(path), name: basename(path) };
}

export function pathOf({ folder, name }: Place): string {
  return join(folder, name);
}

export function workbenchOf({ host }: CliIo): Workbench {
  return { crypto: host.crypto, now: host.now(), spelling };
}

/** As shells and `openssl` take them on every system. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
