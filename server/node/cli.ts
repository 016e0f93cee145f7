#!/usr/bin/env node
import { main } from '../cli/main.ts';
import { localizer } from '../core/base/message.ts';
import { nodeHost } from './host.ts';

// `tlsense check | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { env, stdout } = process;
process.exitCode = await main(process.argv.slice(2), {
  stdout: (text) => stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: Boolean(stdout.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  cwd: process.cwd(),
  host: nodeHost({ log: (line) => process.stderr.write(`${line}\n`) }),
  environment: (name) => env[name],
  stdin: async () => {
    const parts: Uint8Array[] = [];
    for await (const part of process.stdin) parts.push(part);
    return Buffer.concat(parts);
  },
  localize: localizer(await bundle(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')),
});

/** The messages of the terminal's language; English where there are none. */
async function bundle(locale: string): Promise<Readonly<Record<string, string>>> {
  if (!/^zh([_.-]|$)/i.test(locale) || /^zh[_-](TW|HK|MO)/i.test(locale)) return {};
  return (await import('../../l10n/bundle.l10n.zh-cn.json', { with: { type: 'json' } })).default;
}
