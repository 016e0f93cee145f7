import { existsSync, readFileSync } from 'node:fs';

/** A file that is derived from declarations elsewhere. `text` undefined: the file should not exist. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string | undefined;
}

export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

export function json(path: string, value: unknown): GeneratedFile {
  return { path, text: `${JSON.stringify(value, undefined, 2)}\n` };
}
