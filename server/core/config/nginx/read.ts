/**
 * TLS contexts of a configuration.
 *
 * A `server` block that speaks TLS is a server context; a block with a `proxy_pass https://…` (or another module's
 * like) is a client context. Settings further out are seen in the contexts that inherit them. Those that no context
 * here inherits (a file of settings to be included; `http` settings for servers in other files; all servers here
 * override them) are given by their own level, as a context of its own, so that nothing written goes unseen.
 */
import { type Span, span } from '../../base/span.ts';
import type { FilePurpose, FileReference, PeerVerification, Setting, TlsContext } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import { belongsTo, clientFamilies, type Family, factNames, serverFamily } from './families.ts';
import { type Found, find, type Level, readLevels } from './level.ts';
import { isTemplate } from './templates.ts';
import { type Directive, headSpan, type Tree } from './tree.ts';
import { isOff, isOn, readFile, readName, readProtocol, readVerification } from './values.ts';

/** A context and the place in the configuration that gives it. */
export interface Place {
  readonly context: TlsContext;
  readonly family: Family;
  readonly level: Level;
  /** The directive that names the peer, in a client's block. */
  readonly pass?: Directive;
}

/** In document order. */
export function readPlaces(tree: Tree): readonly Place[] {
  const root = readLevels(tree);
  const reader = new Reader(tlsAddresses(root));
  reader.visit(root);
  return reader.places.sort(
    ({ context: a }, { context: b }) =>
      a.span.start - b.span.start || b.span.end - a.span.end || a.nameSpan.start - b.nameSpan.start,
  );
}

const families = [serverFamily, ...clientFamilies];

class Reader {
  readonly places: Place[] = [];
  readonly #addresses: ReadonlySet<string>;
  /** Directives that some context has taken a fact from. */
  readonly #used = new Set<Directive>();

  constructor(addresses: ReadonlySet<string>) {
    this.#addresses = addresses;
  }

  /** Returns the families that have a context here or further in. */
  visit(level: Level): ReadonlySet<Family> {
    const reached = new Set<Family>();
    for (const child of level.children) for (const family of this.visit(child)) reached.add(family);
    for (const family of families) if (this.#visitFamily(level, family, reached)) reached.add(family);
    return reached;
  }

  #visitFamily(level: Level, family: Family, reached: ReadonlySet<Family>): boolean {
    if (family.role === 'server') {
      if (level.kind === 'server' && speaksTls(level, this.#addresses)) {
        this.#add({ level, family }, level.block?.span, level.block?.name.span);
        return true;
      }
      // nginx takes ssl_* in no part of a server.
      if (level.kind !== 'outer') return false;
    } else {
      const pass = tlsPass(level, family);
      if (pass) {
        this.#add({ level, family, pass }, level.block?.span, headSpan(pass));
        return true;
      }
    }
    const own = [...level.own].filter(([name]) => belongsTo(family, name)).flatMap(([, directives]) => directives);
    const first = own[0];
    if (!first || own.every((directive) => isToggledOff(family, directive))) return false;
    if (reached.has(family) && !this.#hasUnused(level, family)) return false;
    this.#add({ level, family }, level.block?.span, headSpan(first), own);
    return true;
  }

  #hasUnused(level: Level, family: Family): boolean {
    return factNames(family).some((name) => level.own.get(name)?.some((directive) => !this.#used.has(directive)));
  }

  #add(place: Omit<Place, 'context'>, block: Span | undefined, name: Span | undefined, own?: Directive[]): void {
    const nameSpan = name ?? span(0, 0);
    const whole = block ?? extent(own ?? (place.pass ? [place.pass] : []));
    for (const fact of factNames(place.family)) {
      for (const directive of find(place.level, fact)?.directives ?? []) this.#used.add(directive);
    }
    this.places.push({ ...place, context: readContext(place, whole, nameSpan) });
  }
}

function readContext({ level, family }: Omit<Place, 'context'>, whole: Span, nameSpan: Span): TlsContext {
  const protocols = all(level, family.protocols, readProtocols);
  const certificates = files(level, family.certificate, 'certificate');
  const privateKeys = files(level, family.privateKey, 'private-key');
  const trustAnchors = family.trustAnchors.flatMap((name) => files(level, name, 'trust-anchors'));
  const revocationLists = files(level, family.revocationList, 'revocation-list');
  const serverNames = family.names === undefined ? [] : all(level, family.names, readNames);
  const peerVerification = family.verify === undefined ? undefined : verification(level, family.verify);
  return {
    role: family.role,
    span: whole,
    nameSpan,
    ...(protocols.length > 0 && { protocols }),
    ...(peerVerification && { peerVerification }),
    ...(certificates.length > 0 && { certificates }),
    ...(privateKeys.length > 0 && { privateKeys }),
    ...(trustAnchors.length > 0 && { trustAnchors }),
    ...(revocationLists.length > 0 && { revocationLists }),
    hasTrustAnchors: trustAnchors.length > 0,
    ...(serverNames.length > 0 && { serverNames }),
  };
}

function all<T>(level: Level, name: string, read: (directive: Directive, found: Found) => T[]): T[] {
  const found = find(level, name);
  return found ? found.directives.flatMap((directive) => read(directive, found)) : [];
}

/** Every version is a setting of its own. Several lines of one level add up: nginx ORs them. */
function readProtocols({ args }: Directive, { origin }: Found): Setting<ProtocolVersion>[] {
  return args.map((word) => ({ value: readProtocol(word), span: word.span, origin }));
}

function readNames({ args }: Directive, { origin }: Found): Setting<string>[] {
  return args.map((word) => ({ value: readName(word), span: word.span, origin }));
}

function files(level: Level, name: string, purpose: FilePurpose): Setting<FileReference>[] {
  return all(level, name, (directive, { origin }) => {
    const value = readFile(directive.args[0], purpose);
    return value ? [{ value, span: headSpan(directive), origin }] : [];
  });
}

function verification(level: Level, name: string): Setting<PeerVerification> | undefined {
  const found = find(level, name);
  const directive = found?.directives.at(-1);
  if (!found || !directive) return undefined;
  return { value: readVerification(directive.args[0]), span: headSpan(directive), origin: found.origin };
}

function extent(directives: readonly Directive[]): Span {
  const starts = directives.map((directive) => directive.span.start);
  const ends = directives.map((directive) => directive.span.end);
  return span(Math.min(...starts), Math.max(...ends));
}

/** The directive of this level that leads to a peer over TLS. */
function tlsPass(level: Level, family: Family): Directive | undefined {
  if (family.pass === undefined) return undefined;
  const { scheme, toggle } = family;
  return level.own.get(family.pass)?.find(({ args }) => {
    if (scheme?.test(args[0]?.value ?? '')) return true;
    return toggle !== undefined && isOn(find(level, toggle)?.directives.at(-1)?.args[0]);
  });
}

function isToggledOff({ toggle }: Family, { name, args }: Directive): boolean {
  return name.value === toggle && isOff(args[0]);
}

/**
 * Whether connections to a server are encrypted, as far as this file tells. Its own TLS settings count even where no
 * `listen … ssl` makes them work: they are meant to. Inherited ones do not make TLS of a server that plainly listens
 * without it.
 */
function speaksTls(level: Level, addresses: ReadonlySet<string>): boolean {
  if (hasOwnSettings(level) || listens(level).some(isTlsListen)) return true;
  const starttls = find(level, 'starttls')?.directives.at(-1)?.args[0];
  if (starttls && !isOff(starttls)) return true;
  let outer = level.parent;
  while (outer && !hasOwnSettings(outer)) outer = outer.parent;
  return outer !== undefined && !listensPlainly(level, addresses);
}

function hasOwnSettings({ own }: Level): boolean {
  for (const [name, directives] of own) {
    if (belongsTo(serverFamily, name) && !directives.every((directive) => isToggledOff(serverFamily, directive))) {
      return true;
    }
  }
  return false;
}

function listensPlainly(level: Level, addresses: ReadonlySet<string>): boolean {
  const own = listens(level);
  if (own.length === 0 || level.own.has('include')) return false;
  return own.every(
    (listen) => !addresses.has(addressOf(listen)) && !listen.args.some((argument) => isTemplate(argument.value)),
  );
}

/** The servers of one socket all speak TLS as soon as one of them says so. */
function tlsAddresses(level: Level, into = new Set<string>()): Set<string> {
  if (level.kind === 'server')
    for (const listen of listens(level)) if (isTlsListen(listen)) into.add(addressOf(listen));
  for (const child of level.children) tlsAddresses(child, into);
  return into;
}

function listens({ own }: Level): readonly Directive[] {
  return own.get('listen') ?? [];
}

function isTlsListen({ args }: Directive): boolean {
  return args.some(({ value }) => value === 'ssl' || value === 'quic');
}

function addressOf({ args }: Directive): string {
  const address = args[0]?.value ?? '';
  return /^\d+$/.test(address) ? `*:${address}` : address;
}
