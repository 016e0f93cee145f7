import type { Span } from '../../base/span.ts';
import type { FilePurpose, FileReference, PeerVerification, Setting, TlsContext } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import { type Constant, evaluate } from './constants.ts';
import { fileSettings } from './files.ts';
import { returnsNothing } from './functions.ts';
import { isVersionName, secureProtocolName } from './option-names.ts';
import { type Entry, effective, type Options } from './options.ts';
import type { Program } from './program.ts';
import { spanOf } from './syntax.ts';

/** Facts from the options of Node's `tls`, as Node 20 and 24 treat them. */

/** Where a setting of `entry` is written, and how it got into its object. */
function place(entry: Entry): Omit<Setting<never>, 'value'> {
  return { span: spanOf(entry.node), origin: entry.inherited ? 'inherited' : 'explicit' };
}

function constantOf(program: Program, entry: Entry | undefined): Constant | undefined {
  return entry?.value && evaluate(program, entry.value);
}

/**
 * Only the boolean `false` switches a client's verification off; 0, null and 'false' leave it on. A value that is not
 * known is not insecure.
 */
function rejects(program: Program, entry: Entry): boolean | 'unknown' {
  const constant = constantOf(program, entry);
  return constant ? constant.value !== false : 'unknown';
}

export function readClientVerification(
  program: Program,
  options: Options,
  nameSpan: Span,
): Setting<PeerVerification> | undefined {
  const entry = effective(options, 'rejectUnauthorized');
  if (!entry) return { value: options.open ? 'unknown' : 'required', span: nameSpan, origin: 'default' };
  const rejected = rejects(program, entry);
  return { ...place(entry), value: rejected === 'unknown' ? 'unknown' : rejected ? 'required' : 'none' };
}

/** A server without `requestCert` asks nobody, whatever `rejectUnauthorized` says. */
export function readServerVerification(
  program: Program,
  options: Options,
  nameSpan: Span,
): Setting<PeerVerification> | undefined {
  const request = effective(options, 'requestCert');
  if (!request) return { value: options.open ? 'unknown' : 'none', span: nameSpan, origin: 'default' };
  const requested = constantOf(program, request);
  if (!requested) return { ...place(request), value: 'unknown' };
  if (!requested.value) return { ...place(request), value: 'none' };
  const reject = effective(options, 'rejectUnauthorized');
  if (!reject) return { ...place(request), value: options.open ? 'unknown' : 'required' };
  const rejected = rejects(program, reject);
  if (rejected === false) return { ...place(reject), value: 'unverified' };
  return { ...place(request), value: rejected === 'unknown' ? 'unknown' : 'required' };
}

export function readHostnameVerification(
  program: Program,
  options: Options,
  nameSpan: Span,
  nameCheck?: string,
): Setting<boolean> {
  if (nameCheck !== undefined) return readNameCheck(program, options, nameSpan, nameCheck);
  const entry = effective(options, 'checkServerIdentity');
  if (!entry) return { value: options.open ? 'unknown' : true, span: nameSpan, origin: 'default' };
  return { ...place(entry), value: returnsNothing(program, entry) ? false : 'unknown' };
}

/** A library that checks names only where it is told to. */
function readNameCheck(program: Program, options: Options, nameSpan: Span, key: string): Setting<boolean> {
  const entry = effective(options, key);
  if (!entry) return { value: options.open || options.changed ? 'unknown' : false, span: nameSpan, origin: 'default' };
  const constant = constantOf(program, entry);
  return { ...place(entry), value: constant ? Boolean(constant.value) : 'unknown' };
}

export interface VersionRange {
  readonly minVersion?: Setting<ProtocolVersion>;
  readonly maxVersion?: Setting<ProtocolVersion>;
}

export function readVersions(program: Program, options: Options): VersionRange {
  const protocol = effective(options, 'secureProtocol');
  const min = readVersion(program, effective(options, 'minVersion'));
  const max = readVersion(program, effective(options, 'maxVersion'));
  const range = { ...(min ? { minVersion: min } : {}), ...(max ? { maxVersion: max } : {}) };
  const constant = constantOf(program, protocol);
  if (!protocol || (constant && constant.value === undefined)) return range;
  const value = methodVersion(constant?.value);
  const setting: Setting<ProtocolVersion> = { ...place(protocol), value };
  // Node refuses the two together (ERR_TLS_PROTOCOL_VERSION_CONFLICT).
  return { minVersion: setting, maxVersion: setting, ...range };
}

function readVersion(program: Program, entry: Entry | undefined): Setting<ProtocolVersion> | undefined {
  if (!entry) return undefined;
  const constant = constantOf(program, entry);
  if (constant && constant.value === undefined) return undefined;
  return { ...place(entry), value: versionOf(constant?.value) };
}

function versionOf(value: unknown): ProtocolVersion | 'unknown' {
  return isVersionName(value) && value !== 'SSLv2' && value !== 'SSLv3' ? (value as ProtocolVersion) : 'unknown';
}

/** The one version of a method; `SSLv23` gives TLS 1.2 and nothing else (FACTS 4.1), `TLS` leaves a range. */
function methodVersion(value: unknown): ProtocolVersion | 'unknown' {
  const method = typeof value === 'string' ? secureProtocolName.exec(value)?.[1] : undefined;
  switch (method) {
    case 'SSLv2':
    case 'SSLv3':
    case 'TLSv1':
      return method;
    case 'TLSv1_1':
      return 'TLSv1.1';
    case 'TLSv1_2':
    case 'SSLv23':
      return 'TLSv1.2';
    default:
      return 'unknown';
  }
}

/** The passphrase of `key` or `pfx`, where it is a string of this text. */
export function readPassphrase(program: Program, options: Options): Setting<'literal'> | undefined {
  const entry = effective(options, 'passphrase');
  const value = constantOf(program, entry)?.value;
  return entry && typeof value === 'string' && value !== '' ? { ...place(entry), value: 'literal' } : undefined;
}

export function readFiles(
  program: Program,
  options: Options,
  key: string,
  purpose: FilePurpose,
): Setting<FileReference>[] | undefined {
  const entry = effective(options, key);
  return entry && fileSettings(program, entry.value, purpose, place(entry));
}

/** Without `servername`, a client expects the name that it connects to. */
export function readServerNames(
  program: Program,
  options: Options,
  role: TlsContext['role'],
): Setting<string>[] | undefined {
  const connected = role === 'client' ? (effective(options, 'hostname') ?? effective(options, 'host')) : undefined;
  const entry = effective(options, 'servername') ?? connected;
  const constant = constantOf(program, entry);
  if (!entry || (constant && !constant.value)) return undefined;
  return [{ ...place(entry), value: typeof constant?.value === 'string' ? constant.value : 'unknown' }];
}
