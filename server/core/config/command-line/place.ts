import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { areSteps, atOnce, inTurns, type Steps } from '../../base/steps.ts';
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

/**
 * A reader that keeps, for every context it gives, how it is written: the text is read once. Step by step where a text of
 * many lines takes long.
 */
export function readerOf(read: (text: string, path: string) => Places | Steps<Places>): ConfigReader {
  const writers = new WeakMap<TlsContext, Place>();
  /** Of the text that was read last: its comments, and what it is as a part of others, are asked next. */
  let last: { readonly text: string; readonly path: string; readonly places: Places } | undefined;
  const placesOf = (text: string, path: string): Places => {
    if (last?.text !== text || last.path !== path) {
      const reading = read(text, path);
      last = { text, path, places: areSteps(reading) ? atOnce(reading) : reading };
    }
    return last.places;
  };
  return {
    async prepare(text, path = '') {
      const reading = read(text, path);
      last = { text, path, places: areSteps(reading) ? await inTurns(reading) : reading };
    },
    read(text, path = '') {
      const { places, observations = [], calls = [] } = placesOf(text, path);
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
      const { observations = [], calls = [] } = placesOf(text, decodeURIComponent(whole.self));
      const observed = observeCalls(text, calls, workspaceFiles(whole));
      return { contexts: alone, problems: [], observations: [...observations, ...observed] };
    },
    comments: (text, path = '') => [...(placesOf(text, path).comments ?? [])].sort((a, b) => a.start - b.start),
    write: (_, context, change) => writers.get(context)?.write(change),
  };
}
