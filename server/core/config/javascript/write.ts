import { applyEdits, type TextEdit } from '../../base/edit.ts';
import type { Change } from '../../tls/change.ts';
import type { TlsContext } from '../../tls/context.ts';
import type { ProtocolVersion } from '../../tls/protocol-version.ts';
import { repairs } from '../repairs.ts';
import { callsOf } from './called.ts';
import { evaluate } from './constants.ts';
import { type Source, switchesOff } from './contexts.ts';
import { returnsNothing } from './functions.ts';
import { addProperty, eolOf, joinRemovals, quoteOf, removeProperty, removeStatement } from './layout.ts';
import { quote } from './literals.ts';
import { type Switch, switchKeys } from './option-names.ts';
import { type Entry, effective } from './options.ts';
import type { Program } from './program.ts';
import { type Reading, readText } from './read.ts';
import { readAnchor } from './read-anchor.ts';
import { firstChild, spanOf, unwrap } from './syntax.ts';

type Edits = readonly TextEdit[] | undefined;

/** A source to change in its text. */
interface Target {
  readonly reading: Reading;
  readonly program: Program;
  readonly source: Source;
  readonly context: TlsContext;
}

/** See `ConfigLanguage.write`. */
export function write(text: string, context: TlsContext, change: Change): Edits {
  const reading = readText(text);
  const match = reading?.found.find((one) => isSame(one.context, context));
  if (!reading || !match) return undefined;
  const target: Target = { reading, program: reading.program, ...match };
  const edits = writeChange(target, change);
  return edits && applyEdits(text, edits) !== undefined ? edits : undefined;
}

function isSame(a: TlsContext, b: TlsContext): boolean {
  return a.role === b.role && a.span.start === b.span.start && a.span.end === b.span.end;
}

function writeChange(target: Target, change: Change): Edits {
  const { found } = target.source;
  if (found) return repairs(found.facts, change) ? found.repair?.() : undefined;
  switch (change.setting) {
    case 'verify-peer':
      return turnOn(target, change.trustAnchors);
    case 'verify-hostname':
      return (
        giveNameCheck(target) ??
        clearOwn(target, 'name-check') ??
        clearAll(target, 'checkServerIdentity', (entry) => returnsNothing(target.program, entry))
      );
    case 'min-version':
      return writeVersion(target, 'minVersion', change.value);
    case 'max-version':
      return writeVersion(target, 'maxVersion', change.value);
    case 'encrypt':
      return target.source.encryption?.(target.program, target.source.options)?.repair();
    case 'verify-clients':
      return verifyClients(target, change.trustAnchors);
    case 'weakness':
    case 'require-peer':
    case 'guard-early-data':
    case 'no-stapling':
    case 'verify-depth':
    case 'protocols':
      return undefined;
  }
}

/** Switches the name check on where it is off unless it is asked for. */
function giveNameCheck({ program, source: { options, names } }: Target): Edits {
  const key = names.nameCheck;
  if (key === undefined) return undefined;
  const entry = effective(options, key);
  if (entry) return entry.value && [{ span: spanOf(entry.value), text: 'true' }];
  return options.node.name === 'ObjectExpression' ? addProperty(program.text, options.node, `${key}: true`) : undefined;
}

function turnOn(target: Target, trustAnchors: string | undefined): Edits {
  switch (target.source.kind) {
    case 'environment':
      return clearSwitch(target);
    case 'call':
      return clearCall(target, trustAnchors);
    case 'found':
      return undefined;
    case 'options':
      return clearOwn(target, 'verification') ?? verifyPeer(target, trustAnchors);
  }
}

/** Takes a library's own switches out. */
function clearOwn(target: Target, of: Switch['of']): Edits {
  const { program, source } = target;
  const off = switchesOff(program, source.options, source.names, of);
  const edits = off.map((entry) =>
    entry.form === 'assignment' ? clearAssignment(program, entry) : clearProperty(program, entry),
  );
  return edits.length > 0 && edits.every((edit) => edit !== undefined) ? joinRemovals(edits.flat()) : undefined;
}

/** Takes a link out of a chain of calls, or makes it superagent's `.ca(…)` where none is in the text yet. */
function clearCall(target: Target, trustAnchors: string | undefined): Edits {
  const { source } = target;
  const call = source.options.entries[0]?.node;
  const receiver = call && firstChild(call)?.firstChild;
  if (!call || !receiver) return undefined;
  if (trustAnchors === undefined) return [{ span: { start: receiver.to, end: call.to }, text: '' }];
  if (callsOf(target.program, 'ca').length > 0) return undefined;
  const { start } = spanOf(source.options.node);
  const anchor = readAnchor(target.reading, trustAnchors, start);
  return [...anchor.edits, { span: { start, end: call.to }, text: `ca(${anchor.expression})` }];
}

function verifyPeer(target: Target, trustAnchors: string | undefined): Edits {
  const { program, source, context } = target;
  const entry = effective(source.options, 'rejectUnauthorized');
  const { trustAnchors: key } = source.names;
  const rest = clearAll(target, 'rejectUnauthorized', (other) => isFalse(program, other));
  if (!entry || !isFalse(program, entry)) return undefined;
  // Verified, and its name checked, in one step.
  const { nameCheck } = source.names;
  const lacksCheck = nameCheck !== undefined && effective(source.options, nameCheck) === undefined;
  if (lacksCheck && entry.form === 'property') return [{ span: spanOf(entry.node), text: `${nameCheck}: true` }];
  if (entry.form !== 'property' || trustAnchors === undefined || !key || context.hasTrustAnchors) return rest;
  const { start } = spanOf(entry.node);
  const anchor = readAnchor(target.reading, trustAnchors, start);
  const others = clearAll(target, 'rejectUnauthorized', (other) => other !== entry && isFalse(program, other)) ?? [];
  return [...anchor.edits, ...others, { span: spanOf(entry.node), text: `${key}: ${anchor.expression}` }];
}

/** Asks for certificates, and refuses clients without a right one, in the object where the options are written. */
function verifyClients(target: Target, trustAnchors: string | undefined): Edits {
  const { program, source, context } = target;
  const { options, names } = source;
  if (context.role !== 'server' || source.kind !== 'options' || options.node.name !== 'ObjectExpression')
    return undefined;
  if (options.open || (trustAnchors === undefined) !== context.hasTrustAnchors) return undefined;
  const last = options.entries.findLast(({ form, inherited }) => form === 'property' && !inherited);
  const asks = effective(options, 'requestCert');
  if (!last || (asks && !(asks.value && evaluate(program, asks.value)?.value === true))) return undefined;
  const lax = effective(options, 'rejectUnauthorized');
  const cleared = lax ? clearAll(target, 'rejectUnauthorized', (entry) => isFalse(program, entry)) : [];
  if (!cleared) return undefined;
  const { start, end } = spanOf(last.node);
  const properties = asks ? [] : ['requestCert: true'];
  const edits: TextEdit[] = [...cleared];
  if (trustAnchors !== undefined) {
    if (!names.trustAnchors) return undefined;
    const anchor = readAnchor(target.reading, trustAnchors, start);
    properties.push(`${names.trustAnchors}: ${anchor.expression}`);
    edits.push(...anchor.edits);
  }
  if (properties.length === 0) return edits;
  // What goes together with the last property is nothing to write behind.
  if (lax?.node === last.node) return undefined;
  const before = lineBefore(program.text, start);
  const separator = before === undefined ? ', ' : `,${eolOf(program.text)}${before}`;
  edits.push({ span: { start: end, end }, text: properties.map((property) => `${separator}${property}`).join('') });
  return edits;
}

/** The indentation of what begins a line; undefined where something stands before it. */
function lineBefore(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

function isFalse(program: Program, entry: Entry): boolean {
  return entry.form !== 'accessor' && entry.value !== undefined && evaluate(program, entry.value)?.value === false;
}

/**
 * Takes every `key` out that `isInsecure`, also those that a later one covers: they would come to light. An assignment
 * of false becomes one of true, a function is no longer assigned.
 */
function clearAll(target: Target, key: string, isInsecure: (entry: Entry) => boolean): Edits {
  const { program, source } = target;
  const edits: TextEdit[] = [];
  for (const entry of source.options.entries) {
    if (entry.key !== key || !isInsecure(entry)) continue;
    const cleared = entry.form === 'assignment' ? clearAssignment(program, entry) : clearProperty(program, entry);
    if (!cleared) return undefined;
    edits.push(...cleared);
  }
  return edits.length > 0 ? joinRemovals(edits) : undefined;
}

function clearAssignment(program: Program, entry: Entry): Edits {
  if (entry.key === 'rejectUnauthorized') {
    return entry.value && [{ span: spanOf(entry.value), text: 'true' }];
  }
  const removed = removeStatement(program.text, entry.node);
  return removed && [removed];
}

function clearProperty(program: Program, { node }: Entry): TextEdit[] {
  return removeProperty(program.text, node, (neighbour) => {
    const name = firstChild(neighbour);
    const key = name && program.text.slice(name.from, name.to);
    return key !== undefined && switchKeys.has(key);
  });
}

/** Takes the process-wide switch out; where its assignment is part of something, it is switched on instead. */
function clearSwitch({ program, source }: Target): Edits {
  const [entry] = source.options.entries;
  if (!entry) return undefined;
  if (entry.form !== 'assignment') return clearProperty(program, entry);
  const removed = removeStatement(program.text, entry.node);
  if (removed) return [removed];
  return entry.value && [{ span: spanOf(entry.value), text: quote('1', quoteOf(program.text)) }];
}

function writeVersion(target: Target, key: 'minVersion' | 'maxVersion', version: ProtocolVersion): Edits {
  const { program, source } = target;
  const entry = effective(source.options, key);
  if (entry) return replaceVersion(program, entry, version);
  const protocol = effective(source.options, 'secureProtocol');
  if (!protocol) return undefined;
  // The method's ceiling goes with it; both ends of the range are repaired by the same edit.
  const floor = quote(key === 'minVersion' ? version : 'TLSv1.2', quoteOf(program.text));
  const { node } = protocol;
  if (protocol.form === 'property') return [{ span: spanOf(node), text: `minVersion: ${floor}` }];
  const object = node.firstChild?.firstChild;
  if (protocol.form !== 'assignment' || !object) return undefined;
  return [{ span: spanOf(node), text: `${program.text.slice(object.from, object.to)}.minVersion = ${floor}` }];
}

function replaceVersion(program: Program, entry: Entry, version: ProtocolVersion): Edits {
  const { value, node, key } = entry;
  if (!value) return undefined;
  const literal = unwrap(value);
  const mark = literal.name === 'String' ? program.text.charAt(literal.from) : quoteOf(program.text);
  const written = quote(version, mark);
  // A shorthand property is its own value.
  if (value.name === 'PropertyDefinition') return [{ span: spanOf(node), text: `${key}: ${written}` }];
  return [{ span: spanOf(value), text: written }];
}
