import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Files } from '../core/base/host.ts';
import {
  defaultSettings,
  type FolderSettings,
  mergeSettings,
  readSettings,
  type Settings,
  settingsFor,
} from '../core/lint/settings.ts';
import { readSettingsText, settingsFileName } from '../core/lint/settings-file.ts';
import { isInside, join, relativePath } from '../core/workspace/paths.ts';

/** The settings' name in the editor. */
export const section = 'tlsense';

/** Files whose settings are kept: as many as are looked at in turn. */
const filesKept = 20_000;

interface Entry {
  readonly settings: FolderSettings;
  /** Of the files that were asked about. */
  readonly files: Map<string, Settings>;
  /** Grows with every change: part of cache keys. */
  readonly version: number;
}

/** The settings of each workspace folder, from the editor and from the folder's tlsense.json. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #canPull: boolean;
  readonly #files: Files;
  readonly #entries = new Map<string, Entry>();
  #folders: readonly string[] = [];
  readonly #apply: (settings: ReadonlyMap<string, Settings>) => Promise<void>;
  #pushed: unknown = {};
  #version = 0;
  readonly #loaded: Promise<void>;
  /** The one after the other: what was read last is what holds. */
  #loading: Promise<unknown> = Promise.resolve();
  #markLoaded: () => void = () => {};

  /** `apply` is told the settings by folder before anyone sees them; `''` stands for no folder. */
  constructor(
    connection: Connection,
    client: ClientCapabilities,
    files: Files,
    apply: (settings: ReadonlyMap<string, Settings>) => Promise<void>,
  ) {
    this.#connection = connection;
    this.#canPull = client.workspace?.configuration === true;
    this.#files = files;
    this.#apply = apply;
    this.#loaded = new Promise((resolve) => {
      this.#markLoaded = resolve;
    });
  }

  /** Resolves when the settings were read for the first time. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
  }

  of(uri: string): Settings {
    const folder = this.#folderOf(uri);
    const entry = this.#entries.get(folder);
    if (!entry) return defaultSettings;
    let settings = entry.files.get(uri);
    if (!settings) {
      if (entry.files.size >= filesKept) entry.files.clear();
      settings = settingsFor(entry.settings, folder === '' ? undefined : relativePath(folder, uri));
      entry.files.set(uri, settings);
    }
    return settings;
  }

  versionOf(uri: string): number {
    return this.#entries.get(this.#folderOf(uri))?.version ?? 0;
  }

  /** For clients that send their settings instead of being asked. */
  push(section: unknown): void {
    this.#pushed = section;
  }

  /** Reads everything again. Resolves to whether anything is different. */
  load(): Promise<boolean> {
    const loading = this.#loading.then(() => this.#load()).finally(() => this.#markLoaded());
    this.#loading = loading.catch(() => {});
    return loading;
  }

  async #load(): Promise<boolean> {
    const scopes = ['', ...this.#folders];
    const sections = await this.#sections(scopes);
    let changed = false;
    for (const [i, scope] of scopes.entries()) {
      const settings = readSettings(mergeSettings(sections[i], scope === '' ? undefined : await this.#readFile(scope)));
      const known = this.#entries.get(scope);
      if (known && JSON.stringify(known.settings) === JSON.stringify(settings)) continue;
      this.#entries.set(scope, { settings, files: new Map(), version: ++this.#version });
      changed = true;
    }
    const kept = [...this.#entries].filter(([scope]) => scopes.includes(scope));
    await this.#apply(new Map(kept.map(([scope, { settings }]) => [scope, settings])));
    return changed;
  }

  async #sections(scopes: readonly string[]): Promise<readonly unknown[]> {
    if (!this.#canPull) return scopes.map(() => this.#pushed);
    try {
      const items = scopes.map((scope) => (scope === '' ? { section } : { section, scopeUri: scope }));
      return await this.#connection.workspace.getConfiguration(items);
    } catch {
      return [];
    }
  }

  async #readFile(folder: string): Promise<unknown> {
    const read = await this.#files.read(join(folder, settingsFileName));
    // What is wrong with it is reported in the file itself.
    return read.ok ? readSettingsText(new TextDecoder().decode(read.value)).value : undefined;
  }

  #folderOf(uri: string): string {
    const around = this.#folders.filter((candidate) => isInside(uri, candidate));
    return around.sort((a, b) => b.length - a.length)[0] ?? '';
  }
}
