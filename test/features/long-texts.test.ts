import { afterEach, describe, expect, test } from 'vitest';
import {
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  type Range,
} from 'vscode-languageserver-protocol';
import { limits } from '../../server/core/base/limits.ts';
import { fixtures } from '../support/fixtures.ts';
import {
  type ClientOptions,
  editorCapabilities,
  eventually,
  type LspClient,
  startClient,
  uriOf,
} from '../support/lsp-client.ts';

const clients: LspClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

async function start(options: ClientOptions): Promise<LspClient> {
  const client = await startClient(options);
  clients.push(client);
  return client;
}

/** Answers at once, and gives others a turn after every step of its work. */
function startHasty(options: ClientOptions = {}): Promise<LspClient> {
  let time = 0;
  return start({
    patience: 0,
    elapsed: () => {
      time += 1000;
      return time;
    },
    ...options,
  });
}

/** Waits for all there is to know. */
function startPatient(): Promise<LspClient> {
  return start({ patience: 60_000 });
}

async function freshDiagnostics(path: string, text: string): Promise<readonly Diagnostic[]> {
  const client = await startPatient();
  await client.open(path, text);
  const report = await client.pullOnce(path);
  return report.kind === 'full' ? report.items : [];
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}

function isUnfinished(report: DocumentDiagnosticReport): boolean {
  return report.resultId === 'unfinished';
}

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const long = (block: string): string => `${block}\n`.repeat(limits.judgedInTurns / block.length + 1);

const expired = long(get('expired'));
const valid = long(get('server'));
const server = (name: string): string =>
  `  server {\n    listen 443 ssl;\n    server_name ${name};\n    ssl_certificate a.pem;\n    ssl_certificate_key a.key;\n    ssl_protocols TLSv1 TLSv1.2;\n  }\n`;
const nginx = `http {\n${Array.from({ length: 1500 }, (_, i) => server(`a${i}.example.com`)).join('')}}\n`;

describe('a long text', () => {
  test('is answered for in time, and wholly after a refresh', async () => {
    const client = await startHasty();
    await client.open('bundle.pem', expired);
    const report = await client.pullOnce('bundle.pem');
    expect(report).toMatchObject({ kind: 'full', resultId: 'unfinished', items: [{ severity: 3, source: 'tlsense' }] });
    const [note] = report.kind === 'full' ? report.items : [];
    expect(note?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 27 } });

    await eventually(() => client.refreshes > 0, 'a refresh');
    const whole = await client.pull('bundle.pem');
    expect(whole.length).toBeGreaterThan(100);
    expect(whole).toEqual(await freshDiagnostics('bundle.pem', expired));
  });

  test('is told about once: the next pull finds it', async () => {
    const client = await startHasty();
    await client.open('bundle.pem', expired);
    await client.pull('bundle.pem');
    expect(isUnfinished(await client.pullOnce('bundle.pem'))).toBe(false);
  });

  test('is one of many contexts too, however few characters it has', async () => {
    const servers = Array.from({ length: limits.contextsInTurns }, (_, i) => server(`a${i}.example.com`));
    const many = `http {\n${servers.join('')}}\n`;
    const few = `http {\n${servers.slice(1).join('')}}\n`;
    expect(many.length).toBeLessThan(limits.judgedInTurns);
    const client = await startHasty();
    await client.open('many.conf', many);
    await client.open('few.conf', few);
    // Nothing is said meanwhile: it does not take so long.
    expect(await client.pullOnce('many.conf')).toMatchObject({ resultId: 'unfinished', items: [] });
    expect(isUnfinished(await client.pullOnce('few.conf'))).toBe(false);
    const whole = await client.pull('many.conf');
    expect(whole.length).toBeGreaterThanOrEqual(limits.contextsInTurns);
    expect(whole).toEqual(await freshDiagnostics('many.conf', many));
  });

  test('keeps what was shown of it until all is known', async () => {
    const client = await startHasty();
    await client.open('bundle.pem', valid);
    await client.pull('bundle.pem');
    const { resultId } = await client.pullOnce('bundle.pem');
    await client.edit('bundle.pem', '-----BEGIN', `${get('expired')}\n-----BEGIN`);
    expect(await client.pullOnce('bundle.pem', resultId)).toEqual({ kind: 'unchanged', resultId });

    const text = client.document('bundle.pem').getText();
    const whole = await client.pull('bundle.pem');
    expect(whole.map(({ code }) => code)).toContain('certificate/expired');
    expect(whole).toEqual(await freshDiagnostics('bundle.pem', text));
  });

  test('that changes while it is judged is judged as it is then', async () => {
    const client = await startHasty();
    await client.open('bundle.pem', valid);
    expect(isUnfinished(await client.pullOnce('bundle.pem'))).toBe(true);
    await turns(5);
    await client.edit('bundle.pem', '-----BEGIN', `${get('expired')}\n-----BEGIN`);
    const text = client.document('bundle.pem').getText();
    expect(await client.pull('bundle.pem')).toEqual(await freshDiagnostics('bundle.pem', text));
  });

  test('is waited for by a client that cannot be asked to pull again', async () => {
    const { workspace, textDocument } = editorCapabilities;
    const { diagnostics: _, ...rest } = workspace;
    const client = await startHasty({ capabilities: { textDocument, workspace: rest } });
    await client.open('bundle.pem', expired);
    const report = await client.pullOnce('bundle.pem');
    expect(report.kind === 'full' && report.items.length).toBeGreaterThan(100);
  });

  test('has its findings in the workspace’s, and no note', async () => {
    const client = await startHasty({ files: { 'bundle.pem': expired } });
    await client.open('bundle.pem', expired);
    const [report, all] = await Promise.all([client.pullOnce('bundle.pem'), client.pullWorkspace()]);
    expect(isUnfinished(report)).toBe(true);
    const own = all.find(({ uri }) => uri === uriOf('bundle.pem'));
    expect(own?.kind === 'full' && own.items).toEqual(await freshDiagnostics('bundle.pem', expired));
  });

  test('that cannot be judged says so once, and the note goes', async () => {
    let broken = true;
    const client = await start({
      patience: 0,
      elapsed: () => {
        if (broken) throw new TypeError('broken');
        return 0;
      },
    });
    await client.open('bundle.pem', expired);
    expect(isUnfinished(await client.pullOnce('bundle.pem'))).toBe(true);
    await eventually(() => client.refreshes > 0, 'a refresh');
    expect(await client.pullOnce('bundle.pem')).toEqual({ kind: 'full', items: [] });
    expect(client.log.filter((line) => line.startsWith('textDocument/diagnostic: TypeError'))).toHaveLength(2);
    broken = false;
    expect((await client.pull('bundle.pem')).length).toBeGreaterThan(100);
  });
});

/** Of several kinds, in one server. */
const mistakes = [
  'server_name a0.example.com a0.example.com;',
  'ssl_session_cache often;',
  'ssl_stapling on;',
  'ssl_protocols TLSv1.3;',
  'ssl_verify_client on;',
  'ssl_certificat b.pem;',
  'ssl_prefer_server_ciphers yes;',
  'if ($ssl_client_verifi) { return 403; }',
].join('\n    ');

/** What each action would make of the text. */
async function fixesOf(client: LspClient, range: Range): Promise<readonly (readonly [string, string])[]> {
  const actions = await client.codeActions('nginx.conf', range, ['quickfix']);
  return actions.map(({ title, edit }) => [title, client.textAfter('nginx.conf', edit ?? {})]);
}

describe('a long configuration', () => {
  test('that is edited while it is judged ends up with what a fresh look finds', async () => {
    const client = await startHasty();
    await client.open('nginx.conf', nginx);
    const edits: readonly (readonly [string, string])[] = [
      ['ssl_protocols TLSv1 TLSv1.2;', 'ssl_protocols TLSv1.2;'],
      ['server_name a700.example.com;', 'server_name a700.example.com;\n    ssl_ciphers RC4-SHA;'],
      [server('a3.example.com'), ''],
      ['server_name a9.example.com;', 'server_name b.example.com'],
      ['server_name b.example.com', 'server_name b.example.com;'],
      ['http {\n', 'http {\n  ssl_session_tickets on;\n'],
    ];
    for (const [i, [from, to]] of edits.entries()) {
      await client.pullOnce('nginx.conf');
      // At another step of the work each time.
      await turns(i * 40);
      await client.edit('nginx.conf', from, to);
      if (i === 2) await client.pull('nginx.conf');
    }
    const text = client.document('nginx.conf').getText();
    const patient = await startPatient();
    await patient.open('nginx.conf', text);
    const whole = await client.pull('nginx.conf');
    expect(whole.length).toBeGreaterThan(100);
    expect(whole).toEqual(await patient.pull('nginx.conf'));
    for (const { range } of [whole[0], whole[500], whole.at(-1)].flatMap((one) => one ?? [])) {
      expect(await fixesOf(client, range)).toEqual(await fixesOf(patient, range));
    }
  });

  // Some steps are reading, then each rule about a whole configuration is one, and then come the servers.
  test.each([4, 8, 12, 16, 20, 30, 40, 60, 90])('forgets what was judged in part, of %i steps', async (count) => {
    const client = await startHasty();
    await client.open('nginx.conf', nginx);
    await client.pull('nginx.conf');
    await client.edit('nginx.conf', 'server_name a800.example.com;', mistakes);
    expect(isUnfinished(await client.pullOnce('nginx.conf'))).toBe(true);
    await turns(count);
    await client.edit('nginx.conf', 'a1.example.com', 'b1.example.com');
    const text = client.document('nginx.conf').getText();
    expect(await client.pull('nginx.conf')).toEqual(await freshDiagnostics('nginx.conf', text));
  });

  test('goes on from its earlier versions once it is judged', async () => {
    const client = await startHasty();
    await client.open('nginx.conf', nginx);
    for (const [from, to] of [
      ['a5.example.com', 'b5.example.com'],
      ['ssl_protocols TLSv1 TLSv1.2;', 'ssl_protocols TLSv1.2;'],
      ['    ssl_certificate a.pem;\n', ''],
    ] as const) {
      await client.pull('nginx.conf');
      await client.edit('nginx.conf', from, to);
    }
    const text = client.document('nginx.conf').getText();
    expect(await client.pull('nginx.conf')).toEqual(await freshDiagnostics('nginx.conf', text));
  });
});

test('a long text shows its lenses once they are known', async () => {
  const lenses = (client: LspClient) =>
    client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uriOf('bundle.pem') } });
  const patient = await startPatient();
  await patient.open('bundle.pem', valid);
  const whole = await lenses(patient);
  expect(whole.length).toBeGreaterThan(100);

  const client = await startHasty();
  await client.open('bundle.pem', valid);
  const { lensRefreshes } = client;
  expect(await lenses(client)).toEqual([]);
  await eventually(() => client.lensRefreshes > lensRefreshes, 'a refresh of lenses');
  expect(await lenses(client)).toEqual(whole);
});

test('of thousands of problems the gravest are told, and how many more there are', async () => {
  const server = (i: number): string =>
    `    server {\n        listen 443 ssl;\n        server_name a${i}.example;\n        ssl_protocols TLSv1 TLSv1.2;\n` +
    `        ssl_ciphers RC4-SHA;\n        ssl_verify_client of;\n        ssl_session_cache builtin;\n    }\n`;
  const text = `http {\n${Array.from({ length: 900 }, (_, i) => server(i)).join('')}}\n`;
  const client = await startPatient();
  await client.open('nginx.conf', text, 'nginx');
  const report = await client.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri: uriOf('nginx.conf') },
  });
  expect(report.items.length).toBe(2_001);
  expect(report.items.at(-1)?.message).toMatch(/^This file has \d+ more problems/);
  const told = report.items.slice(0, -1);
  // There are more errors than that, and warnings too.
  expect(new Set(told.map(({ severity }) => severity))).toEqual(new Set([DiagnosticSeverity.Error]));
  const lines = told.map(({ range }) => range.start.line);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});
