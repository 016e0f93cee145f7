import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';
import type { FilePurpose, FileReference, PeerVerification, Setting, TlsContext, Unknown } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import type { ConfigReading } from '../language.ts';
import { details, type PythonDetails } from './details.ts';
import { type Argument, argument, argumentsOf, blockOf, parsePython, scopeOf, stringValue, textOf } from './syntax.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A context while its statements are being followed. */
interface Draft {
  readonly facts: Writable<TlsContext>;
  readonly details: Writable<PythonDetails>;
  readonly block: SyntaxNode;
  /** Set by a later statement that says which side it is. */
  role: TlsContext['role'] | undefined;
}

const makers = new Set(['create_default_context', 'SSLContext', '_create_unverified_context']);

const versions: Readonly<Record<string, ProtocolVersion>> = {
  SSLv2: 'SSLv2',
  SSLv3: 'SSLv3',
  TLSv1: 'TLSv1',
  TLSv1_1: 'TLSv1.1',
  TLSv1_2: 'TLSv1.2',
  TLSv1_3: 'TLSv1.3',
};

/** Follows SSL contexts from their creation through the statements that name them. What cannot be followed is unknown. */
export function readPython(text: string): ConfigReading {
  const drafts: Draft[] = [];
  const byName = new Map<string, Draft>();
  const key = (node: SyntaxNode, name: string): string =>
    name.startsWith('self.') ? name : `${scopeOf(node).from} ${name}`;
  const find = (node: SyntaxNode, name: string): Draft | undefined => {
    for (let scope = scopeOf(node); ; scope = scopeOf(scope)) {
      const draft = byName.get(name.startsWith('self.') ? name : `${scope.from} ${name}`);
      if (draft || !scope.parent) return draft;
    }
  };

  const visit = (node: SyntaxNode): void => {
    if (node.name === 'AssignStatement') {
      const [target, operator, value] = children(node);
      if (target && value && operator && textOf(text, operator) === '=') {
        const draft = value.name === 'CallExpression' ? create(text, node, target, value) : undefined;
        if (draft) {
          drafts.push(draft);
          byName.set(key(node, draft.details.name), draft);
        } else assign(text, node, target, value, find);
      }
    }
    if (node.name === 'CallExpression') call(text, node, find);
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(parsePython(text));

  const contexts = drafts.map((draft) => {
    if (draft.role) draft.facts.role = draft.role;
    if (draft.facts.role === 'server') delete draft.facts.hostnameVerification;
    details.set(draft.facts, draft.details);
    return draft.facts as TlsContext;
  });
  return { contexts, problems: [] };
}

function create(text: string, statement: SyntaxNode, target: SyntaxNode, call: SyntaxNode): Draft | undefined {
  const callee = call.firstChild;
  if (!callee) return undefined;
  const path = textOf(text, callee).split('.');
  const maker = path.pop() ?? '';
  const module = path.join('.');
  if (!makers.has(maker) || (module !== 'ssl' && !isImportedFromSsl(text, module, maker))) return undefined;
  const args = argumentsOf(text, call);
  const first = argument(args, maker === 'SSLContext' ? 'protocol' : 'purpose', 0);
  const firstText = first ? textOf(text, first) : '';
  const isServer = /CLIENT_AUTH$|PROTOCOL_TLS_SERVER$/.test(firstText);
  const facts: Writable<TlsContext> = {
    role: isServer ? 'server' : 'client',
    span: spanOf(statement),
    nameSpan: spanOf(target),
    hasTrustAnchors: false,
  };
  const isSecureByDefault =
    !isServer &&
    (maker === 'create_default_context' || (maker === 'SSLContext' && /PROTOCOL_TLS_CLIENT$/.test(firstText)));
  const draft: Draft = {
    facts,
    details: { name: textOf(text, target), creation: spanOf(call), maker, module, isSecureByDefault },
    block: blockOf(statement),
    role: undefined,
  };
  if (maker === '_create_unverified_context') {
    facts.peerVerification = explicit('none', spanOf(call));
    facts.hostnameVerification = explicit(false, spanOf(call));
  }
  const version = versions[/PROTOCOL_(\w+)$/.exec(firstText)?.[1] ?? ''];
  if (maker === 'SSLContext' && first && version) {
    facts.minVersion = explicit(version, spanOf(first));
    facts.maxVersion = explicit(version, spanOf(first));
    draft.details.minVersion = spanOf(first);
  }
  loadAnchors(text, args, facts);
  return draft;
}

function assign(
  text: string,
  statement: SyntaxNode,
  target: SyntaxNode,
  value: SyntaxNode,
  find: (node: SyntaxNode, name: string) => Draft | undefined,
): void {
  if (target.name !== 'MemberExpression' || !target.firstChild || !target.lastChild) return;
  const draft = find(statement, textOf(text, target.firstChild));
  if (!draft) return;
  const { facts } = draft;
  const span = spanOf(statement);
  const isCertain = blockOf(statement).from === draft.block.from;
  const setting = <T>(known: T | undefined): Setting<T> =>
    explicit(known === undefined || !isCertain ? 'unknown' : known, span);
  const last = textOf(text, value).split('.').pop() ?? '';
  switch (textOf(text, target.lastChild)) {
    case 'verify_mode':
      facts.peerVerification = setting(verification(last));
      draft.details.verifyMode = span;
      break;
    case 'check_hostname':
      facts.hostnameVerification = setting(last === 'False' ? false : last === 'True' ? true : undefined);
      draft.details.checkHostname = span;
      break;
    case 'minimum_version':
      facts.minVersion = setting(versions[last]);
      draft.details.minVersion = spanOf(value);
      break;
    case 'maximum_version':
      facts.maxVersion = setting(versions[last]);
      draft.details.maxVersion = spanOf(value);
      break;
    default:
      return;
  }
  facts.span = { start: facts.span.start, end: Math.max(facts.span.end, span.end) };
}

function call(text: string, node: SyntaxNode, find: (node: SyntaxNode, name: string) => Draft | undefined): void {
  const callee = node.firstChild;
  if (callee?.name !== 'MemberExpression' || !callee.firstChild || !callee.lastChild) return;
  const draft = find(node, textOf(text, callee.firstChild));
  if (!draft) return;
  const args = argumentsOf(text, node);
  switch (textOf(text, callee.lastChild)) {
    case 'load_cert_chain': {
      const certificate = argument(args, 'certfile', 0);
      if (!certificate) return;
      const key = argument(args, 'keyfile', 1) ?? certificate;
      draft.facts.certificates = [...(draft.facts.certificates ?? []), file(text, certificate, 'certificate')];
      draft.facts.privateKeys = [...(draft.facts.privateKeys ?? []), file(text, key, 'private-key')];
      break;
    }
    case 'load_verify_locations':
    case 'load_default_certs':
      loadAnchors(text, args, draft.facts, 0);
      draft.facts.hasTrustAnchors = true;
      break;
    case 'wrap_socket': {
      const side = argument(args, 'server_side', 1);
      if (side) draft.role = textOf(text, side) === 'True' ? 'server' : draft.role;
      break;
    }
  }
}

function loadAnchors(text: string, args: readonly Argument[], facts: Writable<TlsContext>, position?: number): void {
  const cafile = argument(args, 'cafile', position);
  if (cafile) facts.trustAnchors = [...(facts.trustAnchors ?? []), file(text, cafile, 'trust-anchors')];
  if (cafile || args.some(({ name }) => name === 'capath' || name === 'cadata')) facts.hasTrustAnchors = true;
}

/** A path given as a plain string; anything else is unknown. */
function file(text: string, node: SyntaxNode, purpose: FilePurpose): Setting<FileReference> {
  const path = stringValue(text, node);
  const quote = /^[a-zA-Z]*('''|"""|'|")/.exec(textOf(text, node))?.[0].length ?? 0;
  if (path === undefined || path === '') return explicit<FileReference>('unknown', spanOf(node));
  const span = { start: node.from + quote, end: node.to - (quote > 2 ? 3 : 1) };
  return explicit({ path, span, purpose, base: 'working-directory' }, spanOf(node));
}

function verification(name: string): PeerVerification | undefined {
  if (name === 'CERT_NONE') return 'none';
  if (name === 'CERT_OPTIONAL') return 'optional';
  return name === 'CERT_REQUIRED' ? 'required' : undefined;
}

function isImportedFromSsl(text: string, module: string, maker: string): boolean {
  if (module !== '') return new RegExp(`^[ \\t]*import\\s+ssl\\s+as\\s+${escapeForPattern(module)}\\b`, 'm').test(text);
  return new RegExp(`^[ \\t]*from\\s+ssl\\s+import\\b[^\\n]*\\b${maker}\\b`, 'm').test(text);
}

function escapeForPattern(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}

function explicit<T>(value: T | Unknown, span: Span): Setting<T> {
  return { value, span, origin: 'explicit' };
}

function spanOf(node: SyntaxNode): Span {
  return { start: node.from, end: node.to };
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}
