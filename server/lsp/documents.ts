import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyseUnless, readDocument } from '../core/analysis.ts';
import type { Host } from '../core/base/host.ts';
import { limits } from '../core/base/limits.ts';
import { touches } from '../core/base/span.ts';
import type { Reading } from '../core/workspace/reading.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { PkiObject } from '../core/x509/types.ts';
import type { SettingsStore } from './settings-store.ts';

/** An open document with its reading; both of the same version. */
export interface ReadText {
  readonly document: TextDocument;
  readonly reading: Reading;
}

export interface AnalysedText {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

interface CachedReading {
  readonly version: number;
  readonly reading: Promise<Reading>;
  /** What `reading` resolved to. */
  done?: Reading;
}

interface CachedAnalysis {
  readonly key: string;
  /** Of the workspace when it began; undefined once it is done, and the workspace knows what it depended on. */
  begunAt: number | undefined;
  /** Undefined where it was given up. */
  readonly analysis: Promise<Analysis | undefined>;
}

/**
 * The open documents and what was made of them. A reading is kept as long as the text stays; an analysis as long as
 * everything it depends on stays.
 *
 * Changes are only noted when they arrive and read with the next question: while a person types, several arrive
 * between two questions. What `prepared` and `analysed` resolve to fits the document only until the next `await`,
 * for documents are updated in place.
 */
export class Documents {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #settings: SettingsStore;
  readonly #readings = new Map<string, CachedReading>();
  readonly #analyses = new Map<string, CachedAnalysis>();
  readonly #unread = new Set<string>();

  constructor(host: Host, workspace: Workspace, settings: SettingsStore) {
    this.#host = host;
    this.#workspace = workspace;
    this.#settings = settings;
    this.onChange((uri) => this.#unread.add(uri));
    this.onClose((uri) => {
      this.#unread.delete(uri);
      this.#readings.delete(uri);
      this.#analyses.delete(uri);
    });
  }

  listen(connection: Connection): void {
    this.#texts.listen(connection);
  }

  /** Also when a document is opened. */
  onChange(listener: (uri: string) => void): void {
    this.#texts.onDidChangeContent(({ document }) => listener(document.uri));
  }

  onClose(listener: (uri: string) => void): void {
    this.#texts.onDidClose(({ document }) => listener(document.uri));
  }

  get(uri: string): TextDocument | undefined {
    return this.#texts.get(uri);
  }

  /** Whether it is read and judged in turns, so that an answer may come later than a request may take. */
  isLong(uri: string): boolean {
    if ((this.get(uri)?.getText().length ?? 0) >= limits.judgedInTurns) return true;
    return (this.#readings.get(uri)?.done?.contexts.length ?? 0) >= limits.contextsInTurns;
  }

  /** The same, of one that may not be read yet: a text that is not long may hold much. */
  async isLongOnceRead(uri: string): Promise<boolean> {
    if (!this.isLong(uri)) await this.read(uri);
    return this.isLong(uri);
  }

  get uris(): readonly string[] {
    return this.#texts.keys();
  }

  /** Lets the workspace know of every text that changed since the last time. */
  async readChanges(): Promise<void> {
    const documents = [...this.#unread].flatMap((uri) => this.#texts.get(uri) ?? []);
    // One that cannot be read fails the questions about itself alone.
    await Promise.allSettled(documents.map((document) => this.#read(document)));
  }

  /** What the text says by itself. */
  async read(uri: string, token?: CancellationToken): Promise<ReadText | undefined> {
    for (;;) {
      throwIfCancelled(token);
      await this.readChanges();
      const document = this.#texts.get(uri);
      if (!document) return undefined;
      const reading = await this.#read(document);
      if (this.#isCurrent(document, reading)) return { document, reading };
    }
  }

  /** As `read`, and the workspace has answers to all questions about it; or about what stands `at` a place of it. */
  async prepared(uri: string, token?: CancellationToken, at?: Position): Promise<ReadText | undefined> {
    for (;;) {
      const read = await this.read(uri, token);
      if (!read) return undefined;
      const objects = at && objectsAt(read.reading, read.document.offsetAt(at));
      if (this.#workspace.isPrepared(read.reading, objects)) return read;
      if (objects) await this.#workspace.prepareObjects(read.reading, objects);
      else await this.#workspace.prepare(read.reading);
      if (this.#isCurrent(read.document, read.reading)) return read;
    }
  }

  async analysed(uri: string, token?: CancellationToken): Promise<AnalysedText | undefined> {
    await this.#settings.loaded;
    for (;;) {
      const read = await this.read(uri, token);
      if (!read) return undefined;
      await this.#workspace.settle();
      const analysis = await this.#analyse(read);
      if (analysis && this.#isCurrent(read.document, read.reading)) return { document: read.document, analysis };
    }
  }

  #analyse(read: ReadText): Promise<Analysis | undefined> {
    const { document, reading } = read;
    const { uri, version } = document;
    const key = `${version} ${surroundings(uri, this.#host, this.#settings)}`;
    const known = this.#analyses.get(uri);
    if (known?.key === key) {
      const { begunAt } = known;
      if (begunAt === undefined ? this.#workspace.isCurrent(reading) : begunAt === this.#workspace.revision) {
        return known.analysis;
      }
      // What changed since it began may be nothing to it: preparing it changes things too.
      if (begunAt !== undefined) return this.#afterwards(known, read);
    }
    const isOutdated = () => this.#analyses.get(uri)?.key !== key || !this.#isCurrent(document, reading);
    const analysis = analyseUnless(isOutdated, reading, this.#workspace, this.#host.now(), this.#settings.of(uri));
    const entry: CachedAnalysis = { key, begunAt: this.#workspace.revision, analysis };
    this.#analyses.set(uri, entry);
    const forget = () => {
      if (this.#analyses.get(uri) === entry) this.#analyses.delete(uri);
    };
    analysis.then((whole) => {
      entry.begunAt = undefined;
      if (!whole) forget();
    }, forget);
    return analysis;
  }

  /** Where one that is under way turns out not to hold, another. */
  async #afterwards({ analysis }: CachedAnalysis, read: ReadText): Promise<Analysis | undefined> {
    await Promise.allSettled([analysis]);
    return this.#isCurrent(read.document, read.reading) ? this.#analyse(read) : undefined;
  }

  #read(document: TextDocument): Promise<Reading> {
    const { uri, languageId, version } = document;
    const known = this.#readings.get(uri);
    if (known?.version === version) return known.reading;
    const source = { uri, languageId, text: document.getText() };
    const entry: CachedReading = { version, reading: readDocument(source, { previous: known?.done }) };
    this.#readings.set(uri, entry);
    void entry.reading.then(
      (done) => {
        entry.done = done;
        // While the language was loaded, the text may have changed or been closed: this is its past then.
        if (this.#readings.get(uri) !== entry || document.version !== version) return;
        this.#unread.delete(uri);
        this.#workspace.open(done);
      },
      () => {
        if (this.#readings.get(uri) === entry) this.#readings.delete(uri);
      },
    );
    return entry.reading;
  }

  #isCurrent({ uri, version }: TextDocument, reading: Reading): boolean {
    const known = this.#readings.get(uri);
    return known?.done === reading && known.version === version && this.#texts.get(uri) !== undefined;
  }
}

/** What the findings of a document depend on besides its text and the workspace. */
export function surroundings(uri: string, host: Host, settings: SettingsStore): string {
  const hour = Math.floor(host.now().getTime() / 3_600_000);
  return `${settings.versionOf(uri)} ${hour}`;
}

/** Undefined where there are so few that all are prepared, or settings beside them. */
function objectsAt({ pki, contexts }: Reading, offset: number): readonly PkiObject[] | undefined {
  if (pki.objects.length <= limits.preparedTogether || contexts.length > 0) return undefined;
  return pki.objects.filter(({ span }) => touches(span, offset));
}

function throwIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
