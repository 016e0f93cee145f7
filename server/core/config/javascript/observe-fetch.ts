import type { Observation } from '../../tls/observation.ts';
import { callsOf } from './called.ts';
import { readOptions } from './options.ts';
import type { Program } from './program.ts';
import { spanOf } from './syntax.ts';

/** Node's own fetch takes a `dispatcher`; these it drops without a word. */
const ignored = /^(?:agent|httpsAgent|agentOptions|rejectUnauthorized|checkServerIdentity|ca|cert|key|pfx)$/;
/** Packages that put another fetch in its place. */
const replaced = /node-fetch|cross-fetch|isomorphic-|fetch-ponyfill|make-fetch|minipass-fetch|electron-fetch|bun\b/;

export function observeFetch(program: Program): Observation[] {
  if (replaced.test(program.text)) return [];
  return callsOf(program, 'fetch').flatMap(({ origin, arguments: [, given] }) => {
    const name = origin && [origin.module, ...origin.path].join('.');
    if (!given || !name || !/^(?:(?:globalThis|global|window|self|undici)\.)?fetch$/.test(name)) return [];
    const entries = readOptions(program, given)?.entries ?? [];
    return entries.flatMap((entry): Observation[] =>
      ignored.test(entry.key) && !entry.inherited
        ? [{ code: 'javascript/agent-ignored-by-fetch', span: spanOf(entry.node), data: { option: entry.key } }]
        : [],
    );
  });
}
