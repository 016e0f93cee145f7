import { unknownMark, type Word } from './syntax.ts';

/** An option as a program sees it. */
export interface Option {
  /** `--insecure`, `-k`; of `-sk` each letter is one. */
  readonly name: string;
  /** The words it takes up. */
  readonly words: readonly Word[];
  readonly value?: OptionValue;
  /** Offset in its word, where it shares it with others. */
  readonly letter?: number;
}

export interface OptionValue {
  readonly text: string;
  readonly isKnown: boolean;
  /** The word of its own, or the part of one. */
  readonly word: Word;
}

/** How a program reads its words. */
export interface OptionSyntax {
  /** Options whose value is the next word, where none is joined to them. */
  readonly valued?: ReadonlySet<string>;
  /** `-sk` is `-s -k`. */
  readonly clusters?: boolean;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

export function readArguments(args: readonly Word[], { valued, clusters = false }: OptionSyntax): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as Word;
    const { text } = word;
    if (text === '--') {
      // Programs that hand the rest on are found by what they hand it to.
      operands.push(...args.slice(i + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    const takeNext = (): OptionValue | undefined => {
      const next = args[i + 1];
      if (!next) return undefined;
      i++;
      return { text: next.text, isKnown: next.isKnown, word: next };
    };
    const equals = text.indexOf('=');
    if (text.startsWith('--') || !clusters) {
      const name = equals < 0 ? text : text.slice(0, equals);
      if (name.includes(unknownMark)) continue;
      if (equals >= 0) {
        options.push({ name, words: [word], value: joined(word, equals + 1) });
        continue;
      }
      const value = valued?.has(name) ? takeNext() : undefined;
      options.push({ name, words: value ? [word, value.word] : [word], ...(value && { value }) });
      continue;
    }
    for (let at = 1; at < text.length; at++) {
      const name = `-${text[at]}`;
      if (text[at] === unknownMark) break;
      const isShared = text.length > 2;
      if (!valued?.has(name)) {
        options.push({ name, words: [word], ...(isShared && { letter: at }) });
        continue;
      }
      const value = at + 1 < text.length ? joined(word, at + 1) : takeNext();
      options.push({
        name,
        words: value && value.word !== word && at + 1 >= text.length ? [word, value.word] : [word],
        ...(isShared && { letter: at }),
        ...(value && { value }),
      });
      break;
    }
  }
  return { options, operands };
}

/** The value that is part of its option's word. */
function joined(word: Word, at: number): OptionValue {
  const text = word.text.slice(at);
  const isKnown = !text.includes(unknownMark);
  const start = word.verbatim && { start: word.verbatim.start + at, end: word.verbatim.end };
  return {
    text,
    isKnown,
    word: {
      span: start ?? word.span,
      text,
      isKnown,
      ...(start && { verbatim: start }),
      ...(word.write && { write: word.write }),
    },
  };
}
