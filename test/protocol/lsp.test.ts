import { afterEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  type CodeAction,
  type DocumentDiagnosticReport,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { traceOf } from '../../server/lsp/answer.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { fixtures } from '../support/fixtures.ts';
import {
  type ClientOptions,
  editorCapabilities,
  eventually,
  type LspClient,
  startClient,
  uriOf,
} from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

async function start(options: ClientOptions = {}): Promise<LspClient> {
  client = await startClient(options);
  return client;
}

const codes = (items: readonly { readonly code?: unknown }[]): unknown[] => items.map(({ code }) => code);
const nginx =
  'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_protocols TLSv1 TLSv1.2;\n}\n';

test('initialize, open, pull, fix, pull: clean', async () => {
  const client = await start({ files: { 'certs/server.pem': get('server') } });
  await client.open('nginx.conf', nginx);
  const [diagnostic] = await client.pull('nginx.conf');
  expect(diagnostic).toMatchObject({
    range: { start: { line: 3, character: 18 } },
    severity: 1,
    source: 'tlsense',
    code: 'tls/no-deprecated-protocol',
    codeDescription: {
      href: 'https://github.com/tlsense/tlsense/blob/main/docs/rules/tls/no-deprecated-protocol.md',
    },
    message: expect.stringContaining('TLSv1'),
  });
  const range = diagnostic?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const [fix] = await client.codeActions('nginx.conf', range);
  await client.edit('nginx.conf', nginx, client.textAfter('nginx.conf', (fix as CodeAction).edit as WorkspaceEdit));
  expect(await client.pull('nginx.conf')).toEqual([]);
});

test('an unsaved edit of a certificate changes what a configuration that names it says', async () => {
  const client = await start({ files: { 'certs/server.pem': get('server') } });
  await client.open('nginx.conf', nginx);
  await client.open('certs/server.pem', get('server'));
  expect(codes(await client.pull('nginx.conf'))).toEqual(['tls/no-deprecated-protocol']);
  const before = client.refreshes;
  await client.edit('certs/server.pem', get('server'), get('expired'));
  expect(codes(await client.pull('nginx.conf'))).toContain('reference/certificate-expired');
  await eventually(() => client.refreshes > before, 'the server asks to be pulled again');
  await client.close('certs/server.pem');
  await eventually(
    async () => !codes(await client.pull('nginx.conf')).includes('reference/certificate-expired'),
    'the stored certificate counts again',
  );
});

test('a file that appears and goes away', async () => {
  const client = await start({ files: { 'certs/other.pem': get('other-ca') } });
  await client.open('nginx.conf', nginx);
  expect(codes(await client.pull('nginx.conf'))).toContain('reference/missing-file');
  await client.writeFile('certs/server.pem', get('server'));
  expect(codes(await client.pull('nginx.conf'))).not.toContain('reference/missing-file');
  await client.writeFile('certs/server.pem', undefined);
  expect(codes(await client.pull('nginx.conf'))).toContain('reference/missing-file');
});

test('a file is missed once others lie in its folder, or elsewhere under its name', async () => {
  const client = await start();
  await client.open('nginx.conf', nginx);
  const isMissed = async (): Promise<boolean> =>
    codes(await client.pull('nginx.conf')).includes('reference/missing-file');
  expect(await isMissed()).toBe(false);
  for (const name of ['certs/other.pem', 'old/server.pem']) {
    await client.writeFile(name, get('other-ca'));
    expect(await isMissed(), name).toBe(true);
    await client.writeFile(name, undefined);
    expect(await isMissed(), name).toBe(false);
  }
});

test('showing things asks for no refresh', async () => {
  const client = await start({ files: { 'certs/server.pem': get('server'), 'outside.key': get('server-key') } });
  await client.open('nginx.conf', `${nginx}server { ssl_certificate_key /outside/server.key; }\n`);
  await client.pull('nginx.conf');
  await new Promise((resolve) => setTimeout(resolve, 600));
  const before = client.refreshes;
  for (let i = 0; i < 3; i++) await client.pull('nginx.conf');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(client.refreshes).toBe(before);
});

test('what is still so is not sent again', async () => {
  const client = await start();
  await client.open('old.pem', get('expired'));
  const textDocument = { uri: uriOf('old.pem') };
  const ask = (previousResultId?: string) =>
    client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument, previousResultId });
  const first = await ask();
  expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  await client.edit('old.pem', get('expired'), get('server'));
  expect(await ask(first.resultId)).toMatchObject({ kind: 'full', items: [] });
});

test('incremental changes end where a fresh text would', async () => {
  const client = await start();
  await client.open('all.pem', `first\r\n${get('expired')}`);
  await client.edit('all.pem', 'first', 'first 😀\n\nsecond');
  await client.edit('all.pem', '\r\n', '\r');
  const text = client.document('all.pem').getText();
  await client.open('fresh.pem', text);
  expect(await client.pull('all.pem')).toEqual(await client.pull('fresh.pem'));
  expect((await client.pull('all.pem'))[0]?.range.start).toEqual({ line: 3, character: 0 });
});

describe('settings', () => {
  test('reach the rules and are read again when they change', async () => {
    const client = await start({ settings: { expiryWarningDays: 5 } });
    await client.open('soon.pem', get('expires-soon'));
    expect(await client.pull('soon.pem')).toEqual([]);
    client.settings = { expiryWarningDays: 30, rules: { 'certificate/expires-soon': 'information' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await eventually(async () => (await client.pull('soon.pem')).length > 0, 'the new setting holds');
    expect(await client.pull('soon.pem')).toMatchObject([{ code: 'certificate/expires-soon', severity: 3 }]);
  });

  test('of the folder’s own file hold against the editor’s', async () => {
    const files = { 'tlsense.json': JSON.stringify({ rules: { 'certificate/expired': 'off' } }) };
    const client = await start({ files, settings: { rules: { 'certificate/expired': 'warning' } } });
    await client.open('old.pem', get('expired'));
    expect(await client.pull('old.pem')).toEqual([]);
    await client.writeFile('tlsense.json', '{}');
    await eventually(async () => (await client.pull('old.pem')).length > 0, 'the file is read again');
    expect(await client.pull('old.pem')).toMatchObject([{ severity: 2 }]);
  });

  test('may come with the notification instead', async () => {
    const { configuration, ...workspace } = editorCapabilities.workspace;
    expect(configuration).toBe(true);
    const client = await start({ capabilities: { ...editorCapabilities, workspace } });
    await client.open('old.pem', get('expired'));
    expect(await client.pull('old.pem')).toHaveLength(1);
    const settings = { tlsense: { rules: { 'certificate/expired': 'off' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await eventually(async () => (await client.pull('old.pem')).length === 0, 'the rule is off');
  });
});

describe('clients that pull nothing', () => {
  const { diagnostic, ...textDocument } = editorCapabilities.textDocument;
  const capabilities = { textDocument: { ...textDocument, publishDiagnostics: {} } };

  test('are sent diagnostics, and none of a closed document', async () => {
    expect(diagnostic).toBeDefined();
    const client = await start({ capabilities, files: { 'certs/server.pem': get('server') } });
    expect(client.initializeResult?.capabilities.diagnosticProvider).toBeUndefined();
    await client.open('nginx.conf', nginx);
    const shown = (): unknown[] => codes(client.published.get(uriOf('nginx.conf')) ?? []);
    await eventually(() => shown().length === 1, 'the diagnostics arrive');
    await client.open('certs/server.pem', get('expired'));
    await eventually(() => shown().length === 2, 'another document’s change is seen');
    await client.close('nginx.conf');
    await eventually(() => shown().length === 0, 'they are taken back');
  });
});

test('the folders and files that matter are watched', async () => {
  const client = await start();
  await eventually(() => client.registrations.length >= 1, 'registrations arrive');
  const registered = client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
  const globs = JSON.stringify(registered?.registerOptions);
  for (const glob of ['.gitignore', '.git/HEAD', 'tlsense.json', 'pem,crt', 'nginx.conf', '*.py']) {
    expect(globs).toContain(glob);
  }
});

test('a folder that joins is read, one that leaves is forgotten', async () => {
  const client = await start({ files: { 'a/b/old.pem': get('expired') } });
  const change = (event: object) =>
    client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [], ...event },
    });
  const folder = { uri: uriOf('').replace(/\/$/, ''), name: 'workspace' };
  await change({ removed: [folder] });
  const source = new CancellationTokenSource();
  const pull = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token);
  await new Promise((resolve) => setTimeout(resolve, 400));
  source.cancel();
  expect(await pull).toEqual({ items: [] });
  await change({ added: [folder] });
  expect(await client.pullWorkspace()).toMatchObject([{ uri: uriOf('a/b/old.pem') }]);
});

describe('bad clients', () => {
  test('a cancelled request is answered as cancelled, the next one as usual', async () => {
    const client = await start();
    const position = await client.open('ca.pem', get('ca').replace('\n', '\n$0'));
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: uriOf('ca.pem') }, position };
    const hover = client.connection.sendRequest('textDocument/hover', params, source.token);
    source.cancel();
    await expect(hover).rejects.toMatchObject({ code: -32800 });
    expect(await client.hover('ca.pem', position)).not.toBeNull();
  });

  test('garbage is answered with nothing, and logged without what it says', async () => {
    const client = await start();
    expect(await client.request('textDocument/hover', { secret: 'hunter2' })).toBeNull();
    expect(await client.request('textDocument/codeAction', { textDocument: { uri: 'hunter2' } })).toEqual([]);
    expect(await client.request('textDocument/documentSymbol', {})).toEqual([]);
    await expect(client.request('textDocument/unheardOf', {})).rejects.toMatchObject({ code: -32601 });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf('never-opened.pem'), version: 3 },
      contentChanges: [{ text: 'hunter2' }],
    });
    const position = await client.open('ca.pem', get('ca').replace('\n', '\n$0'));
    expect(await client.hover('ca.pem', position)).not.toBeNull();
    await eventually(() => client.log.length > 0, 'the bad requests are logged');
    expect(client.log.join('\n')).not.toContain('hunter2');
  });

  test('a trace has no message: it may quote a document', () => {
    const error = new SyntaxError('unexpected "-----BEGIN PRIVATE KEY-----\n    at hunter2"');
    expect(traceOf(error)).toMatch(/^SyntaxError\n\s+at /);
    expect(traceOf(error)).not.toMatch(/PRIVATE KEY|hunter2/);
    expect(traceOf('hunter2')).toBe('failed');
  });

  test('closing while busy ends the question quietly', async () => {
    const client = await start();
    const text = get('ca').repeat(2_000);
    await client.open('many.pem', text);
    const textDocument = { uri: uriOf('many.pem') };
    const questions = [
      client.request('textDocument/diagnostic', { textDocument }),
      client.request('textDocument/codeLens', { textDocument }),
      client.request('textDocument/documentSymbol', { textDocument }),
    ];
    await client.close('many.pem');
    for (const answer of await Promise.all(questions)) expect(answer).not.toBeNull();
    expect(await client.request('textDocument/documentSymbol', { textDocument })).toEqual([]);
    expect(client.log).toEqual([]);
  });

  test('text that changes while it is analysed is analysed again', async () => {
    const client = await start();
    await client.open('a.pem', get('expired'));
    const textDocument = { uri: uriOf('a.pem') };
    const pull = client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
    await client.edit('a.pem', '-----BEGIN', '\n\n\n-----BEGIN');
    const lines = (report: DocumentDiagnosticReport) =>
      'items' in report && report.items.map(({ range }) => range.start.line);
    expect([[0], [3]]).toContainEqual(lines(await pull));
    expect((await client.pull('a.pem'))[0]?.range.start.line).toBe(3);
  });

  test('five megabytes', async () => {
    const client = await start();
    const block = get('ca');
    const text = block.repeat(Math.ceil(5_000_000 / block.length)) + get('expired');
    await client.open('big.pem', text);
    expect(codes(await client.pull('big.pem'))).toEqual(['certificate/expired']);
    const used = cpuTime();
    await client.edit('big.pem', '-----BEGIN', '-----BEGIM');
    expect((await client.pull('big.pem')).length).toBeGreaterThan(1);
    // Generous: this is about not being quadratic.
    expect(used()).toBeLessThan(5_000);
  });
});
