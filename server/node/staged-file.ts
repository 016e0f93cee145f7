import { open, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileToWrite } from '../core/base/host.ts';

/** A part of writing, or what takes one back. */
export type Step = () => Promise<unknown>;

/** A new file, whole and on the disk, with its mode from the first octet on. */
export async function writeWhole(path: string, { contents, mode }: Omit<FileToWrite, 'name'>): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A hidden name in the same folder; the ending stays, so that what git ignores (`*.key`) it ignores there too. */
export function beside(path: string, prefix: string): string {
  return join(dirname(path), `.${prefix}.${basename(path)}`);
}

/** Takes the steps one by one; one that fails keeps no other from being taken. */
export async function takeAll(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step().catch(() => undefined);
}

/** The folders that were made for a set, from the innermost to the first one made. */
export async function removeFolders(folder: string, firstMade: string): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    await rmdir(at);
    if (at === firstMade || at === dirname(at)) return;
  }
}

export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
