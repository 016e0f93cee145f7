import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../../base/edit.ts';
import { writeName } from '../imports.ts';
import { argument, hasUnpacked, isNone, type SourceFile } from '../place.ts';
import { children } from '../syntax.ts';
import {
  addArgument,
  insertAt,
  joinLines,
  removeArguments,
  removeStatements,
  replaceNode,
  replaceStatement,
} from '../text-edits.ts';
import { type Assignment, type Branch, isCertain, type Touch } from '../value.ts';
import { writePath } from '../written-path.ts';
import { nameServers } from './server-name.ts';
import type { SslContext } from './ssl-context.ts';
import { readVerifyMode } from './verify-mode.ts';

interface Wanted {
  readonly trustAnchors: string | undefined;
  /** Only the name check is asked for; verification comes with it where it is off. */
  readonly nameOnly: boolean;
}

/**
 * Turns verification and the name check on together, in one set of edits whichever of the two is asked for: Python
 * refuses the one without the other (`ValueError: Cannot set verify_mode to CERT_NONE when check_hostname is enabled`).
 *
 * The name check stays off where it would make the program fail: where it wraps a socket for a server whose name the
 * text does not tell, or where another branch still switches verification off.
 */
export function writeVerification(context: SslContext, file: SourceFile, wanted: Wanted): TextEdit[] | undefined {
  const { verify, hostname, role } = context;
  const isUnverified = verify.value === 'none';
  if (wanted.nameOnly ? role !== 'client' || hostname.value !== false : !isUnverified) return undefined;
  if (role === undefined || (!verify.span && !wanted.nameOnly)) return undefined;
  const names = role === 'client' && !leavesVerificationOpen(context) ? nameServers(context, file) : undefined;
  if (wanted.nameOnly && !names) return undefined;
  const writer = new VerificationWriter(context, file, names !== undefined);
  if (isUnverified && verify.span) writer.verify(wanted.trustAnchors);
  if (names) writer.checkNames(isUnverified && verify.span !== undefined);
  const edits = writer.finish();
  return edits && [...edits, ...(names ?? [])];
}

/** True where a branch, or a value we do not know, may switch verification off while names are checked. */
function leavesVerificationOpen({ subject, verify }: SslContext): boolean {
  const unnamed = new Set<Branch | undefined>();
  for (const touch of subject.touches) {
    if (isNameCheckOff(touch) && !isCertain(touch, subject)) unnamed.add(touch.branch);
    if (touch.kind !== 'assignment' || touch.attribute !== 'verify_mode') continue;
    const mode = touch.operator === '=' ? readVerifyMode(touch.value) : 'unknown';
    if (mode === 'optional' || mode === 'required' || (mode === 'none' && verify.value === 'none')) continue;
    if (!unnamed.has(touch.branch)) return true;
  }
  return false;
}

function isNameCheckOff(touch: Touch): touch is Assignment {
  if (touch.kind !== 'assignment' || touch.attribute !== 'check_hostname' || touch.operator !== '=') return false;
  return touch.value.kind === 'constant' && !touch.value.value;
}

class VerificationWriter {
  readonly #context: SslContext;
  readonly #file: SourceFile;
  readonly #withNames: boolean;
  readonly #edits: TextEdit[] = [];
  readonly #removed: SyntaxNode[] = [];
  #failed = false;

  constructor(context: SslContext, file: SourceFile, withNames: boolean) {
    this.#context = context;
    this.#file = file;
    this.#withNames = withNames;
  }

  finish(): TextEdit[] | undefined {
    const { text, removable } = this.#file;
    return this.#failed ? undefined : [...this.#edits, ...removeStatements(text, this.#removed, removable)];
  }

  verify(trustAnchors: string | undefined): void {
    const { creation, verify, subject } = this.#context;
    const last = verify.touch;
    const isRemade = creation.kind === 'unverified' && this.#withNames;
    if (isRemade) this.#remake(trustAnchors);
    else if (!last && creation.kind === 'unverified') this.#giveMode(trustAnchors);
    else if (!last && subject.call) this.#dropMode(trustAnchors);
    const lines = last && !isRemade ? this.#trustLines(last, trustAnchors) : [];
    const keepsDefault = creation.isSecure || isRemade;
    for (const touch of this.#assignments('verify_mode')) {
      const isLast = touch === last;
      const more = isLast ? lines : [];
      if (keepsDefault && isSimple(touch)) {
        if (more.length > 0) this.#edits.push(replaceStatement(this.#file.text, touch.statement, more));
        else this.#removed.push(touch.statement);
      } else this.#require(touch, more, isLast && !keepsDefault);
    }
  }

  /** Assigns CERT_REQUIRED, with more statements after it; `complete` adds the name check where none is written. */
  #require(touch: Assignment, more: readonly string[], complete: boolean): void {
    const receiver = this.#slice(touch.target.firstChild ?? touch.target);
    const value = this.#requiredName(touch.node);
    const needsNames = complete && this.#withNames && !this.#speaksOfNames();
    const after = [...more, ...(needsNames ? [`${receiver}.check_hostname = True`] : [])];
    if (after.length === 0) {
      this.#edits.push(replaceNode(touch.node, value));
    } else if (isSimple(touch)) {
      const lines = [`${this.#slice(touch.target)} = ${value}`, ...after];
      this.#edits.push(replaceStatement(this.#file.text, touch.statement, lines));
    } else {
      const { text } = this.#file;
      this.#edits.push(replaceNode(touch.node, value));
      this.#edits.push(insertAt(touch.statement.from, joinLines(text, touch.statement, [...after, ''])));
    }
  }

  /** True where the name check is written, whichever way the program takes. */
  #speaksOfNames(): boolean {
    const { hostname, subject } = this.#context;
    if (hostname.value === true) return true;
    return this.#assignments('check_hostname').some((touch) => isCertain(touch, subject));
  }

  checkNames(verifies: boolean): void {
    const { creation, hostname } = this.#context;
    const isRemade = creation.kind === 'unverified' && verifies;
    if (creation.kind === 'unverified' && !isRemade && !hostname.touch) {
      this.#give('check_hostname', 'True');
      return;
    }
    for (const touch of this.#assignments('check_hostname')) {
      if ((creation.isSecure || isRemade) && isSimple(touch)) this.#removed.push(touch.statement);
      else this.#edits.push(replaceNode(touch.node, 'True'));
    }
  }

  /** The assignments that switch an attribute off: in branches as well, for it is off whichever way is taken. */
  #assignments(attribute: 'verify_mode' | 'check_hostname'): Assignment[] {
    const { subject } = this.#context;
    return subject.touches.filter((touch): touch is Assignment => {
      if (touch.kind !== 'assignment' || touch.attribute !== attribute || touch.operator !== '=') return false;
      return attribute === 'verify_mode' ? readVerifyMode(touch.value) === 'none' : isNameCheckOff(touch);
    });
  }

  #trustLines({ target, statement }: Assignment, trustAnchors: string | undefined): string[] {
    const { files, creation, subject } = this.#context;
    if (files.hasTrustAnchors) return [];
    const receiver = this.#slice(target.firstChild ?? target);
    if (trustAnchors !== undefined) {
      const path = writePath(trustAnchors, this.#file, statement);
      this.#edits.push(...path.edits);
      return [`${receiver}.load_verify_locations(${path.text})`];
    }
    const loads = subject.touches.some(
      (touch) => touch.kind === 'call' && /^(?:load_default_certs|set_default_verify_paths)$/.test(touch.method),
    );
    return creation.trustsSystem || loads ? [] : [`${receiver}.load_default_certs()`];
  }

  /** `ssl._create_unverified_context(…)` becomes `ssl.create_default_context(…)`. */
  #remake(trustAnchors: string | undefined): void {
    const { call } = this.#context.subject;
    if (!call || hasUnpacked(call)) {
      this.#failed = true;
      return;
    }
    // The one takes a key pair, the other does not.
    if (['certfile', 'keyfile', 'password'].some((name) => argument(call, name))) this.#failed = true;
    const name = this.#sibling(call.callee, 'ssl.create_default_context');
    this.#edits.push(replaceNode(call.callee, name));
    const dropped = call.arguments.filter(
      ({ keyword }) => keyword === undefined || /^(?:protocol|cert_reqs|check_hostname)$/.test(keyword),
    );
    if (trustAnchors !== undefined && !this.#context.files.hasTrustAnchors) {
      const path = writePath(trustAnchors, this.#file, call.node);
      const written = `cafile=${path.text}`;
      this.#edits.push(...path.edits);
      const [first, ...rest] = dropped;
      const none = call.arguments.find((one) => one.keyword === 'cafile' && isNone(one.value));
      if (none) this.#edits.push({ span: none.span, text: written });
      else if (first) {
        this.#edits.push({ span: first.span, text: written }, ...removeArguments(this.#file.text, call, rest));
        return;
      } else this.#edits.push(...[addArgument(call, written)].filter((edit) => edit !== undefined));
    }
    this.#edits.push(...removeArguments(this.#file.text, call, dropped));
  }

  /** `ssl._create_unverified_context(cert_reqs=ssl.CERT_REQUIRED, …)`: verifies, and checks no name. */
  #giveMode(trustAnchors: string | undefined): void {
    const { call } = this.#context.subject;
    if (!call) return;
    const mode = argument(call, 'cert_reqs');
    const value = this.#requiredName(mode?.node ?? call.callee);
    if (trustAnchors === undefined || this.#context.files.hasTrustAnchors) this.#give('cert_reqs', value);
    else {
      const path = writePath(trustAnchors, this.#file, call.node);
      this.#edits.push(...path.edits);
      this.#give('cert_reqs', `${value}, cafile=${path.text}`);
    }
  }

  /** Sets an argument of the call that makes the context. */
  #give(keyword: string, value: string): void {
    const { call } = this.#context.subject;
    const given = call && argument(call, keyword);
    const edit = given ? replaceNode(given.node, value) : call && addArgument(call, `${keyword}=${value}`);
    if (edit && call && !hasUnpacked(call)) this.#edits.push(edit);
    else this.#failed = true;
  }

  /** `create_urllib3_context(cert_reqs=…)` verifies without the argument. */
  #dropMode(trustAnchors: string | undefined): void {
    const { call } = this.#context.subject;
    const given = call && argument(call, 'cert_reqs');
    if (call && given && trustAnchors === undefined) {
      this.#edits.push(...removeArguments(this.#file.text, call, [given]));
    } else this.#failed = true;
  }

  /** CERT_REQUIRED as the text would write it in the place of `node`. */
  #requiredName(node: SyntaxNode): string {
    return this.#sibling(node, 'ssl.CERT_REQUIRED');
  }

  /** A name of the module, in the way of the one it replaces. */
  #sibling(node: SyntaxNode, name: string): string {
    const property = node.name === 'MemberExpression' ? node.getChild('PropertyName') : undefined;
    const old = property ? this.#slice(property) : '';
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (property && (old.startsWith('CERT_') || old.startsWith('_create_'))) {
      return this.#file.text.slice(node.from, property.from) + last;
    }
    const written = writeName(name, this.#file.imports, node, this.#file.text);
    this.#edits.push(...written.edits);
    return written.text;
  }

  #slice({ from, to }: SyntaxNode): string {
    return this.#file.text.slice(from, to);
  }
}

/** `target = value` and nothing else. */
function isSimple({ statement, target, node, operator }: Assignment): boolean {
  if (statement.name !== 'AssignStatement' || operator !== '=') return false;
  const [first, , last, ...rest] = children(statement);
  return first?.from === target.from && first.to === target.to && last?.from === node.from && rest.length === 0;
}

/** CERT_OPTIONAL becomes CERT_REQUIRED. */
export function requirePeer({ verify }: SslContext, { imports, text }: SourceFile): TextEdit[] | undefined {
  const { touch } = verify;
  if (verify.value !== 'optional' || touch?.operator !== '=') return undefined;
  const { node } = touch;
  const property = node.name === 'MemberExpression' ? node.getChild('PropertyName') : undefined;
  if (property) return [replaceNode(property, 'CERT_REQUIRED')];
  const written = writeName('ssl.CERT_REQUIRED', imports, node, text);
  return [replaceNode(node, written.text), ...written.edits];
}
