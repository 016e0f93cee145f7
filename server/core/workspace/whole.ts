/** The files that make up one configuration: which of them includes which. */
import { wildcard } from '../base/glob.ts';
import type { Host } from '../base/host.ts';
import type { ConfigReader, ConfigWhole } from '../config/language.ts';
import { absolute, baseName, folderOf, foldersUpTo, isAbsolute, isInside, join } from './paths.ts';
import type { Reading } from './reading.ts';

/** Bounds on what is read for one configuration; real ones have a few hundred files at most. */
const limits = { files: 300, characters: 4_000_000, matches: 500, pattern: 1_000 };

/** Where packages put a configuration that is kept elsewhere: `/etc/nginx/conf.d` means the folder beside nginx.conf. */
const installed = /^\/etc\/nginx\//;

/** Reads the files of configurations, within the folders it is given. Forgets all when any file changes. */
export class Wholes {
  readonly #host: Host;
  readonly #open = new Map<string, string>();
  #texts = new Map<string, Promise<string | undefined>>();
  #matches = new Map<string, Promise<readonly string[]>>();
  #version = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  get version(): number {
    return this.#version;
  }

  /** Unsaved text wins over the file. True where it is a part of something that was read before. */
  setOpen(uri: string, text: string | undefined): boolean {
    const before = this.#open.get(uri);
    if (text === undefined) this.#open.delete(uri);
    else this.#open.set(uri, text);
    const isKnown = before !== text && this.#texts.has(uri);
    if (isKnown) this.#version++;
    return isKnown;
  }

  /** True where something was known that may be different now. */
  forget(): boolean {
    const known = this.#texts.size + this.#matches.size > 0;
    this.#texts = new Map();
    this.#matches = new Map();
    if (known) this.#version++;
    return known;
  }

  /**
   * The configuration that a text is a part of: that of the main file which includes it, else its own with what it
   * includes. Undefined where it is alone.
   */
  async of(reading: Reading, mains: readonly string[], folders: readonly string[]): Promise<ConfigWhole | undefined> {
    const { document, reader } = reading;
    if (!reader?.includes) return undefined;
    const self = document.uri;
    for (const main of mains) {
      if (main === self) continue;
      const whole = await this.#gather(main, reading, folderOf(main), folders, reader, true);
      if (whole.files.has(self)) return whole;
    }
    if ((reading.includes ?? reader.includes(document.text)).length === 0) return undefined;
    const prefix = folderOf(mains.includes(self) ? self : (mains[0] ?? self));
    const whole = await this.#gather(self, reading, prefix, folders, reader, mains.length > 0);
    // Where nothing of it is there, it is alone.
    return whole.files.size > 1 ? whole : undefined;
  }

  async #gather(
    main: string,
    { document, includes: own }: Reading,
    prefix: string,
    folders: readonly string[],
    reader: ConfigReader,
    isMain: boolean,
  ): Promise<ConfigWhole> {
    const files = new Map<
      string,
      { readonly text: string; readonly includes: ReadonlyMap<string, readonly string[]> }
    >();
    const queue = [main];
    // A program may be run from any folder above what says so.
    const root = folders.find((folder) => isInside(prefix, folder));
    // Without a main configuration its folder is one of those above.
    const prefixes = reader.hasMain && isMain ? [prefix] : foldersUpTo(prefix, root);
    let characters = 0;
    for (const uri of queue) {
      if (files.has(uri) || files.size >= limits.files) continue;
      const text = uri === document.uri ? document.text : await this.#text(uri);
      if (text === undefined) continue;
      characters += text.length;
      if (characters > limits.characters) break;
      const includes = new Map<string, readonly string[]>();
      files.set(uri, { text, includes });
      const patterns = (uri === document.uri ? own : undefined) ?? reader.includes?.(text) ?? [];
      for (const pattern of patterns) {
        const named = await this.#resolve(pattern, prefixes, folders);
        // A file that is not there may be where nginx runs: then nothing is known of it.
        if (named.length === 0) continue;
        includes.set(pattern, named);
        queue.push(...named);
      }
    }
    return { main, self: document.uri, files };
  }

  async #resolve(pattern: string, prefixes: readonly string[], folders: readonly string[]): Promise<readonly string[]> {
    if (pattern.length > limits.pattern) return [];
    const isGlob = /[*?[]/.test(pattern);
    const places = prefixes.flatMap((prefix) => [
      isAbsolute(pattern) ? absolute(pattern, prefix) : join(prefix, pattern),
      ...(installed.test(pattern) ? [join(prefix, pattern.replace(installed, ''))] : []),
    ]);
    for (const place of places) {
      if (!folders.some((folder) => isInside(place, folder))) continue;
      const found = isGlob ? await this.#match(place) : (await this.#text(place)) === undefined ? [] : [place];
      if (found.length > 0) return found;
    }
    return [];
  }

  #match(place: string): Promise<readonly string[]> {
    let found = this.#matches.get(place);
    if (!found) {
      found = this.#list(decodeURIComponent(place));
      this.#matches.set(place, found);
    }
    return found;
  }

  /** As glob(3). */
  async #list(place: string): Promise<readonly string[]> {
    const before = place.slice(0, place.search(/[*?[]/));
    const folder = before.slice(0, before.lastIndexOf('/'));
    const isNamed = nameGlob(place.slice(place.lastIndexOf('/') + 1));
    const isMeant = pathGlob(place);
    const listed = await this.#host.files.list(encodeFolder(folder), isNamed);
    return listed
      .filter((uri) => isMeant(decodeURIComponent(uri)))
      .sort((a, b) => (decodeURIComponent(a) < decodeURIComponent(b) ? -1 : 1))
      .slice(0, limits.matches);
  }

  #text(uri: string): Promise<string | undefined> {
    let text = this.#texts.get(uri);
    if (!text) {
      text = this.#read(uri);
      this.#texts.set(uri, text);
    }
    const open = this.#open.get(uri);
    return open === undefined ? text : Promise.resolve(open);
  }

  async #read(uri: string): Promise<string | undefined> {
    // Never a certificate or key that someone includes by mistake.
    if (/\.(?:pem|key|crt|p12|pfx)$/i.test(baseName(uri))) return undefined;
    const read = await this.#host.files.read(uri);
    if (!read.ok || read.value.length > limits.characters) return undefined;
    return new TextDecoder().decode(read.value);
  }
}

/** A star or question mark does not stand for a leading dot. */
function nameGlob(pattern: string): (name: string) => boolean {
  const matches = wildcard(pattern, true);
  const hidesDots = /^[*?]/.test(pattern);
  return (name) => !(hidesDots && name.startsWith('.')) && matches(name);
}

/** A star stops at a slash. */
function pathGlob(pattern: string): (path: string) => boolean {
  const segments = pattern.split('/').map(nameGlob);
  return (path) => {
    const names = path.split('/');
    return names.length === segments.length && segments.every((matches, i) => matches(names[i] ?? ''));
  };
}

function encodeFolder(folder: string): string {
  return join(folder, '.').replace(/\/$/, '');
}
