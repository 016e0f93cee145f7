import { differenceOf } from '../base/difference.ts';
import type { LocatedContext } from '../lint/facts.ts';
import { fileReferences, type Setting, type TlsContext } from '../tls/context.ts';

/** More servers than a workspace has, for one that would fill the memory. */
const mostServers = 10_000;

/** What an answer about servers depends on: those with a name, or without any. */
export type ServerTopic = `servers ${string}`;

interface Servers {
  /** All of a document, clients too; the first of its servers where there are too many. */
  readonly contexts: readonly TlsContext[];
  /** Servers among them. */
  readonly count: number;
  /** How many there are of each name. */
  readonly counts: Map<string, number>;
}

/** The servers of all configurations that were looked at, for their clients to be found. */
export class KnownServers {
  readonly #byUri = new Map<string, Servers>();
  #count = 0;
  /** The documents that have servers of a name; of those without one under ''. */
  readonly #urisByName = new Map<string, Set<string>>();

  /** The documents that have any. */
  get uris(): Iterable<string> {
    return this.#byUri.keys();
  }

  /** What `uri` holds from now on. Returns what is different by that, places left out. */
  put(uri: string, contexts: readonly TlsContext[]): readonly ServerTopic[] {
    const before = this.#byUri.get(uri) ?? { contexts: [], count: 0, counts: new Map<string, number>() };
    const { counts } = before;
    // What stays is what it was: of a name it is those in between that make a difference.
    const { start, end, by } = differenceOf(before.contexts, contexts);
    const serversGone = before.contexts.slice(start, end).filter(isServer);
    const serversCome = contexts.slice(start, end + by).filter(isServer);
    const count = before.count + serversCome.length - serversGone.length;
    const room = mostServers - this.#count + before.count;
    if (count > room) return this.put(uri, contexts.filter(isServer).slice(0, room));
    const gone = summariesOf(serversGone);
    const come = summariesOf(serversCome);
    if (count === 0) this.#byUri.delete(uri);
    else this.#byUri.set(uri, { contexts, count, counts });
    this.#count += count - before.count;
    const names = [...new Set([...gone.keys(), ...come.keys()])];
    const changed = names.filter((name) => gone.get(name)?.text !== come.get(name)?.text);
    for (const name of names) {
      const ofName = (counts.get(name) ?? 0) + (come.get(name)?.count ?? 0) - (gone.get(name)?.count ?? 0);
      if (ofName > 0) counts.set(name, ofName);
      else counts.delete(name);
      this.#index(name, uri, ofName > 0);
    }
    return changed.map((name): ServerTopic => `servers ${name}`);
  }

  /** Servers by a name of the client: their own name or, where they have none, one that their certificate is for. */
  for(
    { serverNames }: TlsContext,
    isFor: (server: LocatedContext, name: string) => boolean,
    observed: { add(topic: ServerTopic): unknown } | undefined,
  ): readonly LocatedContext[] {
    const names = namesOf(serverNames);
    if (names.length === 0) return [];
    for (const name of [...names, '']) observed?.add(`servers ${name}`);
    const own = names.flatMap((name) => this.#named(name));
    const unnamed = this.#named('').filter((server) => names.some((name) => isFor(server, name)));
    const found = new Map([...own, ...unnamed].map((server) => [server.context, server]));
    return [...found.values()];
  }

  #named(name: string): LocatedContext[] {
    return [...(this.#urisByName.get(name) ?? [])].flatMap((uri) => {
      const contexts = this.#byUri.get(uri)?.contexts ?? [];
      return contexts
        .filter((context) => isServer(context) && about(context).keys.includes(name))
        .map((context) => ({ uri, context }));
    });
  }

  #index(name: string, uri: string, isThere: boolean): void {
    const uris = this.#urisByName.get(name) ?? new Set();
    if (isThere) uris.add(uri);
    else uris.delete(uri);
    if (uris.size > 0) this.#urisByName.set(name, uris);
    else this.#urisByName.delete(name);
  }
}

function isServer({ role, certificates }: TlsContext): boolean {
  return role === 'server' && certificates !== undefined;
}

/** The names that a context is found by, and what is known of it: worked out once, for most stay as they are. */
interface About {
  readonly keys: readonly string[];
  readonly summary: string;
}

const known = new WeakMap<TlsContext, About>();

function about(context: TlsContext): About {
  let one = known.get(context);
  if (!one) {
    const names = namesOf(context.serverNames);
    one = { keys: names.length > 0 ? names : [''], summary: summaryOf(context) };
    known.set(context, one);
  }
  return one;
}

/** What is known of the servers of each name. */
function summariesOf(contexts: readonly TlsContext[]) {
  const summaries = new Map<string, { readonly text: string; readonly count: number }>();
  for (const context of contexts) {
    const { keys, summary } = about(context);
    for (const name of keys) {
      const { text = '', count = 0 } = summaries.get(name) ?? {};
      summaries.set(name, { text: `${text}${summary}\n`, count: count + 1 });
    }
  }
  return summaries;
}

function namesOf(settings: readonly Setting<string>[] = []): string[] {
  return settings.flatMap(({ value }) => (value === 'unknown' || value === '' ? [] : [value.toLowerCase()]));
}

function summaryOf(context: TlsContext): string {
  const files = fileReferences(context).map(({ purpose, path }) => `${purpose} ${path}`);
  return [context.peerVerification?.value, ...namesOf(context.serverNames), ...files].join('\t');
}
