/**
 * A workspace of 20,000 files with 5,000 certificates, and the bundled server on it:
 *
 *     node test/bench/scale.ts [--folder DIR] [--services N]
 *
 * The workspace is made in DIR, or used where it is there already; without DIR it is temporary. While the server works, a hover is asked for every 20 ms.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ProgressType } from 'vscode-languageserver/node';
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { requests, type WorkDoneAnswer } from '../../server/lsp/protocol.ts';
import { Latencies } from './latencies.ts';
import { MeasuredServer } from './measured-server.ts';
import { makeWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string' }, services: { type: 'string', default: '1000' } },
});

const temporary = values.folder === undefined;
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'tlsense-bench-'));
if (temporary || !existsSync(folder)) {
  const { files, certificates } = await makeWorkspace(folder, Number(values.services));
  console.log(`${files} files, ${certificates} certificates`);
}
try {
  console.table(await measure());
} finally {
  if (temporary) rmSync(folder, { recursive: true, force: true });
}

interface Reports {
  readonly items: WorkspaceDocumentDiagnosticReport[];
}

type Row = Readonly<Record<string, string | number>>;

async function measure(): Promise<Readonly<Record<string, Row>>> {
  const server = new MeasuredServer(folder);
  const rows: Record<string, Row> = {};
  const opened = 'services/service-0000/tls/server.pem';
  const hover = new Latencies(() =>
    server.request('textDocument/hover', {
      textDocument: { uri: server.uriOf(opened) },
      position: { line: 2, character: 2 },
    }),
  );

  /** Runs one thing with hovers beside it. */
  async function row(name: string, act: () => Promise<string | number>): Promise<void> {
    await server.look();
    const before = await workDone();
    hover.start();
    const from = performance.now();
    const result = await act();
    const passed = performance.now() - from;
    const latencies = await hover.stop();
    const after = await workDone();
    const { longestCpu, longestWall, rss, cpu } = await server.look();
    rows[name] = {
      'time (s)': round(passed / 1000, 2),
      result,
      'files analysed': after.analyses - before.analyses,
      'signatures verified': after.signatures - before.signatures,
      'longest block, CPU (ms)': round(longestCpu, 0),
      'wall (ms)': round(longestWall, 0),
      'hover max (ms)': round(latencies.max, 0),
      'p95 (ms)': round(latencies.p95, 1),
      'RSS (MB)': round(rss / 1e6, 0),
      'CPU so far (s)': round(cpu / 1000, 1),
    };
  }

  const workDone = (): Promise<WorkDoneAnswer> => server.request(requests.workDone, null);

  let known: { uri: string; value: string }[] = [];
  let pulls = 0;
  const pull = async (): Promise<number> => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    // In batches, as the editor asks for them.
    const partialResultToken = `pull-${++pulls}`;
    const batches = server.connection.onProgress(new ProgressType<Reports>(), partialResultToken, (batch) => {
      items.push(...batch.items);
    });
    const params = { previousResultIds: known, partialResultToken };
    items.push(...(await server.request<Reports>('workspace/diagnostic', params)).items);
    batches.dispose();
    const fresh = new Map(known.map(({ uri, value }) => [uri, value]));
    for (const { uri, resultId } of items) fresh.set(uri, resultId ?? '');
    known = [...fresh].map(([uri, value]) => ({ uri, value }));
    return items.length;
  };
  /** A certificate's own report may come before that of the configuration that names it. */
  const pullAll = async (reports: number): Promise<number> => {
    let said = 0;
    while (said < reports) said += await pull();
    return said;
  };
  try {
    await server.start();
    await server.open(opened, 'pem');
    await row('indexed', async () => {
      const symbols = await server.request<readonly unknown[] | null>('workspace/symbol', { query: 'service-0001' });
      return `${symbols?.length ?? 0} symbols`;
    });
    await row('problems of every file', async () => `${await pull()} files with problems`);
    await row('a certificate is expired', async () => {
      await change('services/service-0500/tls/server.pem', expired());
      return `${await pullAll(2)} reports`;
    });
    await row('and is good again', async () => {
      await change('services/service-0500/tls/server.pem', undefined);
      return `${await pullAll(2)} reports`;
    });
  } finally {
    server.stop();
  }
  return rows;

  async function change(path: string, text: string | undefined): Promise<void> {
    const file = join(folder, path);
    const saved = `${file}.saved`;
    if (text === undefined) {
      writeFileSync(file, readFileSync(saved));
      rmSync(saved);
    } else {
      writeFileSync(saved, readFileSync(file));
      writeFileSync(file, text);
    }
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: server.uriOf(path), type: 2 }],
    });
  }
}

/** Its notAfter is another: broken as a signature, but that is not what is counted here. */
function expired(): string {
  const text = readFileSync(join(folder, 'services/service-0500/tls/server.pem'), 'utf8');
  const der = Buffer.from(text.replace(/-----.*-----/g, ''), 'base64');
  der.write('210101000000Z', der.indexOf('491231000000Z'), 'latin1');
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
