import type { TextEdit } from '../base/edit.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Guideline, GuidelineName } from '../tls/guideline.ts';
import type { OpenSslVersion } from '../tls/lists.ts';

/** Something that can stand at a place of a text. */
export interface Completion {
  readonly label: string;
  /** What it is, for its icon. */
  readonly kind: 'directive' | 'block' | 'value' | 'variable' | 'file';
  /** What comes into the place of `replaces`; absent: the label. */
  readonly text?: string;
  /** Whether `text` has places to fill in, written as LSP does: `${1:name}`, `$0`. */
  readonly isSnippet?: boolean;
  /** Whether more can be completed where it ends. */
  readonly continues?: boolean;
  /** What is written already and goes: from the beginning of the word to its end, the cursor in it. */
  readonly replaces: Span;
  /** A few words at the end of its line in the list. */
  readonly remark?: Message;
  /** The first line beside the list, when the item is looked at. */
  readonly detail?: Message;
  /** Paragraphs, worked out when the item is looked at. Inline code in backquotes. */
  documentation?(): readonly Message[];
  readonly isDeprecated?: boolean;
}

/** The versions of the programs that a configuration is for. */
export interface ProgramVersions {
  readonly nginx: string;
  readonly openSsl: OpenSslVersion;
  /** Whose lists are offered; absent: the default one's. */
  readonly guideline?: GuidelineName;
}

/** A place where the path of a file stands, or could. */
export interface FilePlace {
  readonly purpose: FileReference['purpose'] | 'include';
  /** Of the side that uses the file, where that is known. */
  readonly role?: TlsContext['role'];
  readonly base: FileReference['base'];
  /** The path's own characters, as far as there are any. */
  readonly span: Span;
}

/** A place of a list in one of OpenSSL's languages, without its quotes. */
export interface ListPlace {
  readonly kind: 'ciphers' | 'suites' | 'groups';
  readonly span: Span;
}

/** What a word of a configuration means, for a card. Texts have inline code in backquotes, and nothing of the file. */
export interface Description {
  readonly kind: 'directive' | 'value' | 'variable';
  readonly span: Span;
  /** Lines in the language itself. */
  readonly code: readonly string[];
  readonly paragraphs: readonly Message[];
  readonly fields: readonly { readonly label: Message; readonly value: Message }[];
  /** Where all of it is told. */
  readonly page?: string;
}

/** What makes a block as a guideline has it. */
export interface Recommendation {
  /** The name of the block. */
  readonly span: Span;
  readonly edits: readonly TextEdit[];
  /** Strict-Transport-Security, which is for the owner of the site to decide. */
  readonly hsts?: readonly TextEdit[];
}

/** What a language knows of its own words: `vocabulary` of `config/<language>/vocabulary.ts`. */
export interface ConfigVocabulary {
  /** Best first; empty where nothing of the language can stand. */
  complete(text: string, offset: number, versions: ProgramVersions): readonly Completion[];
  describe(text: string, offset: number): Description | undefined;
  /** For the block around a place; undefined where there is none, or where it is so already. */
  recommend(text: string, offset: number, guideline: Guideline, versions: ProgramVersions): Recommendation | undefined;
  filePlace(text: string, offset: number): FilePlace | undefined;
  listPlace(text: string, offset: number): ListPlace | undefined;
}
