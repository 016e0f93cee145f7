import type { LocatedContext } from '../lint/facts.ts';
import { fileReferences, type Setting, type TlsContext } from '../tls/context.ts';

/** More servers than a workspace has, for one that would fill the memory. */
const mostServers = 10_000;

interface Servers {
  readonly contexts: readonly TlsContext[];
  readonly summary: string;
}

/** The servers of all configurations that were looked at, for their clients to be found. */
export class KnownServers {
  readonly #byUri = new Map<string, Servers>();
  #count = 0;
  /** By the names that they give themselves; those without a name under ''. Made when someone asks. */
  #byName: Map<string, LocatedContext[]> | undefined;

  /** What `uri` holds from now on. Returns whether anything is different but its place. */
  put(uri: string, contexts: readonly TlsContext[]): boolean {
    const before = this.#byUri.get(uri) ?? { contexts: [], summary: '' };
    const room = mostServers - this.#count + before.contexts.length;
    const after = contexts.filter(({ role, certificates }) => role === 'server' && certificates).slice(0, room);
    if (after.length + before.contexts.length === 0) return false;
    const summary = after.map(summaryOf).join('\n');
    if (after.length === 0) this.#byUri.delete(uri);
    else this.#byUri.set(uri, { contexts: after, summary });
    this.#count += after.length - before.contexts.length;
    this.#byName = undefined;
    return summary !== before.summary;
  }

  /** Servers by a name of the client: their own name or, where they have none, one that their certificate is for. */
  for(
    { serverNames }: TlsContext,
    isFor: (server: LocatedContext, name: string) => boolean,
  ): readonly LocatedContext[] {
    const names = namesOf(serverNames);
    if (names.length === 0) return [];
    this.#byName ??= this.#index();
    const byName = this.#byName;
    const own = names.flatMap((name) => byName.get(name) ?? []);
    const unnamed = (byName.get('') ?? []).filter((server) => names.some((name) => isFor(server, name)));
    return [...new Set([...own, ...unnamed])];
  }

  #index(): Map<string, LocatedContext[]> {
    const byName = new Map<string, LocatedContext[]>();
    for (const [uri, { contexts }] of this.#byUri) {
      for (const context of contexts) {
        const server = { uri, context };
        const names = namesOf(context.serverNames);
        for (const name of names.length > 0 ? names : ['']) {
          const same = byName.get(name);
          if (same) same.push(server);
          else byName.set(name, [server]);
        }
      }
    }
    return byName;
  }
}

function namesOf(settings: readonly Setting<string>[] = []): string[] {
  return settings.flatMap(({ value }) => (value === 'unknown' || value === '' ? [] : [value.toLowerCase()]));
}

function summaryOf(context: TlsContext): string {
  const files = fileReferences(context).map(({ purpose, path }) => `${purpose} ${path}`);
  return [context.peerVerification?.value, ...namesOf(context.serverNames), ...files].join('\t');
}
