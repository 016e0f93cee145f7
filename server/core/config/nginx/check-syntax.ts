/** What nginx refuses about a directive by itself: its name, its place, the number of its arguments. */

import type { NginxConfiguration } from './configuration.ts';
import { type Command, commandsOf, isFlag, takesArguments, takesBlock } from './directives/table.ts';
import { isTemplate } from './templates.ts';
import type { Directive } from './tree.ts';

export type SyntaxFault =
  | { readonly kind: 'unknown'; readonly directive: Directive }
  /** `place` is the block around; empty for the file itself. */
  | { readonly kind: 'context'; readonly directive: Directive; readonly place: string }
  | { readonly kind: 'arguments'; readonly directive: Directive }
  | { readonly kind: 'flag'; readonly directive: Directive; readonly value: string };

/** Every letter of `rows.ts`: a file to be included may stand anywhere. */
const anywhere = 'mehsluijxMNTVW';

/** The contexts inside a block, by its name and the contexts it may itself stand in; undefined for a module's own. */
const inside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  events: { m: 'e' },
  http: { m: 'h' },
  mail: { m: 'M' },
  stream: { m: 'T' },
  server: { h: 's', M: 'N', T: 'V' },
  location: { s: 'l', l: 'l' },
  upstream: { h: 'u', T: 'W' },
  if: { s: 'i', l: 'j' },
  limit_except: { l: 'x' },
};

/** Several rules ask for the faults of one text. */
const known = new WeakMap<NginxConfiguration, readonly SyntaxFault[]>();

/** In the order of the text. Nothing where the text is not nginx for certain. */
export function syntaxFaults(configuration: NginxConfiguration): readonly SyntaxFault[] {
  const faults = known.get(configuration) ?? [...readFaults(configuration)];
  known.set(configuration, faults);
  return faults;
}

function* readFaults({ tree, isCertain }: NginxConfiguration): Iterable<SyntaxFault> {
  if (!isCertain) return;
  const isMain = tree.children.some(({ name, body }) => body && /^(?:events|http|stream|mail)$/.test(name.value));
  yield* faultsIn(tree.children, isMain ? 'm' : anywhere, '');
}

function* faultsIn(directives: readonly Directive[], contexts: string, place: string): Iterable<SyntaxFault> {
  for (const directive of directives) {
    const { name, args, body } = directive;
    // A name that is not one word of nginx's is what a template or another program left.
    if (name.quoted || !/^[a-z0-9_]+$/.test(name.value)) continue;
    const commands = commandsOf(name.value);
    if (!commands) {
      yield { kind: 'unknown', directive };
      continue;
    }
    const here = commands.filter(({ contexts: taken }) => overlap(taken, contexts));
    const isFinished = body !== undefined || directive.semicolon !== undefined;
    if (here.length > 0) {
      const fault = isFinished ? argumentFault(directive, here) : undefined;
      if (fault) yield fault;
    } else if (commands.length > 0 && !commands.some(({ contexts: taken }) => taken === '-')) {
      yield { kind: 'context', directive, place };
      continue;
    }
    if (!body || args.some(({ value }) => value.includes('{{'))) continue;
    const within = Object.hasOwn(inside, name.value) ? inside[name.value] : undefined;
    if (!within) continue;
    const next = [...contexts].flatMap((letter) => within[letter] ?? []).join('');
    if (next !== '') yield* faultsIn(body.children, next, name.value);
  }
}

function overlap(a: string, b: string): boolean {
  for (let i = 0; i < a.length; i++) if (b.includes(a.charAt(i))) return true;
  return false;
}

function argumentFault(directive: Directive, commands: readonly Command[]): SyntaxFault | undefined {
  const { args, body } = directive;
  // envsubst and the like may make several words, or none, of one.
  if (args.some(({ value }) => /\$\{[A-Z_]|\{\{|<%|@@|__/.test(value))) return undefined;
  const fitting = commands.filter(
    (command) => takesBlock(command) === (body !== undefined) || command.arity === undefined,
  );
  if (fitting.length === 0) return undefined;
  if (!fitting.some((command) => takesArguments(command, args.length))) return { kind: 'arguments', directive };
  const value = args[0]?.value ?? '';
  if (fitting.every(isFlag) && !/^(?:on|off)$/i.test(value) && !isTemplate(value))
    return { kind: 'flag', directive, value };
  return undefined;
}
