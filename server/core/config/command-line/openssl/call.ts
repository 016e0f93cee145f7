import { type Span, span } from '../../../base/span.ts';
import type { Invocation } from '../invocation.ts';
import { type Option, type OptionValue, readArguments } from '../options.ts';
import { type Command, unknownMark, type Word } from '../syntax.ts';
import { valuedOptions } from './option-tables.ts';
import type { FileTexts } from './written-texts.ts';

/** One run of an openssl command: `openssl req -x509 …`. */
export interface OpenSslCall extends Surroundings {
  readonly subcommand: string;
  /** Their names with one dash, however many are written. */
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
  readonly command: Command;
  /** `openssl req` */
  readonly head: Span;
  /** Words that are not known may come to further options: what is not seen may be there. */
  readonly mayHaveMore: boolean;
}

interface Surroundings {
  readonly written: FileTexts;
  /** No variable names another configuration than the one that OpenSSL is installed with. */
  readonly usesStock: boolean;
  /** Not in a string that another shell is given. */
  readonly isOutermost: boolean;
}

export function readCall({ name, args, command }: Invocation, surroundings: Surroundings): OpenSslCall | undefined {
  const [first, ...rest] = args;
  const valued = first?.isKnown === true ? valuedOptions(first.text) : undefined;
  if (!first || !valued) return undefined;
  const { options, operands } = readArguments(rest, { valued });
  return {
    ...surroundings,
    subcommand: first.text,
    options: options.map((option) => ({ ...option, name: option.name.replace(/^--/, '-') })),
    operands,
    command,
    // A name from a variable stands somewhere else.
    head:
      name.span.start >= command.span.start && first.span.start >= name.span.end
        ? span(name.span.start, first.span.end)
        : first.span,
    mayHaveMore: rest.some(isOption) || operands.some(mayBeOptions),
  };
}

/** `-$DIGEST` */
function isOption({ text }: Word): boolean {
  const [name = ''] = text.split('=', 1);
  return name.startsWith('-') && name.includes(unknownMark);
}

function mayBeOptions({ isKnown, expansion, text }: Word): boolean {
  if (isKnown || text !== unknownMark) return false;
  // One word that says by its name what it is.
  return !(expansion?.isOneWord === true || /bits|size|len/i.test(expansion?.name ?? ''));
}

export function has(call: OpenSslCall, ...names: readonly string[]): boolean {
  return call.options.some(({ name }) => names.includes(name));
}

/** The last of several holds. */
export function optionOf(call: OpenSslCall, ...names: readonly string[]): Option | undefined {
  return call.options.findLast(({ name }) => names.includes(name));
}

export function givenTo(call: OpenSslCall, ...names: readonly string[]): OptionValue | undefined {
  return optionOf(call, ...names)?.value;
}

/** A value that is known. */
export function textOf(call: OpenSslCall, ...names: readonly string[]): string | undefined {
  const value = givenTo(call, ...names);
  return value?.isKnown ? value.text : undefined;
}

/** What an option takes up; where its words come from a variable, its value's own place. */
export function placeOf({ words }: Pick<Option, 'words'>): Span {
  const first = words[0]?.span ?? span(0, 0);
  const last = words.at(-1)?.span ?? first;
  return last.start >= first.start && last.start - first.end < 200 ? span(first.start, last.end) : last;
}
