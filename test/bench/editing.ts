/**
 * What a keystroke costs in a long file, over the protocol, with the bundled server; an empty language server beside it:
 *
 *     node test/bench/editing.ts [--edits N] [--starts N] [nginx] [typescript] [python]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parser as javascript } from '@lezer/javascript';
import { parser as python } from '@lezer/python';
import { build } from 'esbuild';
import { parse as parseNginx } from '../../server/core/config/nginx/tree.ts';
import { type LongText, nginxText, pythonText, typescriptText } from './long-texts.ts';
import { MeasuredServer } from './measured-server.ts';

const { values, positionals } = parseArgs({
  options: { edits: { type: 'string', default: '200' }, starts: { type: 'string', default: '31' } },
  allowPositionals: true,
});

/** Some two seconds of them: many a machine changes its speed within one. */
const parses = 1_500;

const typescriptParser = javascript.configure({ dialect: 'ts' });
const subjects: Readonly<Record<string, { make(): LongText; parse(text: string): unknown }>> = {
  nginx: { make: () => nginxText(5_000), parse: parseNginx },
  typescript: { make: () => typescriptText(2_000), parse: (text) => typescriptParser.parse(text) },
  python: { make: () => pythonText(2_000), parse: (text) => python.parse(text) },
};

const folder = mkdtempSync(join(tmpdir(), 'tlsense-bench-'));
try {
  const empty = await buildEmptyServer(join(folder, 'empty'));
  console.log('spawn to initialized (ms), one after the other in turn');
  console.table(await starts(empty));
  for (const [name, { make, parse }] of Object.entries(subjects)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const long = make();
    console.log(`\n${name}: ${long.text.split('\n').length - 1} lines; milliseconds`);
    console.table({ TLSense: await edits(long), 'empty server': await edits(long, empty) });
    console.log(
      `full parse alone: ${median(repeat(parses, () => void parse(long.text)).slice(parses / 5)).toFixed(2)} ms`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
// A pipe of a server that was stopped may be left open.
process.exit();

async function buildEmptyServer(into: string): Promise<string> {
  const outfile = join(into, 'server.cjs');
  const entry = fileURLToPath(new URL('empty-server.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs' });
  return outfile;
}

async function starts(empty: string) {
  const ours: number[] = [];
  const theirs: number[] = [];
  const cpu: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let i = 0; i < Number(values.starts); i++) {
    for (const [times, used, main] of [
      [ours, cpu.ours],
      [theirs, cpu.theirs, empty],
    ] as const) {
      const from = performance.now();
      const server = new MeasuredServer(folder, main);
      await server.start();
      times.push(performance.now() - from);
      used.push((await server.look()).cpu);
      server.stop();
    }
  }
  const row = (times: number[], used: number[]) => ({
    median: round(median(times)),
    p95: round(p95(times)),
    CPU: round(median(used)),
  });
  return {
    TLSense: row(ours, cpu.ours),
    'empty server': row(theirs, cpu.theirs),
    ratio: { median: round(median(ours) / median(theirs)), CPU: round(median(cpu.ours) / median(cpu.theirs)) },
  };
}

async function edits({ path, languageId, text }: LongText, main?: string) {
  const server = new MeasuredServer(folder, main);
  try {
    await server.start();
    const textDocument = { uri: server.uriOf(path) };
    const pull = () => server.problems(textDocument.uri);
    // The reader and the rules are loaded with the first text.
    const first = await timed(async () => {
      await server.open(path, languageId, text);
      await pull();
    });
    const again = `again-${path}`;
    const cpuBefore = (await server.look()).threadCpu;
    let found = 0;
    const second = await timed(async () => {
      await server.open(again, languageId, text.replaceAll('site-', 'cite-').replaceAll('Orders', 'Borders'));
      found = (await server.problems(server.uriOf(again))).length;
    });
    const secondCpu = (await server.look()).threadCpu - cpuBefore;

    const lines = text.split('\n');
    const diagnostics: number[] = [];
    const hovers: number[] = [];
    const count = Number(values.edits);
    const warm = 40;
    let version = 1;
    let cpu = 0;
    for (let i = 0; i < count + warm; i++) {
      if (i === warm) cpu = (await server.look()).threadCpu;
      // Everywhere in the file, each place edited and restored.
      const line = Math.floor((((i >> 1) * 0.618034) % 1) * lines.length);
      const position = { line, character: Math.floor((lines[line] ?? '').length / 2) };
      const passed = await timed(async () => {
        await (i % 2 === 0
          ? server.edit(path, ++version, position, 0, 'x')
          : server.edit(path, ++version, position, 1, ''));
        await pull();
      });
      if (i < warm) continue;
      diagnostics.push(passed);
    }
    const perEdit = ((await server.look()).threadCpu - cpu) / count;
    for (let i = 0; i < count; i++) {
      const position = { line: Math.floor(((i * 0.618034) % 1) * lines.length), character: 12 };
      hovers.push(await timed(() => server.request('textDocument/hover', { textDocument, position })));
    }
    return {
      'first text of all': round(first),
      another: round(second),
      'another, CPU': round(secondCpu),
      problems: found,
      'edit to problems': round(median(diagnostics)),
      p95: round(p95(diagnostics)),
      'edit, CPU': round(perEdit),
      hover: round(median(hovers)),
      'hover p95': round(p95(hovers)),
    };
  } finally {
    server.stop();
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

function repeat(times: number, act: () => void): number[] {
  return Array.from({ length: times }, () => {
    const from = performance.now();
    act();
    return performance.now() - from;
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
