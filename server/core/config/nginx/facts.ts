/** The settings that are in force for a family of connections at a level. */
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import type { FilePurpose, FileReference, PeerVerification, Setting, TlsContext } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import type { Family } from './families.ts';
import { type Found, find, type Level } from './level.ts';
import { nginxLimits } from './limits.ts';
import { readLists } from './lists.ts';
import { mentions } from './mentions.ts';
import { type Beside, readServerFacts, type Stapled } from './server-facts.ts';
import { seesAll } from './sight.ts';
import { type Directive, headSpan } from './tree.ts';
import { isOff, isOn, readFile, readName, readProtocol, readVerification } from './values.ts';

export type Facts = Omit<TlsContext, 'role' | 'span' | 'nameSpan'>;

/** Names of files that may ask for client certificates. */
const aboutClients = /ssl|tls|client|verif|mtls|auth/i;

type Cache<T> = Map<readonly Directive[], readonly Setting<T>[]>;

export class FactReader {
  readonly problems: Problem[] = [];
  /** Directives of one name and level that some context has taken a fact from. */
  used = new Set<readonly Directive[]>();
  /** Whether one has that this reader has not read. */
  isUsedElsewhere: (directives: readonly Directive[]) => boolean = () => false;
  /** What was looked at in blocks beside the one that is read. */
  beside: Beside = { names: new Set(), blocks: false };
  // Read once, and shared by everyone who inherits them.
  readonly #protocols: Cache<ProtocolVersion> = new Map();
  readonly #names: Cache<string> = new Map();
  readonly #files: Cache<FileReference> = new Map();
  readonly #stapled: Stapled = new Map();

  read(level: Level, family: Family): Facts {
    // Its own versions are for handshakes that it refuses all.
    const speaksNone =
      family.role === 'server' && isOn(find(level, 'ssl_reject_handshake')?.directives.at(-1)?.args[0]);
    const protocols = this.#all(this.#protocols, level, family.protocols, readProtocols).filter(
      ({ origin }) => !speaksNone || origin === 'inherited',
    );
    const certificates = this.#readFiles(level, family.certificate, 'certificate');
    const privateKeys = this.#readFiles(level, family.privateKey, 'private-key');
    const trustAnchors = family.trustAnchors.flatMap((name) => this.#readFiles(level, name, 'trust-anchors'));
    const revocationLists = this.#readFiles(level, family.revocationList, 'revocation-list');
    const serverNames = family.names === undefined ? [] : this.#all(this.#names, level, family.names, readNames);
    const peerVerification = family.verify === undefined ? undefined : this.#verification(level, family.verify);
    const [authorities] = family.trustAnchors;
    // What stands outside of servers is for them to complete, in this file or another.
    const isOuter = level.kind === 'outer';
    const clientAuthorities =
      family.role === 'server' && !isOuter ? this.#readFiles(level, authorities, 'trust-anchors') : [];
    const [dhParameters] =
      family.dhParameters === undefined ? [] : this.#readFiles(level, family.dhParameters, 'dh-parameters');
    const verifyDepth =
      family.verifyDepth === undefined ? undefined : this.#depth(level, family.verifyDepth, peerVerification);
    const ticketKeys =
      family.role === 'server' ? this.#readFiles(level, `${family.prefix}session_ticket_key`, 'ticket-key') : [];
    const keyLog = find(level, `${family.prefix}key_log`);
    const logged = keyLog?.directives.at(-1);
    const asks = peerVerification?.value === 'required' || peerVerification?.value === 'optional';
    return {
      ...(protocols.length > 0 && { protocols }),
      ...readLists(level, family, ({ directives }) => this.used.add(directives)),
      ...(peerVerification && { peerVerification }),
      ...(peerVerification?.value === 'unverified' && this.#inspects(level) && { inspectsPeer: true }),
      ...(verifyDepth && { verifyDepth }),
      ...(certificates.length > 0 && { certificates, sendsFileAlone: true, loadsAllCertificates: true as const }),
      ...(privateKeys.length > 0 && { privateKeys }),
      // nginx neither allows partial paths nor looks at the lists of the issuer alone (ngx_ssl_crl).
      ...(trustAnchors.length > 0 && { trustAnchors, ...(asks && { requiresRoot: true as const }) }),
      ...(revocationLists.length > 0 && { revocationLists, ...(asks && { revocationScope: 'path' as const }) }),
      ...(ticketKeys.length > 0 &&
        !isOff(find(level, 'ssl_session_tickets')?.directives.at(-1)?.args[0]) && { ticketKeys }),
      ...(clientAuthorities.length > 0 && seesAll(level, aboutClients) && { clientAuthorities }),
      ...(dhParameters && { dhParameters }),
      ...(family.role === 'server' && readServerFacts(level, this.beside, this.#stapled)),
      ...(asks &&
        !isOuter &&
        trustAnchors.length === 0 &&
        (family.role === 'server' || family.pass) &&
        seesAll(level, /./) && { lacksTrustAnchors: true as const }),
      hasTrustAnchors: trustAnchors.length > 0,
      ...(serverNames.length > 0 && { serverNames }),
      ...(keyLog &&
        logged && { weakened: { value: 'key-log' as const, span: headSpan(logged), origin: keyLog.origin } }),
    };
  }

  #readFiles(level: Level, name: string, purpose: FilePurpose): readonly Setting<FileReference>[] {
    return this.#all(this.#files, level, name, (directive, origin) => {
      const value = readFile(directive.args[0], purpose);
      return value ? [{ value, span: headSpan(directive), origin }] : [];
    });
  }

  #all<T>(
    cache: Cache<T>,
    level: Level,
    name: string,
    read: (directive: Directive, origin: Found['origin']) => Setting<T>[],
  ): readonly Setting<T>[] {
    const found = find(level, name);
    if (!found) return [];
    const { directives, origin } = found;
    this.used.add(directives);
    if (origin !== 'inherited') return directives.flatMap((directive) => read(directive, origin));
    const known = cache.get(directives);
    if (known) return known;
    const settings = directives.flatMap((directive) => read(directive, origin));
    if (settings.length > nginxLimits.inherited) this.#tooMany(settings.splice(nginxLimits.inherited)[0]);
    cache.set(directives, settings);
    return settings;
  }

  #verification(level: Level, name: string): Setting<PeerVerification> | undefined {
    const found = find(level, name);
    const directive = found?.directives.at(-1);
    if (!found || !directive) return undefined;
    this.used.add(found.directives);
    return { value: readVerification(directive.args[0]), span: headSpan(directive), origin: found.origin };
  }

  /** Without the directive it is 1; where a file that cannot be seen may hold it, nothing is known. */
  #depth(level: Level, name: string, verification: Facts['peerVerification']): Setting<number> | undefined {
    const found = find(level, name);
    const directive = found?.directives.at(-1);
    if (!found || !directive) {
      if (!verification || !seesAll(level, aboutClients)) return undefined;
      return { value: 1, span: verification.span, origin: 'default' };
    }
    this.used.add(found.directives);
    const written = directive.args[0]?.value ?? '';
    return {
      value: /^\d{1,4}$/.test(written) ? Number(written) : 'unknown',
      span: headSpan(directive),
      origin: found.origin,
    };
  }

  /** Whether the outcome, or the certificate itself or its fingerprint, is compared or passed on. */
  #inspects(level: Level): boolean {
    this.beside.blocks = true;
    return mentions(level, 'ssl_client_(?:verify|(?:raw_|escaped_)?cert|fingerprint)');
  }

  #tooMany(first: Setting<unknown> | undefined): void {
    if (!first) return;
    const text = message('More than {limit} settings of one kind are inherited here; the rest was not read.', {
      limit: nginxLimits.inherited,
    });
    this.problems.push({ code: 'nginx-too-many', span: first.span, message: text });
  }
}

/** Every version is a setting of its own. Several lines of one level add up: nginx ORs them. */
function readProtocols({ args }: Directive, origin: Found['origin']): Setting<ProtocolVersion>[] {
  return args.map((word) => ({ value: readProtocol(word), span: word.span, origin }));
}

function readNames({ args }: Directive, origin: Found['origin']): Setting<string>[] {
  return args.map((word) => ({ value: readName(word), span: word.span, origin }));
}
