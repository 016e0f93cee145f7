import type { Span } from '../../base/span.ts';

/** Stands in a word's text for what is not known before it runs. */
export const unknownMark = '\uFFFC';

/** One word of a command line, quotes and escapes resolved. */
export interface Word {
  /** With its quotes. */
  readonly span: Span;
  readonly text: string;
  readonly isKnown: boolean;
  /** Where `text` stands character by character; absent where quotes or escapes are inside. */
  readonly verbatim?: Span;
  /** The whole word is one variable; where it stands in quotes it stays one word. */
  readonly expansion?: { readonly name: string; readonly isOneWord: boolean };
  /** The commands of `<(…)`, whose output is read as a file. */
  readonly process?: Span;
  /** `NAME=(…)` */
  readonly array?: readonly Word[];
  /** What goes with the word when it is taken out; absent: the blanks before it. */
  readonly removal?: Span;
  /** How a word is written in its place; absent: as in a shell. */
  readonly write?: (text: string) => string;
}

export interface Redirection {
  readonly operator: string;
  readonly target: Word;
}

/** `cmd arg …`, without the pipes and lists around it. */
export interface Command {
  readonly span: Span;
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
  /** Bodies of here-documents, in order. */
  readonly hereDocuments: readonly Span[];
  /** Runs only under a condition: in a branch, a loop, behind `&&` or `||`. */
  readonly isConditional: boolean;
  /** Something depends on the exit status: a condition, `&&`, `||`, `!`. */
  readonly isTested: boolean;
  /** Its output goes into another command. */
  readonly isPiped: boolean;
}

/** What differs between the places where commands are written. */
export interface Manner {
  /** Make's `$(NAME)`, and `$$` for the shell's dollar. */
  readonly make?: boolean;
  /** Docker takes whole lines of comment out of a continued command. */
  readonly commentLines?: boolean;
  /** Line breaks are blanks, but for empty lines (YAML 1.2, 8.1.3). */
  readonly folded?: boolean;
  /** Ends of here-documents are indented with the text around them. */
  readonly indented?: boolean;
  /** Told where reading was given up, as a limit says. */
  readonly stopped?: (at: number) => void;
}

export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

/** Where a comment begins behind other text, its blanks with it; the length of the line where there is none. */
export function commentStart(line: string): number {
  for (let at = line.indexOf('#', 1); at >= 0; at = line.indexOf('#', at + 1)) {
    if (!isBlank(line[at - 1])) continue;
    while (at > 0 && isBlank(line[at - 1])) at--;
    return at;
  }
  return line.length;
}
