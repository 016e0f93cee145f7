import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of files that openssl works in. */
export interface Bench {
  readonly folder: string;
  path(name: string): string;
  write(name: string, text: string): string;
  read(name: string): string;
  /** stdout of `openssl …`, run in the folder. Throws with what it said where it fails. */
  openssl(...args: readonly string[]): string;
  /** stderr of it. */
  said(...args: readonly string[]): string;
  remove(): void;
}

export function makeBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'tlsense-issue-'));
  const path = (name: string) => join(folder, name);
  return {
    folder,
    path,
    write(name, text) {
      writeFileSync(path(name), text, { mode: 0o600 });
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    openssl: (...args) => run('openssl', args, folder),
    said: (...args) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }).stderr,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

/** The clock of these tests, and as openssl takes it. */
export const now = new Date('2026-11-23T10:00:00.789Z');
export const attime = String(Math.floor(now.getTime() / 1000));

/** The `X509v3 extensions` of `openssl x509 -text`, without indentation. */
export function extensionsOf(text: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes('X509v3 extensions:'));
  const end = lines.findIndex((line, i) => i > start && line.includes('Signature Algorithm:'));
  return lines.slice(start + 1, end).map((line) => line.trim());
}

export function fieldOf(text: string, label: string): string {
  return new RegExp(`${label}\\s*: ?\\s*(.+)`).exec(text)?.[1]?.trim() ?? '';
}
