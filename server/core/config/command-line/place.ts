import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { Change } from '../../tls/change.ts';
import type { TlsContext } from '../../tls/context.ts';
import type { Observation } from '../../tls/observation.ts';
import type { ConfigReader } from '../language.ts';
import type { OpenSslCall } from './openssl/call.ts';
import { observeCalls } from './openssl/observe.ts';
import { filesOf, workspaceFiles } from './openssl/workspace-files.ts';

/** A context, and how a change of it is written. */
export interface Place {
  readonly context: TlsContext;
  write(change: Change): readonly TextEdit[] | undefined;
}

/** What one text says. */
export interface Places {
  readonly places: readonly Place[];
  readonly observations?: readonly Observation[];
  /** Comments, in any order. */
  readonly comments?: readonly Span[];
  /** Calls of openssl, which are judged together: one makes a CA, another signs with it. */
  readonly calls?: readonly OpenSslCall[];
}

/** A reader that keeps, for every context it gives, how it is written: the text is read once. */
export function readerOf(read: (text: string, path: string) => Places): ConfigReader {
  const writers = new WeakMap<TlsContext, Place>();
  return {
    read(text, path = '') {
      const { places, observations = [], calls = [] } = read(text, path);
      const sorted = [...places].sort(({ context: a }, { context: b }) => a.span.start - b.span.start);
      for (const place of sorted) writers.set(place.context, place);
      return {
        contexts: sorted.map(({ context }) => context),
        problems: [],
        observations: [...observations, ...observeCalls(text, calls)],
        includes: filesOf(calls),
      };
    },
    includes: () => [],
    readIn(whole, alone) {
      const { text = '' } = whole.files.get(whole.self) ?? {};
      const { observations = [], calls = [] } = read(text, decodeURIComponent(whole.self));
      const observed = observeCalls(text, calls, workspaceFiles(whole));
      return { contexts: alone, problems: [], observations: [...observations, ...observed] };
    },
    comments: (text, path = '') => [...(read(text, path).comments ?? [])].sort((a, b) => a.start - b.start),
    write: (_, context, change) => writers.get(context)?.write(change),
  };
}
