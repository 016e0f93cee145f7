/**
 * TLS contexts of a configuration.
 *
 * A `server` block that speaks TLS is a server context; a block with a `proxy_pass https://…` (or another module's
 * like) is a client context. Settings further out are seen in the contexts that inherit them. Those that no context
 * here inherits (a file of settings to be included; `http` settings for servers in other files; all servers here
 * override them) are given by their own level, as a context of its own, so that nothing written goes unseen.
 */
import { byObject } from '../../base/by-object.ts';
import { type Span, span } from '../../base/span.ts';
import { atOnce, type Steps } from '../../base/steps.ts';
import type { TlsContext } from '../../tls/context.ts';
import { factsOfBlocks } from './block-facts.ts';
import { FactReader } from './facts.ts';
import { belongsTo, clientFamilies, type Family, serverFamily } from './families.ts';
import { find, type Level, noteAsked, ownFor, readLevels } from './level.ts';
import { placeOfPass, placeOfUpstream } from './peer-place.ts';
import { seesAll } from './sight.ts';
import { isTemplate } from './templates.ts';
import { tlsPass } from './tls-pass.ts';
import { type Directive, headSpan, type Tree } from './tree.ts';
import { isUnusedVerification } from './unused-verification.ts';
import { isOff } from './values.ts';

/** A context and the place in the configuration that gives it. */
export interface Place {
  readonly context: TlsContext;
  readonly family: Family;
  readonly level: Level;
  /** The directive that names the peer, in a client's block. */
  readonly pass?: Directive;
}

/** In document order. */
export function readPlaces(tree: Tree, facts = new FactReader(), root = readLevels(tree)): readonly Place[] {
  return atOnce(readBlock(root, tlsAddresses(root), facts)).places;
}

/** The places of a level and of all below it; and which families have one there, one bit each. */
export function* readBlock(level: Level, addresses: ReadonlySet<string>, facts: FactReader): Steps<ReadPlaces> {
  const reader = new Reader(addresses, facts);
  const reached = yield* reader.visit(level);
  return { places: reader.places.sort(inOrder), reached };
}

/** The places of a level outside of servers, without those below it, which reach the families `below`. */
export function readOuterLevel(level: Level, below: number, facts: FactReader): ReadPlaces {
  const reader = new Reader(new Set(), facts);
  const reached = reader.visitLevel(level, below);
  return { places: reader.places, reached };
}

export interface ReadPlaces {
  readonly places: readonly Place[];
  readonly reached: number;
}

export function inOrder({ context: a }: Place, { context: b }: Place): number {
  return a.span.start - b.span.start || b.span.end - a.span.end || a.nameSpan.start - b.nameSpan.start;
}

const families = [serverFamily, ...clientFamilies];

/** Some milliseconds. */
const levelsOfStep = 64;

class Reader {
  readonly places: Place[] = [];
  #count = 0;
  readonly #addresses: ReadonlySet<string>;
  readonly #facts: FactReader;

  constructor(addresses: ReadonlySet<string>, facts: FactReader) {
    this.#addresses = addresses;
    this.#facts = facts;
  }

  /** Returns which families have a context here or further in, one bit each. */
  *visit(level: Level): Steps<number> {
    let reached = 0;
    for (const child of level.children) reached |= yield* this.visit(child);
    if (++this.#count % levelsOfStep === 0) yield;
    return this.visitLevel(level, reached);
  }

  visitLevel(level: Level, below: number): number {
    let reached = below;
    families.forEach((family, index) => {
      const bit = 1 << index;
      if (this.#visitFamily(level, family, (reached & bit) !== 0)) reached |= bit;
    });
    return reached;
  }

  #visitFamily(level: Level, family: Family, reached: boolean): boolean {
    if (family.role === 'server') {
      if (level.kind === 'server' && speaksTls(level, this.#addresses)) {
        this.#add({ level, family }, level.block?.name.span);
        return true;
      }
      // nginx takes ssl_* in no part of a server.
      if (level.kind !== 'outer') return false;
    } else {
      const pass = tlsPass(level, family);
      if (pass) {
        this.#add({ level, family, pass }, headSpan(pass));
        return true;
      }
    }
    const first = firstOwn(level, family);
    if (!first || (reached && !this.#hasUnused(level, family))) return false;
    this.#add({ level, family }, headSpan(first));
    return true;
  }

  #hasUnused(level: Level, family: Family): boolean {
    return family.facts.some((name) => {
      const directives = level.own.get(name);
      if (directives === undefined || this.#facts.used.has(directives)) return false;
      return !this.#facts.isUsedElsewhere(directives);
    });
  }

  #add(place: Omit<Place, 'context'>, name: Span | undefined): void {
    const { level, family } = place;
    const whole = level.block?.span ?? extent(place);
    this.places.push({
      ...place,
      context: {
        role: family.role,
        span: whole,
        nameSpan: name ?? whole,
        ...this.#facts.read(level, family),
        ...(place.pass ? this.#readPeers(level, place.pass) : isUnusedVerification(level, family) && unused),
      },
    });
  }

  #readPeers(level: Level, pass: Directive): Pick<TlsContext, 'peersAt' | 'verifiesByDefault'> {
    const peersAt = placeOfPass(pass) ?? placeOfUpstream(pass, level);
    // An upstream may be given other servers.
    if (!placeOfPass(pass)) this.#facts.beside.names.add('upstream');
    return {
      ...(peersAt && { peersAt }),
      ...(!mayVerifyElsewhere(level) && { verifiesByDefault: false as const }),
    };
  }
}

const unused = { hasNoConnections: true } as const;

/** Whether a file that cannot be seen may turn the verification of a peer on. */
function mayVerifyElsewhere(level: Level): boolean {
  const alone: Level = { kind: level.kind, own: level.own, children: [] };
  return !seesAll(level, /proxy|upstream|backend|verif|grpc/i) || (level.kind === 'inner' && !seesAll(alone, /./));
}

/** From the first to the last directive of a family, and the one that names the peer. */
function extent({ level, family, pass }: Omit<Place, 'context'>): Span {
  let start = pass?.span.start ?? Number.POSITIVE_INFINITY;
  let end = pass?.span.end ?? 0;
  for (const [name, directives] of level.own) {
    if (!belongsTo(family, name)) continue;
    for (const directive of directives) {
      start = Math.min(start, directive.span.start);
      end = Math.max(end, directive.span.end);
    }
  }
  return span(Math.min(start, end), end);
}

/** The level's first directive of the family that is not just its switch, turned off. */
function firstOwn({ own }: Level, family: Family): Directive | undefined {
  for (const [name, directives] of ownFor(own, family.prefix)) {
    if (!belongsTo(family, name)) continue;
    const first = name === family.toggle ? directives.find(({ args }) => !isOff(args[0])) : directives[0];
    if (first) return first;
  }
  return undefined;
}

/**
 * Whether connections to a server are encrypted, as far as this file tells. Its own TLS settings count even where no
 * `listen … ssl` makes them work: they are meant to. Inherited ones do not make TLS of a server that plainly listens
 * without it.
 */
function speaksTls(level: Level, addresses: ReadonlySet<string>): boolean {
  if (firstOwn(level, serverFamily) || listens(level).some(isTlsListen)) return true;
  const starttls = find(level, 'starttls')?.directives.at(-1)?.args[0];
  if (starttls && !isOff(starttls)) return true;
  let outer = level.parent;
  while (outer && !firstOwn(outer, serverFamily)) outer = outer.parent;
  return outer !== undefined && !listensPlainly(level, addresses);
}

function listensPlainly(level: Level, addresses: ReadonlySet<string>): boolean {
  const own = listens(level);
  if (own.length === 0 || level.own.has('include')) return false;
  return own.every(
    (listen) => !addresses.has(addressOf(listen)) && !listen.args.some((argument) => isTemplate(argument.value)),
  );
}

/** The servers of one socket all speak TLS as soon as one of them says so. */
export function tlsAddresses(root: Level): ReadonlySet<string> {
  noteAsked('listen');
  return asSet(addressesIn(root));
}

const addressesIn = factsOfBlocks((levels) =>
  levels.flatMap((level) => (level.kind === 'server' ? listens(level).filter(isTlsListen).map(addressOf) : [])),
);

const asSet = byObject((all: readonly string[]): ReadonlySet<string> => new Set(all));

export function listens({ own }: Level): readonly Directive[] {
  return own.get('listen') ?? [];
}

export function isTlsListen({ args }: Directive): boolean {
  return args.some(({ value }) => value === 'ssl' || value === 'quic');
}

export function addressOf({ args }: Directive): string {
  const address = args[0]?.value ?? '';
  if (/^\d+$/.test(address)) return `*:${address}`;
  if (address.startsWith('unix:')) return address;
  const whole = /:\d+$/.test(address) ? address : `${address}:80`;
  return whole.replace(/^0\.0\.0\.0:/, '*:');
}
