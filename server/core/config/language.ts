import type { TextEdit } from '../base/edit.ts';
import type { Problem } from '../base/problem.ts';
import type { Span } from '../base/span.ts';
import type { Change } from '../tls/change.ts';
import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Observation } from '../tls/observation.ts';
import type { ConfigVocabulary } from './completion.ts';
import type { FollowedReading, FollowedText } from './followed.ts';
import type { NginxConfiguration } from './nginx/configuration.ts';

/** What a language's own rules look at: a union over the languages that have some, told apart by `kind`. */
export type ConfigDocument = NginxConfiguration;

/** What a language made of one text. `contexts` are in document order; a reader never throws. */
export interface ConfigReading {
  readonly contexts: readonly TlsContext[];
  readonly problems: readonly Problem[];
  /** The text is too long to be read: not even its comments are known. */
  readonly isUnread?: boolean;
  /** For the language's own rules, in any order. */
  readonly observations?: readonly Observation[];
  /** The patterns of the files that it includes, where the reader says so with it. See `ConfigReader.includes`. */
  readonly includes?: readonly string[];
  /** Where this is one of several versions of a document. */
  readonly followed?: FollowedReading;
  /** The language's own view of the text, for the rules about that language alone. */
  readonly document?: ConfigDocument;
}

/** A configuration of several files. */
export interface ConfigWhole {
  /** Where its program begins to read. */
  readonly main: string;
  /** The text that is asked about. */
  readonly self: string;
  /** By URI: the text, and what each pattern that it includes names, in order. Patterns that name nothing are absent. */
  readonly files: ReadonlyMap<
    string,
    { readonly text: string; readonly includes: ReadonlyMap<string, readonly string[]> }
  >;
}

/**
 * What every document is held against: light, for it is loaded with the server. `language` is the one export of
 * `config/<language>/language.ts`; adding a folder with it adds the language everywhere.
 */
export interface ConfigLanguage {
  /** `nginx`, `javascript`, `python`: names examples in rules and docs. */
  readonly id: string;
  /** The name people know, for code blocks and documentation. */
  readonly title: string;
  /** True for prose: a certificate in it is an example to be read, and nobody uses it. */
  readonly isProse?: true;
  /** VS Code language ids that are this language. */
  readonly languageIds: readonly string[];
  /** File name endings, with the dot, or whole names. */
  readonly fileNames: readonly string[];
  /** Beginnings of file names, whatever follows: `Dockerfile.`. */
  readonly fileNameStarts?: readonly string[];
  /** Names of folders in which every file may be one, whatever it is called: `sites-enabled`. Needs `recognises`. */
  readonly folderNames?: readonly string[];
  /** What begins a comment that ends with its line. Absent: there is no such comment. */
  readonly lineComment?: '#' | '//';
  /** The reader knows `outline` and `folds`: it is worth loading for a text without TLS too. */
  readonly hasOutline?: true;
  /** A cheap look whether the text can hold a TLS setting at all; false saves the parse. */
  concerns(text: string): boolean;
  /** For names shared with other programs (.conf): whether this text is ours. Absent: always. */
  recognises?(text: string, name?: string): boolean;
  /** Imports the reader, whose parser weighs: only when a text concerns it, and once. `text` tells which parsers it needs. */
  load(text?: string): Promise<ConfigReader>;
  /** Imports what completes and explains the language's own words: asked of every text, TLS in it or not. */
  loadVocabulary?(): Promise<ConfigVocabulary>;
}

/** A block of a configuration, as the outline shows it. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail?: string;
  /** What it is, for its icon. */
  readonly kind: 'part' | 'server' | 'place' | 'peers' | 'table';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** `block`: from its opening to its closing brace, whose line stays. */
export interface Fold {
  readonly kind: 'block' | 'comment';
  readonly span: Span;
}

/** Text to facts, and a wanted change back to text: `reader` of `config/<language>/reader.ts`. */
export interface ConfigReader {
  /** `path` is the document's, where its name says which program reads it. */
  read(text: string, path?: string): ConfigReading;
  /** Where parsing a long text takes its time: does it in pieces between the turns of others, before `read` is asked. */
  prepare?(text: string, path?: string): Promise<void>;
  /** For a document that is edited: reads its versions one after the other. Absent: `read` is as good. */
  follow?(): FollowedText;
  /**
   * The patterns of the files that a text includes, as written, where `read` did not say so. Absent: the language has no
   * such thing.
   */
  includes?(text: string): readonly string[];
  /**
   * As `read` of the text asked about, as a part of a whole: `alone` is what `read` made of it. Places in other files lie
   * behind the text's end.
   */
  readIn?(whole: ConfigWhole, alone: readonly TlsContext[]): ConfigReading;
  /** True where a main configuration includes others, and paths start from it. Otherwise from where a program is run. */
  readonly hasMain?: true;
  /** The blocks of a text, for the outline. */
  outline?(text: string): readonly OutlineEntry[];
  /** What folds, where indentation alone does not tell. */
  folds?(text: string): readonly Fold[];
  /** The comments of a text, with their marks, in order. Absent: the language has none that are known here. */
  comments?(text: string, path?: string): readonly Span[];
  /** What a new relative path in this text should be relative to: as its own references are. Absent: `document`. */
  pathBase?(text: string): FileReference['base'];
  /** Edits that make `change` in `context` (which came from `read` of this very text); undefined where it cannot. */
  write(text: string, context: TlsContext, change: Change): readonly TextEdit[] | undefined;
}
