import { FileChangeType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyse, readDocument } from '../core/analysis.ts';
import type { Host } from '../core/base/host.ts';
import { isConfigName, isConfigUri } from '../core/config/find.ts';
import { settingsFileName } from '../core/lint/settings-file.ts';
import { baseName, folderOf } from '../core/workspace/paths.ts';
import { isCarrierName, isPkiName, readPkiFile } from '../core/workspace/pki-file.ts';
import { holdsNothing, type Reading } from '../core/workspace/reading.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import { surroundings } from './documents.ts';
import type { SettingsStore } from './settings-store.ts';

/** A stored file with what was made of it. */
interface FileText {
  readonly document: TextDocument;
  readonly reading: Reading;
  analysis?: { readonly key: string; readonly value: Analysis };
}

export interface AnalysedFile {
  readonly document: TextDocument;
  readonly reading: Reading;
  readonly analysis: Analysis;
  /** See `surroundings`. */
  readonly key: string;
}

/** Characters of files that are kept as they were read: those that were asked for last. */
const charactersKept = 2_000_000;

/** Every file of the workspace folders whose name says that it may concern us, as stored. */
export class WorkspaceFiles {
  readonly #host: Host;
  readonly #workspace: Workspace;
  readonly #settings: SettingsStore;
  #folders: readonly string[] = [];
  #listed: Promise<ReadonlySet<string>> | undefined;
  readonly #read = new Map<string, Promise<FileText | undefined>>();
  /** What `#read` resolved to, those that were asked for last at the end. */
  readonly #files = new Map<string, FileText>();
  #characters = 0;
  readonly #listeners: ((uri: string) => void)[] = [];

  constructor(host: Host, workspace: Workspace, settings: SettingsStore) {
    this.#host = host;
    this.#workspace = workspace;
    this.#settings = settings;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#listed = undefined;
    for (const uri of this.#read.keys()) this.#forget(uri);
  }

  async uris(): Promise<ReadonlySet<string>> {
    this.#listed ??= this.#list();
    return this.#listed;
  }

  onChange(listener: (uri: string) => void): void {
    this.#listeners.push(listener);
  }

  /** The file is not what it was, or not there any more, or new. */
  changed(uri: string, type: FileChangeType = FileChangeType.Changed): void {
    for (const listener of this.#listeners) listener(uri);
    this.#forget(uri);
    // The host knows which folders are passed over, so it lists them again.
    if (type !== FileChangeType.Changed && concerns(baseName(uri), baseName(folderOf(uri)))) this.#listed = undefined;
  }

  /** Those of the files that may be configurations. */
  async configurations(): Promise<readonly string[]> {
    return [...(await this.uris())].filter(isConfigUri);
  }

  /** What a file says, and the workspace has answers to all questions about it. */
  async prepared(uri: string): Promise<Omit<FileText, 'analysis'> | undefined> {
    const file = await this.#fileOf(uri);
    if (!file) return undefined;
    if (!this.#workspace.isPrepared(file.reading)) await this.#workspace.prepare(file.reading);
    this.#releaseIfForgotten(uri, file);
    return file;
  }

  /** Undefined where the file is not there or holds nothing for us. */
  async analysed(uri: string): Promise<AnalysedFile | undefined> {
    const file = await this.#fileOf(uri);
    if (!file) return undefined;
    await this.#settings.loaded;
    await this.#workspace.settle();
    const key = surroundings(uri, this.#host, this.#settings);
    if (file.analysis?.key !== key || !this.#workspace.isCurrent(file.reading)) {
      const value = await analyse(file.reading, this.#workspace, this.#host.now(), this.#settings.of(uri));
      file.analysis = { key, value };
      this.#releaseIfForgotten(uri, file);
    }
    return { document: file.document, reading: file.reading, analysis: file.analysis.value, key: file.analysis.key };
  }

  /** Kept while it is read: a file that changes meanwhile is read anew with the next question. */
  async #fileOf(uri: string): Promise<FileText | undefined> {
    let reading = this.#read.get(uri);
    if (!reading) {
      reading = this.#readFile(uri);
      this.#read.set(uri, reading);
      const own = reading;
      own.then(
        (file) => {
          if (this.#read.get(uri) === own && file) this.#keep(uri, file);
        },
        () => this.#read.delete(uri),
      );
    }
    const known = this.#files.get(uri);
    if (known) this.#keep(uri, known);
    return reading;
  }

  #keep(uri: string, file: FileText): void {
    if (this.#files.delete(uri)) this.#characters -= sizeOf(file);
    this.#files.set(uri, file);
    this.#characters += sizeOf(file);
    for (const oldest of this.#files.keys()) {
      if (this.#characters <= charactersKept || oldest === uri) break;
      this.#forget(oldest);
    }
  }

  #releaseIfForgotten(uri: string, file: FileText): void {
    if (this.#files.get(uri) !== file) this.#workspace.release(file.reading);
  }

  #forget(uri: string): void {
    const reading = this.#read.get(uri);
    const file = this.#files.get(uri);
    this.#read.delete(uri);
    if (file) this.#characters -= sizeOf(file);
    this.#files.delete(uri);
    void reading?.then(
      (file) => file && this.#workspace.release(file.reading),
      () => {},
    );
  }

  async #list(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const folder of this.#folders) {
      for (const uri of await this.#host.files.list(folder, concerns)) found.add(uri);
    }
    return found;
  }

  /** Undefined where it holds nothing for us: nothing of it is kept then. */
  async #readFile(uri: string): Promise<FileText | undefined> {
    const read = await this.#host.files.read(uri);
    if (!read.ok) return undefined;
    const reading = await readStored(uri, read.value);
    if (holdsNothing(reading)) return undefined;
    const { document } = reading;
    return { document: TextDocument.create(uri, '', 0, document.text), reading };
  }
}

/** A file of few characters takes its memory too. */
function sizeOf({ document }: FileText): number {
  return document.getText().length + 1_000;
}

async function readStored(uri: string, bytes: Uint8Array): Promise<Reading> {
  if (isPkiName(baseName(uri))) {
    const { text, pki } = await readPkiFile(bytes);
    if (text === undefined) {
      return { document: { uri, languageId: '', text: '' }, pki, contexts: [], reader: undefined };
    }
  }
  // The decoder drops the byte order mark, as editors do.
  return readDocument({ uri, languageId: '', text: new TextDecoder().decode(bytes) });
}

function concerns(name: string, folder: string): boolean {
  return isPkiName(name) || isConfigName(name, folder) || isCarrierName(name) || name === settingsFileName;
}
