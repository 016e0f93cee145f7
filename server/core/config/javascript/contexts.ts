import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { PeerVerification, Setting, TlsContext } from '../../tls/context.ts';
import { evaluate } from './constants.ts';
import type { ReadEncryption } from './encryption.ts';
import { readLists } from './list-texts.ts';
import { nodeNames, type OptionNames, type Switch } from './option-names.ts';
import { type Entry, effective, type Options } from './options.ts';
import type { Program } from './program.ts';
import {
  readClientVerification,
  readFiles,
  readHostnameVerification,
  readPassphrase,
  readServerNames,
  readServerVerification,
  readVersions,
} from './settings.ts';
import { calleeOf, isCall, spanOf } from './syntax.ts';

/** What makes a context, with the nodes that a change to it edits. */
export interface Source {
  /**
   * `environment`: the switch for the whole process. `call`: a method that switches verification off. `found`:
   * whatever else tells, with its facts.
   */
  readonly kind: 'options' | 'environment' | 'call' | 'found';
  readonly options: Options;
  readonly role: TlsContext['role'];
  readonly names: OptionNames;
  /** False where nobody is verified with these options. */
  readonly verifies: boolean;
  /** The whole construct, where that is not the options' own node. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly found?: Found;
  readonly encryption?: ReadEncryption;
  /** True for assignments to an object that is made elsewhere: an absent option says nothing. */
  readonly partial: boolean;
  /** True where a function is called that we know, and not only an object found that looks like its options. */
  readonly isKnown: boolean;
}

/** Facts that no options object holds. */
export interface Found {
  readonly span: Span;
  readonly nameSpan?: Span;
  readonly node: SyntaxNode;
  readonly facts: Partial<TlsContext>;
  /** What makes them secure. */
  repair?(): readonly TextEdit[] | undefined;
}

export function sourceOf(
  options: Options,
  role: TlsContext['role'],
  given: { readonly names?: OptionNames; readonly verifies?: boolean; readonly encryption?: ReadEncryption } = {},
): Source {
  return {
    kind: 'options',
    options,
    role,
    names: given.names ?? nodeNames,
    verifies: given.verifies ?? true,
    ...(given.encryption && { encryption: given.encryption }),
    span: spanOf(options.node),
    nameSpan: nameSpanOf(options.node),
    partial: false,
    isKnown: given.names !== undefined,
  };
}

/** The facts of one source. */
export function readContext(program: Program, source: Source): TlsContext {
  const { options, role, names, nameSpan } = source;
  if (source.found) {
    return { role: 'client', span: source.span, nameSpan, hasTrustAnchors: false, ...source.found.facts };
  }
  if (source.kind !== 'options') return switchedOff(source);
  const encryption = source.encryption?.(program, options)?.setting;
  const { verifies } = source;
  const readVerification = role === 'server' ? readServerVerification : readClientVerification;
  const peer = verifies
    ? (readSwitch(program, options, names, 'verification') ??
      said(source, readVerification(program, options, nameSpan)))
    : undefined;
  const checksNames = verifies && role === 'client';
  const hostname = checksNames
    ? (readNameSwitch(program, options, names) ??
      said(source, readHostnameVerification(program, options, nameSpan, names.nameCheck)))
    : undefined;
  const serverNames = readServerNames(program, options, role);
  const certificates = readFiles(program, options, names.certificate, 'certificate');
  const privateKeys = readFiles(program, options, names.privateKey, 'private-key');
  const trustAnchors = names.trustAnchors
    ? readFiles(program, options, names.trustAnchors, 'trust-anchors')
    : undefined;
  const revocationLists = readFiles(program, options, names.revocationList, 'revocation-list');
  const passphrase = readPassphrase(program, options);
  return {
    role,
    span: source.span,
    nameSpan,
    ...readVersions(program, options),
    ...readLists(program, options),
    ...(encryption ? { encryption } : {}),
    ...(peer ? { peerVerification: peer } : {}),
    ...(lacksClientCa(source, peer) ? { trustsPublicAnchors: true } : {}),
    ...(peer?.value === 'unverified' ? { inspectsPeer: /\.authoriz(?:ed|ationError)\b/.test(program.text) } : {}),
    ...(hostname ? { hostnameVerification: hostname } : {}),
    ...(certificates ? { certificates, loadsAllCertificates: true } : {}),
    ...(privateKeys ? { privateKeys } : {}),
    ...(passphrase ? { passphrase } : {}),
    ...(trustAnchors ? { trustAnchors, ...requiresRoot(options) } : {}),
    // Node.js sets X509_V_FLAG_CRL_CHECK_ALL with the first list (SecureContext::AddCRL).
    ...(revocationLists ? { revocationLists, revocationScope: 'path' } : {}),
    hasTrustAnchors: trustAnchors !== undefined,
    ...(serverNames ? { serverNames } : {}),
  };
}

/** Node.js takes no partial paths without `allowPartialTrustChain` (22.9, 23.0). */
function requiresRoot(options: Options): Pick<TlsContext, 'requiresRoot'> {
  return effective(options, 'allowPartialTrustChain') ? {} : { requiresRoot: true };
}

/** A server of Node's that requires certificates and is given no CA verifies them by those of the Web (FACTS 4.1). */
function lacksClientCa(
  { role, options, isKnown, partial }: Source,
  peer: Setting<PeerVerification> | undefined,
): boolean {
  if (
    role !== 'server' ||
    peer?.value !== 'required' ||
    peer.origin === 'default' ||
    partial ||
    options.open ||
    options.changed
  )
    return false;
  const has = (key: string): boolean => options.entries.some((entry) => entry.key === key);
  if (has('ca') || has('secureContext') || has('SNICallback')) return false;
  // An object that reaches no server that we know may get its CA elsewhere, unless the rest of them is here.
  return isKnown || has('cert') || has('pfx');
}

/** What a library's own switch says; undefined where none is there, or it leaves things on. */
export function switchesOff(
  program: Program,
  { entries }: Options,
  { switches = [] }: OptionNames,
  of?: Switch['of'],
): Entry[] {
  return switches
    .filter((one) => of === undefined || one.of === of)
    .flatMap(({ key, off }) => {
      const entry = entries.findLast((one) => one.key === key);
      return entry?.value && evaluate(program, entry.value)?.value === off ? [entry] : [];
    });
}

function readSwitch(
  program: Program,
  options: Options,
  names: OptionNames,
  of: Switch['of'],
): Setting<PeerVerification> | undefined {
  const [entry] = switchesOff(program, options, names, of);
  return entry && { value: 'none', span: spanOf(entry.node), origin: entry.inherited ? 'inherited' : 'explicit' };
}

function readNameSwitch(program: Program, options: Options, names: OptionNames): Setting<boolean> | undefined {
  const setting = readSwitch(program, options, names, 'name-check');
  return setting && { ...setting, value: false };
}

/** One thing that switches verification off, and nothing else. */
function switchedOff({ span, nameSpan }: Source): TlsContext {
  const peerVerification: Setting<PeerVerification> = { value: 'none', span, origin: 'explicit' };
  return { role: 'client', span, nameSpan, peerVerification, hasTrustAnchors: false };
}

/** Assignments to an object made elsewhere say nothing of what they leave alone. */
function said<T>({ partial }: Source, setting: Setting<T> | undefined): Setting<T> | undefined {
  return partial && setting?.origin === 'default' ? undefined : setting;
}

/** What people would call this object: the function that takes it, the variable or the property that holds it. */
export function nameSpanOf(node: SyntaxNode): Span {
  let at = node;
  for (let level = 0; level < 6 && at.parent; level++) {
    const parent: SyntaxNode = at.parent;
    switch (parent.name) {
      case 'ArgList': {
        const call = parent.parent;
        const callee = call && isCall(call) ? calleeOf(call) : undefined;
        return spanOf(callee ?? node);
      }
      case 'Property':
      case 'VariableDeclaration':
      case 'PropertyDeclaration':
      case 'AssignmentExpression': {
        const name = nameIn(at);
        return name ? spanOf(name) : { start: node.from, end: node.from + 1 };
      }
      case 'ParenthesizedExpression':
      case 'BinaryExpression':
      case 'AwaitExpression':
        at = parent;
        break;
      default:
        return { start: node.from, end: node.from + 1 };
    }
  }
  return { start: node.from, end: node.from + 1 };
}

/** The name in a declaration or property to which `value` belongs. */
function nameIn(value: SyntaxNode): SyntaxNode | undefined {
  for (let at = value.prevSibling; at; at = at.prevSibling) {
    if (['VariableDefinition', 'PropertyDefinition', 'String', 'MemberExpression', 'VariableName'].includes(at.name)) {
      return at;
    }
    if (at.name === ',') break;
  }
  return undefined;
}
