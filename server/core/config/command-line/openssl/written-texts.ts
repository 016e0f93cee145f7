import { parseCommands } from '../parse.ts';
import type { Command, Manner, Word } from '../syntax.ts';
import { fileKey } from './files.ts';

/** What is in a file, as far as the script that writes it says so itself, or the workspace has it. */
export interface WrittenText {
  readonly text: string;
  /** Nothing else is in it. */
  readonly isWhole: boolean;
  /** The file of the workspace. */
  readonly uri?: string;
}

export interface FileTexts {
  /** What is read from the file that a word names, or from the process that it is. */
  of(word: Word): WrittenText | undefined;
}

const longest = 100_000;

/** Texts that a script writes and gives to programs: here-documents, `printf … > file`, `<(echo …)`. */
export class WrittenTexts implements FileTexts {
  readonly #text: string;
  readonly #manner: Manner;
  readonly #files = new Map<string, WrittenText>();

  constructor(text: string, commands: readonly Command[], manner: Manner) {
    this.#text = text;
    this.#manner = manner;
    for (const command of commands) this.#addFile(command);
  }

  of(word: Word): WrittenText | undefined {
    if (!word.process) return this.#files.get(fileKey(this.#text, word));
    const parts = parseCommands(this.#text, word.process, this.#manner).map((command) => this.#outputOf(command));
    return join(parts);
  }

  #addFile(command: Command): void {
    const target = command.redirections.findLast(({ operator }) => /^>>?\|?$/.test(operator));
    const isTee = command.words[0]?.text === 'tee';
    const word = isTee ? command.words.at(-1) : target?.target;
    if (!word) return;
    const written = isTee ? this.#hereDocument(command) : this.#outputOf(command);
    const key = fileKey(this.#text, word);
    const before = target?.operator === '>>' ? this.#files.get(key) : undefined;
    const whole = before ? join([before, written]) : written;
    if (whole.text.length < longest) this.#files.set(key, whole);
  }

  #outputOf(command: Command): WrittenText {
    const [program, ...args] = command.words;
    switch (program?.text) {
      case 'echo':
      case 'printf': {
        const text = args
          .filter(({ text: arg }) => !/^-[neE]+$/.test(arg))
          .map(({ text: arg }) => arg.replaceAll('\\n', '\n').replaceAll('%s', ''))
          .join(program.text === 'echo' ? ' ' : '\n');
        return { text: `${text}\n`, isWhole: true };
      }
      case 'cat': {
        const files = args.map((word): WrittenText => this.of(word) ?? { text: '', isWhole: false });
        return join([...files, ...(command.hereDocuments.length > 0 ? [this.#hereDocument(command)] : [])]);
      }
      default:
        return { text: '', isWhole: false };
    }
  }

  #hereDocument({ hereDocuments }: Command): WrittenText {
    const bodies = hereDocuments.map(({ start, end }) => this.#text.slice(start, end));
    return { text: bodies.join('\n'), isWhole: bodies.length > 0 };
  }
}

function join(parts: readonly WrittenText[]): WrittenText {
  return {
    text: parts.map(({ text }) => text).join('\n'),
    isWhole: parts.length > 0 && parts.every(({ isWhole }) => isWhole),
  };
}
