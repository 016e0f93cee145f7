import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const limitMs = 60_000;

/** Puts files into an empty folder. */
export type Fill = (folder: string) => Promise<void>;

/** The samples, dated now, as `npm start` opens them. */
export const samples: Fill = async (folder) => {
  const args = ['scripts/make-samples.ts', '--out', folder, '--now', new Date().toISOString()];
  await execute(process.execPath, args, { cwd: root, timeout: limitMs });
  await execute('git', ['init', '--quiet', folder], { timeout: limitMs });
};

/** The files named, each with its text or its bytes. */
export function files(texts: Readonly<Record<string, string | Uint8Array>>): Fill {
  return async (folder) => {
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  };
}

/** A copy of another folder. */
export function copyOf(source: string): Fill {
  return (folder) => cp(source, folder, { recursive: true });
}
