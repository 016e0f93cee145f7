/**
 * TLS contexts of Python's `ssl` module: their creation and the statements after it. What the statements do is in
 * https://docs.python.org/3/library/ssl.html#ssl.SSLContext.
 */
import type { SyntaxNode } from '@lezer/common';
import type { TlsContext } from '../../../tls/context.ts';
import { explicit, extent, hasUnpacked, type Library, type Place } from '../place.ts';
import { spanOf } from '../syntax.ts';
import type { Subject, Value } from '../value.ts';
import { type Creation, readCreation } from './creation.ts';
import { readFiles } from './files.ts';
import type { Held } from './held.ts';
import { readHostNames } from './host-names.ts';
import { readLists } from './lists.ts';
import { observeContext } from './observe.ts';
import { readPathFlags } from './path-flags.ts';
import { readVersion } from './range.ts';
import { observeRemovedApi } from './removed-api.ts';
import { roleByUse } from './role.ts';
import type { SslContext } from './ssl-context.ts';
import { readVerification, type Verification } from './verification.ts';
import { verifyClients } from './verify-clients.ts';
import { readWrapSocket } from './wrap-socket.ts';
import { writeClientProtocol } from './write-protocol.ts';
import { requirePeer, writeVerification } from './write-verification.ts';
import { writeVersion } from './write-version.ts';

export const ssl: Library = {
  module: 'ssl',
  classes: ['ssl.SSLContext'],
  attributes: ['verify_mode', 'check_hostname', 'minimum_version', 'maximum_version', 'options'],
  isTelling: (method) =>
    /^(?:load_cert_chain|load_verify_locations|wrap_socket|wrap_bio|set_ciphers|set_ciphersuites)$/.test(method),
  readPlaces(subject, text) {
    const wrapped = readWrapSocket(subject);
    if (wrapped) return [wrapped];
    const context = readContext(subject);
    return context ? [placeOf(context, text)] : [];
  },
  observe(subject, text) {
    const context = readContext(subject);
    return [...(context ? observeContext(context, text) : []), ...observeRemovedApi(subject, text)];
  },
};

/** What was read of a subject, for its settings and its pitfalls are asked for one after the other. */
const contexts = new WeakMap<Subject, SslContext>();

function readContext(subject: Subject): SslContext | undefined {
  const known = contexts.get(subject);
  if (known) return known;
  const context = makeContext(subject);
  if (context) contexts.set(subject, context);
  return context;
}

function makeContext(subject: Subject): SslContext | undefined {
  const creation = readCreation(subject);
  if (!creation) return undefined;
  const verification = readVerification(subject, creation);
  return {
    subject,
    creation,
    ...verification,
    role: decideRole(subject, creation, verification),
    files: readFiles(subject),
    lists: readLists(subject),
    pathFlags: readPathFlags(subject, creation),
    hostNames: readHostNames(subject),
    minVersion: readVersion(subject, creation.protocol, 'minimum_version'),
    maxVersion: readVersion(subject, creation.protocol, 'maximum_version'),
  };
}

function decideRole(subject: Subject, creation: Creation, { hostname, sometimes }: Verification): SslContext['role'] {
  const use = roleByUse(subject);
  // A context for clients cannot serve since Python 3.10; before, those made without a purpose did.
  if (creation.role === 'client' && use === 'server' && isDefaultPurpose(subject)) return 'server';
  if (creation.role) return creation.role;
  if (use === 'server' || use === 'client') return use;
  // Only clients check names, so only for clients is there something to switch off.
  if ((hostname.touch && hostname.value === false) || sometimes?.hostnameVerification) return 'client';
  return creation.kind === 'foreign' || use === 'open' || creation.kind === 'default' ? undefined : 'client';
}

function isDefaultPurpose({ origin, call }: Subject): boolean {
  return (
    origin === 'ssl.create_default_context' &&
    call?.arguments.every(({ keyword }) => keyword !== undefined && keyword !== 'purpose') === true
  );
}

function placeOf(context: SslContext, text: string): Place {
  return {
    context: factsOf(context, text),
    insecure: insecureStatements(context),
    write(change, file) {
      switch (change.setting) {
        case 'verify-peer':
          return verifiesNobody(context)
            ? writeClientProtocol(context, file, change.trustAnchors)
            : writeVerification(context, file, { trustAnchors: change.trustAnchors, nameOnly: false });
        case 'verify-hostname':
          // Both at once, and alike: so the fixes of the two are one.
          if (verifiesNobody(context)) return writeClientProtocol(context, file, change.trustAnchors);
          return writeVerification(context, file, { trustAnchors: change.trustAnchors, nameOnly: true });
        case 'verify-clients':
          return verifyClients(context, file, change.trustAnchors);
        case 'min-version':
          return writeVersion(context, context.minVersion, change.value, file);
        case 'max-version':
          return writeVersion(context, context.maxVersion, change.value, file);
        case 'weakness':
        case 'require-peer':
          return requirePeer(context, file);
        case 'verify-depth': // OpenSSL's own default, 100, cannot be changed from Python.
        case 'encrypt':
        case 'guard-early-data':
        case 'no-stapling':
        case 'protocols':
          return undefined;
      }
    },
  };
}

function insecureStatements({ subject: { touches } }: SslContext): SyntaxNode[] {
  return touches.flatMap((touch) => {
    if (touch.kind !== 'assignment') return [];
    const { attribute, value, statement } = touch;
    const isOff = value.kind === 'constant' ? !value.value : value.kind === 'name' && value.name.endsWith('.CERT_NONE');
    return isOff && (attribute === 'verify_mode' || attribute === 'check_hostname') ? [statement] : [];
  });
}

/** Calls that give what the peer sent, whatever they are called on. */
const inspection = /\.\s*(?:getpeercert|get_(?:un)?verified_chain)\s*\(|['"]peercert['"]/;

function factsOf(context: SslContext, text: string): TlsContext {
  const { subject, role, verify, hostname, files, lists, minVersion, maxVersion, pathFlags, hostNames } = context;
  const { certificates, privateKeys, trustAnchors, revocationLists, passphrase, hasTrustAnchors } = files;
  const isOpen = role === undefined && verify.value === 'none';
  return {
    role: role ?? 'client',
    span: extent(subject),
    nameSpan: spanOf(subject.call?.callee ?? subject.node),
    ...setting('minVersion', minVersion),
    ...setting('maxVersion', maxVersion),
    ...lists,
    ...setting('peerVerification', isOpen ? { ...verify, value: 'unknown' as const } : verify),
    ...(verifiesNobody(context) && {
      peerVerification: { value: 'none', span: spanOf(subject.call?.node ?? subject.node), origin: 'default' } as const,
    }),
    ...(role === 'client' && setting('hostnameVerification', hostname)),
    ...(role === 'client' && context.sometimes && { sometimes: context.sometimes }),
    ...(role === 'server' && verify.value === 'optional' && { inspectsPeer: inspection.test(text) }),
    ...(certificates.length > 0 && { certificates, privateKeys }),
    ...(passphrase && { passphrase }),
    ...(trustAnchors.length > 0 && { trustAnchors }),
    ...(trustAnchors.length > 0 && pathFlags.requiresRoot && { requiresRoot: true as const }),
    ...(revocationLists.length > 0 && { revocationLists }),
    ...(revocationLists.length > 0 && pathFlags.scope && { revocationScope: pathFlags.scope }),
    ...(role === 'client' && hostNames.length > 0 && { serverNames: hostNames }),
    hasTrustAnchors,
  };
}

/** `ssl.SSLContext(ssl.PROTOCOL_TLS)` for a client: nothing is verified until it is asked for (Python 3.6 and later). */
function verifiesNobody({ subject, creation, role, verify, files }: SslContext): boolean {
  if (creation.kind !== 'protocol' || creation.role !== undefined || role !== 'client') return false;
  if (verify.value !== 'none' || verify.span || (creation.protocol && !isRange(creation.protocol.value))) return false;
  if (subject.call && hasUnpacked(subject.call)) return false;
  const isUsed = roleByUse(subject) === 'client';
  // A certificate of its own and no use as a client: one of a server, until shown otherwise.
  const isHandedOn = subject.touches.some(({ kind }) => kind === 'passing');
  return isUsed || (files.certificates.length === 0 && !isHandedOn);
}

function isRange(value: Value): boolean {
  return value.kind === 'name' && /\.PROTOCOL_(?:TLS|SSLv23|TLSv1(?:_\d)?|SSLv3)$/.test(value.name);
}

function setting<K extends string, T>(key: K, held: Held<T> | undefined) {
  return (held?.span ? { [key]: explicit(held.value, held.span) } : {}) as {
    [P in K]?: ReturnType<typeof explicit<T>>;
  };
}
