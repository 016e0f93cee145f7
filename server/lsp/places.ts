import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Files } from '../core/base/host.ts';
import type { Documents } from './documents.ts';

/** Texts of other files, for turning their spans into ranges: as open in the editor, else as stored. */
export class Places {
  readonly #documents: Documents;
  readonly #files: Files;

  constructor(documents: Documents, files: Files) {
    this.#documents = documents;
    this.#files = files;
  }

  /** Undefined where there is no such file. */
  async text(uri: string): Promise<TextDocument | undefined> {
    const open = this.#documents.get(uri);
    if (open) return open;
    const read = await this.#files.read(uri);
    // The decoder drops the byte order mark, as editors do.
    return read.ok ? TextDocument.create(uri, '', 0, new TextDecoder().decode(read.value)) : undefined;
  }
}
