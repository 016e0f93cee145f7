/** What nginx refuses about a directive by itself: its name, its place, the number of its arguments. */

import { span } from '../../base/span.ts';
import type { NginxConfiguration } from './configuration.ts';
import { anywhere, contextsInside, isMainFile, overlap } from './contexts.ts';
import { type Command, commandsOf, isFlag, takesArguments, takesBlock } from './directives/table.ts';
import { noteAsked } from './level.ts';
import { type MarkedText, readMarks } from './template-marks.ts';
import { isTemplate } from './templates.ts';
import type { Body, Directive } from './tree.ts';

export type SyntaxFault =
  | { readonly kind: 'unknown'; readonly directive: Directive }
  /** `place` is the block around; empty for the file itself. */
  | { readonly kind: 'context'; readonly directive: Directive; readonly place: string }
  | { readonly kind: 'arguments'; readonly directive: Directive }
  /** A brace where the semicolon is due. */
  | { readonly kind: 'block'; readonly directive: Directive }
  /** A semicolon where a block is due. */
  | { readonly kind: 'no-block'; readonly directive: Directive }
  | { readonly kind: 'flag'; readonly directive: Directive; readonly value: string };

/** Several rules ask for the faults of one text. */
const known = new WeakMap<NginxConfiguration, readonly SyntaxFault[]>();

/** In the order of the text. Nothing where the text is not nginx for certain, nor where a template may be something else. */
export function syntaxFaults(configuration: NginxConfiguration): readonly SyntaxFault[] {
  // Whoever asks has looked at all directives, whether or not the answer is known.
  noteAsked();
  const faults = known.get(configuration) ?? readFaults(configuration);
  known.set(configuration, faults);
  return faults;
}

function readFaults({ tree, text, isCertain, isNginx }: NginxConfiguration): readonly SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  if (isCertain) addFaults(tree.children, isMainFile(tree) ? 'm' : anywhere, '', faults);
  else if (isNginx) addFaultsBetweenMarks(tree.children, readMarks(text, tree.marks), faults);
  return faults;
}

/** Of a template: what is wrong with lines that are the same however it is rendered. What is around them may not be. */
function addFaultsBetweenMarks(directives: readonly Directive[], marked: MarkedText, faults: SyntaxFault[]): void {
  for (const directive of directives) {
    const { name, head, body, semicolon } = directive;
    if (body?.close !== undefined && marked.isPlain(directive.span)) addFaults([directive], anywhere, '', faults);
    else {
      const isWhole = semicolon !== undefined && name.startsLine && marked.isPlain(span(head.start, semicolon.start));
      if (isWhole) addFaults([directive], anywhere, '', faults);
      if (body && contextsInside(name.value, anywhere)) addFaultsBetweenMarks(body.children, marked, faults);
    }
  }
}

/** Those of directives and of all that stands in them go to `faults`. */
function addFaults(directives: readonly Directive[], contexts: string, place: string, faults: SyntaxFault[]): void {
  for (const directive of directives) {
    if (!directive.body || !isServer.test(directive.name.value)) addFaultsOf(directive, contexts, place, faults);
    else for (const fault of faultsOnce(directive, contexts, place)) faults.push(fault);
  }
}

function addFaultsOf(directive: Directive, contexts: string, place: string, faults: SyntaxFault[]): void {
  const { name, args, body } = directive;
  if (isTable.test(place)) {
    // What stands in a table are its rows.
    if (body) faults.push({ kind: 'context', directive, place });
    return;
  }
  // A name that is not one word of nginx's is what a template or another program left.
  if (name.quoted || !/^[a-z0-9_]+$/.test(name.value)) {
    if (!name.quoted && (commandsOf(usualSpelling(name.value))?.length || isOfApache(name.value)))
      faults.push({ kind: 'unknown', directive });
    return;
  }
  const commands = commandsOf(name.value);
  if (!commands) {
    faults.push({ kind: 'unknown', directive });
    return;
  }
  const here = commands.filter(({ contexts: taken }) => overlap(taken, contexts));
  if (body && (opensRepetition(body) || (here.length > 0 && here.every(takesNoBlock)))) {
    faults.push({ kind: 'block', directive });
    return;
  }
  const isFinished = body !== undefined || directive.semicolon !== undefined;
  if (here.length > 0) {
    const fault = isFinished ? argumentFault(directive, here) : undefined;
    if (fault) faults.push(fault);
  } else if (commands.length > 0 && (isMisplaced(name.value, place) || !commands.some(isOfOwnBlock))) {
    faults.push({ kind: 'context', directive, place });
    return;
  }
  if (!body || args.some(({ value }) => value.includes('{{'))) return;
  const next = isTable.test(name.value) ? contexts : contextsInside(name.value, contexts);
  if (next) addFaults(body.children, next, name.value, faults);
}

function takesNoBlock(command: Command): boolean {
  return command.arity !== undefined && !takesBlock(command);
}

/** `{4}` or `{1,63}` of a regular expression without quotes. */
function opensRepetition({ open, children: [first] }: Body): boolean {
  return first?.name.span.start === open.end && /^\d+(?:,\d*)?\}/.test(first.name.value);
}

function isOfOwnBlock({ contexts }: Command): boolean {
  return contexts === '-';
}

/** Of acme_issuer, mgmt and the like, and often taken for what servers have. */
function isMisplaced(name: string, place: string): boolean {
  return name === 'ssl_verify' && place !== '';
}

/** `SSLEngine`, `SSLCertificateFile`, `SSLProxyVerify`. */
export function isOfApache(name: string): boolean {
  return /^SSL[A-Z][A-Za-z]+$/.test(name);
}

/** Blocks that hold no directives. */
const isTable = /^(?:map|geo|types|split_clients|charset_map)$/;

/** nginx minds the case, and has no dashes; a mark that slipped in is a part of the name. */
export function usualSpelling(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/["'#:,\\]/g, '');
}

/** Blocks of which a configuration has many, and an edited one all but one as they were. */
const isServer = /^(?:server|upstream|location)$/;

interface KnownFaults {
  readonly contexts: string;
  readonly place: string;
  readonly faults: readonly SyntaxFault[];
}

const faultsOf = new WeakMap<Directive, KnownFaults>();

function faultsOnce(directive: Directive, contexts: string, place: string): readonly SyntaxFault[] {
  const before = faultsOf.get(directive);
  if (before?.contexts === contexts && before.place === place) return before.faults;
  const faults: SyntaxFault[] = [];
  addFaultsOf(directive, contexts, place, faults);
  faultsOf.set(directive, { contexts, place, faults });
  return faults;
}

function argumentFault(directive: Directive, commands: readonly Command[]): SyntaxFault | undefined {
  const { args, body } = directive;
  // envsubst and the like may make several words, or none, of one; `<path of the file>` is a placeholder.
  if (args.some(({ value }) => /\$\{[A-Z_]|\{\{|<%|@@|__|^<[\w.-]+>?$|^\.{3}$|…/.test(value))) return undefined;
  const fitting = commands.filter(
    (command) => takesBlock(command) === (body !== undefined) || command.arity === undefined,
  );
  if (fitting.length === 0) return body ? undefined : { kind: 'no-block', directive };
  if (!fitting.some((command) => takesArguments(command, args.length))) return { kind: 'arguments', directive };
  const value = args[0]?.value ?? '';
  if (fitting.every(isFlag) && !/^(?:on|off)$/i.test(value) && !isTemplate(value))
    return { kind: 'flag', directive, value };
  return undefined;
}
