/**
 * Programs of many libraries that trust everyone, before and after `tlsense check --fix`: the fixed ones trust the
 * workspace's CA and nobody else.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GreetingServer, greeting, type Protocol, startGreeting } from '../support/greeting-servers.ts';
import { programs } from '../support/library-programs.ts';
import { runCli } from '../support/run-cli.ts';

const now = new Date().toISOString();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tlsense-libraries-')));
const workspace = join(folder, 'workspace');
const protocols = [...new Set(programs.map(({ protocol }) => protocol))];
let trusted: Servers = new Map();
let untrusted: Servers = new Map();
let found: Problems;
let left: Problems;

type Servers = ReadonlyMap<Protocol, GreetingServer>;
type Problems = ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  mkdirSync(workspace);
  // Where the programs find their libraries; outside of what is checked.
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'), 'junction');
  trusted = await serversOf('trusted');
  untrusted = await serversOf('untrusted');
  writeFileSync(join(workspace, 'ca.pem'), readFileSync(join(folder, 'trusted/ca.pem')));
  for (const { file, text } of programs) {
    writeFileSync(join(workspace, file), text);
    writeFileSync(join(folder, file), text);
  }
  found = await problems('check');
  left = await problems('check', '--fix');
}, 60_000);
afterAll(async () => {
  for (const server of [...trusted.values(), ...untrusted.values()]) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A server of each protocol, with a certificate of a CA of its own, both in a folder of that name. */
async function serversOf(name: string): Promise<Servers> {
  const at = ['--at', now, '--out', name];
  await issue('ca', '--cn', `${name} CA`, ...at);
  await issue('server', '--ca', `${name}/ca.pem`, '--ca-key', `${name}/ca.key`, '--cn', 'localhost', ...at);
  const files = {
    cert: readFileSync(join(folder, name, 'localhost.pem'), 'utf8'),
    key: readFileSync(join(folder, name, 'localhost.key'), 'utf8'),
  };
  return new Map(
    await Promise.all(protocols.map(async (protocol) => [protocol, await startGreeting(protocol, files)] as const)),
  );
}

async function issue(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runCli(folder, ['issue', ...args]);
  if (code !== 0) throw new Error(stderr);
}

/** The rules that complain, by file. */
async function problems(...args: readonly string[]): Promise<Problems> {
  const { code, stdout, stderr } = await runCli(workspace, [...args, '--format', 'json', '--at', now]);
  if (code > 1) throw new Error(stderr);
  const reports: readonly { file: string; findings: readonly { rule: string }[] }[] = JSON.parse(stdout);
  return new Map(reports.map(({ file, findings }) => [file, findings.map(({ rule }) => rule)]));
}

interface Run {
  readonly code: unknown;
  readonly output: string;
}

/** Runs a program where `ca.pem` is; nothing of this process's environment but where programs are. */
function run(path: string, port = 0): Promise<Run> {
  const command = extname(path) === '.py' ? 'python3' : process.execPath;
  const options = { cwd: workspace, env: { PATH: process.env['PATH'] ?? '' }, timeout: 30_000 };
  return new Promise((resolve, reject) => {
    execFile(command, [path, String(port)], options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') reject(new Error(`${command} is not installed, and this test needs it`));
      else resolve({ code: error ? (error.code ?? error.signal) : 0, output: stdout + stderr });
    });
  });
}

const refusal = /UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to verify the first certificate|CERTIFICATE_VERIFY_FAILED/;

describe.each(programs)('$library', ({ file, protocol }) => {
  it('trusts everyone before', async () => {
    const { code, output } = await run(join(folder, file), untrusted.get(protocol)?.port);
    expect(output).toContain(greeting);
    expect(code).toBe(0);
  });

  it('is found, and left without a finding', () => {
    const rules = ['tls/no-disabled-verification', 'python/mail-client-without-context'];
    expect(found.get(file)?.filter((rule) => rules.includes(rule))).toHaveLength(1);
    expect(left.get(file) ?? []).toEqual([]);
    expect(readFileSync(join(workspace, file), 'utf8')).toContain("'ca.pem'");
  });

  it('trusts the CA of the workspace after', async () => {
    const { code, output } = await run(join(workspace, file), trusted.get(protocol)?.port);
    expect(output).toContain(greeting);
    expect(code).toBe(0);
  });

  it('refuses a certificate of another CA after', async () => {
    const { code, output } = await run(join(workspace, file), untrusted.get(protocol)?.port);
    expect(output).toMatch(refusal);
    expect(output).not.toContain(greeting);
    expect(code).not.toBe(0);
  });
});
