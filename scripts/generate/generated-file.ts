import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A file that is derived from declarations elsewhere. `text` undefined: the file should not exist. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string | undefined;
}

export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** TypeScript as Biome formats it, imports in its order. */
export function formatted(path: string, text: string): GeneratedFile {
  const biome = 'node_modules/.bin/biome';
  return {
    path,
    text: execFileSync(biome, ['check', '--linter-enabled=false', '--write', `--stdin-file-path=${path}`], {
      input: text,
      encoding: 'utf8',
    }),
  };
}

export function json(path: string, value: unknown): GeneratedFile {
  return { path, text: `${JSON.stringify(value, undefined, 2)}\n` };
}
