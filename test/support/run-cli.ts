import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../server/cli/main.ts';
import type { Host } from '../../server/core/base/host.ts';
import { type Localize, localizer } from '../../server/core/base/message.ts';
import { nodeHost } from '../../server/node/host.ts';
import { fixtureTime } from './fixtures.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, in `cwd`, at the fixtures' clock; `machine` is what is another than Node's. */
export async function runCli(
  cwd: string,
  args: readonly string[],
  localize: Localize = localizer(),
  machine: Partial<Host> = {},
): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTerminal: false,
    cwd,
    host: { ...nodeHost({ now: () => fixtureTime }), ...machine },
    localize,
  });
  return { code, stdout, stderr };
}

/** `tlsense issue` in `cwd`, so many days ago by the machine's own clock: real programs look at what it makes. */
export async function issueIn(cwd: string, daysAgo: number, ...args: readonly string[]): Promise<void> {
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  const { code, stderr } = await runCli(cwd, ['issue', ...args, '--at', at]);
  if (code !== 0) throw new Error(stderr);
}

/** A new folder with these files, path to text or bytes, which goes when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlsense-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // As openssl writes keys.
    writeFileSync(join(folder, path), content, { mode: path.endsWith('.key') ? 0o600 : 0o644 });
  }
  return folder;
}
