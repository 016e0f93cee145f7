import type { Host } from '../../server/core/base/host.ts';
import { failure, success } from '../../server/core/base/result.ts';
import { fixtureTime } from './fixtures.ts';
import { lastNames } from './last-names.ts';

/** A machine whose files are texts, by their URIs; they may be changed meanwhile. */
export function memoryHost(files: ReadonlyMap<string, string>, own: Partial<Host> = {}): Host {
  return {
    crypto,
    now: () => fixtureTime,
    log: () => {},
    files: {
      read: async (uri) => {
        const text = files.get(uri);
        return text === undefined ? failure({ code: 'not-found' }) : success(new TextEncoder().encode(text));
      },
      list: async (folder, accept) =>
        [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`) && accept(...lastNames(uri))),
      exists: async (uri) => files.has(uri),
    },
    ...own,
  };
}
