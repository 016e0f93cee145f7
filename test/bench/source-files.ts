/**
 * 10,000 source files without a word of TLS in them, and one with: how fast the editor's server and the command pass over
 * the others, and how much memory they take for it.
 *
 *     node test/bench/source-files.ts [--files N]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { MeasuredServer } from './measured-server.ts';

const { values } = parseArgs({ options: { files: { type: 'string', default: '10000' } } });

const sources: Readonly<Record<string, string>> = {
  ts: 'export function add(a: number, b: number): number {\n  return a + b;\n}\n\n'.repeat(50),
  js: "const path = require('node:path');\n\nmodule.exports = (name) => path.join('data', name);\n\n".repeat(40),
  py: 'import json\n\n\ndef load(name):\n    with open(name) as file:\n        return json.load(file)\n\n\n'.repeat(40),
  sh: 'set -eu\nfor name in "$@"; do\n  echo "$name"\ndone\n'.repeat(60),
};

const folder = mkdtempSync(join(tmpdir(), 'tlsense-bench-'));
try {
  makeFiles(Number(values.files));
  console.table({ server: await server(), 'tlsense check': await command() });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function makeFiles(count: number): void {
  const endings = Object.entries(sources);
  for (let i = 0; i < count; i++) {
    const within = join(folder, `part-${String(Math.floor(i / 100)).padStart(3, '0')}`);
    if (i % 100 === 0) mkdirSync(within);
    const [ending = '', text = ''] = endings[i % endings.length] ?? [];
    writeFileSync(
      join(within, `file-${i}.${ending}`),
      `${ending === 'sh' || ending === 'py' ? '#' : '//'} ${i}\n${text}`,
    );
  }
  writeFileSync(join(folder, 'z-last.js'), "require('node:https').get({ host: 'a', rejectUnauthorized: false });\n");
}

async function server() {
  const measured = new MeasuredServer(folder);
  try {
    await measured.start();
    const before = await measured.look();
    const from = performance.now();
    const params = { previousResultIds: [] };
    const { items } = await measured.request<{ items: WorkspaceDocumentDiagnosticReport[] }>(
      'workspace/diagnostic',
      params,
    );
    const passed = performance.now() - from;
    const { rss, cpu, longestCpu } = await measured.look();
    return row(passed, cpu - before.cpu, rss, items.length, longestCpu);
  } finally {
    measured.stop();
  }
}

function command() {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
  const probe = `process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS * 1024 });
  });`;
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(probe)}`,
      cli,
      'check',
      '--format',
      'json',
      folder,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let output = '';
    let used = { cpu: 0, rss: 0 };
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.on('message', (message) => {
      used = message as typeof used;
    });
    child.on('error', reject);
    child.on('close', () => {
      const found = output.includes('tls/no-disabled-verification') ? 1 : 0;
      resolve(row(performance.now() - from, used.cpu, used.rss, found, Number.NaN));
    });
  });
}

function row(passed: number, cpu: number, rss: number, found: number, longestCpu: number) {
  return {
    'time (s)': Number((passed / 1000).toFixed(2)),
    'CPU (s)': Number((cpu / 1000).toFixed(2)),
    'RSS (MB)': Math.round(rss / 1e6),
    'files with problems': found,
    'longest block, CPU (ms)': Math.round(longestCpu),
  };
}
