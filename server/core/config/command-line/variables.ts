import type { Span } from '../../base/span.ts';
import { commandLimits } from './limits.ts';
import { parseCommands } from './parse.ts';
import type { Command, Manner, Word } from './syntax.ts';

/** `NAME=value` in front of a command, or given to `export`, `env` and the like. */
export interface Assignment {
  readonly name: string;
  readonly value: Word;
  /** From the name on. */
  readonly span: Span;
  readonly word: Word;
}

/** The assignment that a word is; undefined where it is none. */
export function assignmentOf(text: string, word: Word): Assignment | undefined {
  const match = /^(\\?["']?)([A-Za-z_][\w.-]*)=/.exec(text.slice(word.span.start, word.span.end));
  const name = match?.[2];
  if (!match || name === undefined) return undefined;
  const { start, end } = word.span;
  const at = start + match[0].length;
  const isQuoted = match[1] !== '';
  const value = word.text.slice(name.length + 1);
  const last = isQuoted ? end - (match[1] ?? '').length : end;
  return {
    name,
    word,
    span: { start: start + (match[1] ?? '').length, end: last },
    value: {
      span: { start: at, end: last },
      text: value,
      isKnown: word.isKnown,
      ...(word.array && { array: word.array }),
      ...(word.isKnown && inner(text, { start: at, end: last }, value)),
    },
  };
}

function inner(text: string, { start, end }: Span, value: string): { verbatim: Span } | undefined {
  if (text.slice(start, end) === value) return { verbatim: { start, end } };
  const isQuoted = /^(["'])[\s\S]*\1$/.test(text.slice(start, end));
  return isQuoted && text.slice(start + 1, end - 1) === value
    ? { verbatim: { start: start + 1, end: end - 1 } }
    : undefined;
}

/**
 * What variables hold, as far as one assignment says it that always runs: a second one, or one in a branch, leaves
 * open which holds.
 */
export class Variables {
  readonly #values = new Map<string, readonly Word[] | undefined>();
  readonly #text: string;
  readonly #manner: Manner;
  #left: number = commandLimits.expandedWords;

  constructor(text: string, manner: Manner) {
    this.#text = text;
    this.#manner = manner;
  }

  addAll(commands: readonly Command[]): void {
    for (const { words, isConditional } of commands) {
      const isDeclaration = /^(?:export|declare|typeset|local|readonly)$/.test(words[0]?.text ?? '');
      for (const [i, word] of words.entries()) {
        const assignment = assignmentOf(this.#text, word);
        if (!assignment) {
          if (isDeclaration) continue;
          // An assignment in front of a command is for that command alone, unless nothing follows.
          break;
        }
        if (!isDeclaration && words.length > i + 1 && !assignmentOf(this.#text, words[i + 1] as Word)) break;
        this.add(assignment.name, assignment.value, isConditional);
      }
    }
  }

  add(name: string, value: Word, isConditional: boolean): void {
    const isOpen = isConditional || this.#values.has(name);
    this.#values.set(name, isOpen ? undefined : (value.array ?? this.#split(value)));
  }

  /** The words of a value that is not in quotes where it is used. */
  #split(value: Word): readonly Word[] | undefined {
    if (!value.isKnown || !value.verbatim) return undefined;
    const [command, ...rest] = parseCommands(this.#text, value.verbatim, this.#manner);
    return command && rest.length === 0 && command.redirections.length === 0 ? command.words : undefined;
  }

  /** Words with the values of variables in their place, where those are known. */
  expand(words: readonly Word[], depth = 0): readonly Word[] {
    if (!words.some(({ expansion }) => expansion)) return words;
    const expanded: Word[] = [];
    for (const word of words) {
      const { expansion } = word;
      const values = expansion && depth < 4 ? this.#values.get(expansion.name) : undefined;
      const isOne = expansion?.isOneWord === true;
      if (!values || (isOne && values.length !== 1)) expanded.push(word);
      else if (this.#left <= 0) {
        this.#manner.stopped?.(word.span.start);
        expanded.push(word);
      } else {
        const own = this.expand(values.slice(0, commandLimits.words), depth + 1);
        this.#left -= own.length;
        expanded.push(...own);
      }
      if (expanded.length > commandLimits.words) {
        this.#manner.stopped?.(word.span.start);
        break;
      }
    }
    return expanded;
  }
}
