import { afterEach, expect, test } from 'vitest';
import type { WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { fixtures } from '../support/fixtures.ts';
import { type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

const nginx =
  'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key /etc/ssl/private/server.key;\n    ssl_protocols TLSv1;\n}\n';

function codes(reports: readonly WorkspaceDocumentDiagnosticReport[]): Record<string, unknown> {
  return Object.fromEntries(
    reports.map((report) => [
      report.uri.replace('file:///workspace/', ''),
      report.kind === 'full' ? report.items.map(({ code }) => code) : report.kind,
    ]),
  );
}

function ids(reports: readonly WorkspaceDocumentDiagnosticReport[]) {
  return reports.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
}

test('files that are not open are reported, those without findings are not', async () => {
  client = await startClient({
    files: {
      'certs/old.pem': get('expired'),
      'certs/server.pem': get('server'),
      'nginx.conf': nginx,
      'src/app.js': 'export const answer = 42;\n',
      'src/client.py': 'import ssl\n\ncontext = ssl._create_unverified_context()\n',
      'README.md': get('expired'),
    },
  });
  expect(codes(await client.pullWorkspace())).toEqual({
    'certs/old.pem': ['certificate/expired'],
    'nginx.conf': ['tls/no-deprecated-protocol'],
    'src/client.py': expect.arrayContaining(['tls/no-disabled-verification']),
  });
});

test('the next pull waits until there is something new, and then says only that', async () => {
  client = await startClient({ files: { 'old.pem': get('expired'), 'server.pem': get('server') } });
  const first = await client.pullWorkspace();
  expect(codes(first)).toEqual({ 'old.pem': ['certificate/expired'] });

  const second = client.pullWorkspace(ids(first));
  let answered = false;
  void second.then(() => {
    answered = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(answered).toBe(false);
  await client.writeFile('server.pem', get('expires-soon'));
  expect(codes(await second)).toEqual({ 'server.pem': ['certificate/expires-soon'] });
});

test('a finding goes when its file does', async () => {
  client = await startClient({ files: { 'old.pem': get('expired') } });
  const first = await client.pullWorkspace();
  await client.writeFile('old.pem', undefined);
  expect(codes(await client.pullWorkspace(ids(first)))).toEqual({ 'old.pem': [] });
});

test('a closed configuration is looked at again when a certificate it names changes in an editor', async () => {
  const files = { 'certs/server.pem': get('server'), 'nginx.conf': nginx };
  client = await startClient({ files });
  const first = await client.pullWorkspace();
  await client.open('certs/server.pem', get('server'));
  const second = client.pullWorkspace(ids(first));
  await client.edit('certs/server.pem', get('server'), get('expired'));
  expect(codes(await second)).toMatchObject({
    'nginx.conf': ['reference/certificate-expired', 'tls/no-deprecated-protocol'],
  });
});

test('a document that is closed without saving has the findings of its file again', async () => {
  client = await startClient({ files: { 'old.pem': get('expired') } });
  const first = await client.pullWorkspace();
  await client.open('old.pem', get('server'));
  expect(await client.pull('old.pem')).toEqual([]);
  await client.close('old.pem');
  // The client forgets what it knew of a document that it closes.
  const reports = await client.pullWorkspace([]);
  expect(codes(reports)).toEqual(codes(first));
});

test('open documents count as they are in the editor, and have the same result id in both pulls', async () => {
  client = await startClient({ files: { 'old.pem': get('server') } });
  await client.open('old.pem', get('expired'));
  const [report] = await client.pullWorkspace();
  const textDocument = { uri: uriOf('old.pem') };
  const pulled = await client.request('textDocument/diagnostic', { textDocument, previousResultId: report?.resultId });
  expect(report?.version).toBe(1);
  expect(pulled).toEqual({ kind: 'unchanged', resultId: report?.resultId });
});

test('a change is worked out again where it matters', async () => {
  const others = Array.from({ length: 40 }, (_, i) => [`other/${i}.pem`, i % 2 ? get('self-signed') : get('ca')]);
  const scripts = Array.from({ length: 20 }, (_, i) => [
    `src/${i}.py`,
    'import ssl\n\nssl._create_unverified_context()\n',
  ]);
  const files = Object.fromEntries([...others, ...scripts, ['certs/server.pem', get('server')], ['nginx.conf', nginx]]);
  client = await startClient({ files });
  const first = await client.pullWorkspace();
  const analyses = async (): Promise<number> =>
    (await client?.request<{ analyses: number }>('tlsense/workDone', null))?.analyses ?? 0;
  const before = await analyses();
  await client.writeFile('certs/server.pem', get('expired'));
  let known = ids(first);
  const said = new Set<string>();
  while (said.size < 2) {
    const reports = await client.pullWorkspace(known);
    known = [...known.filter(({ uri }) => !reports.some((report) => report.uri === uri)), ...ids(reports)];
    for (const { uri } of reports) said.add(uri.replace('file:///workspace/', ''));
  }
  expect([...said].sort()).toEqual(['certs/server.pem', 'nginx.conf']);
  // The certificate may be asked about before the configuration can see that it changed.
  expect((await analyses()) - before).toBeLessThanOrEqual(3);
});

test('a cancelled pull ends', async () => {
  client = await startClient({ files: { 'server.pem': get('server') } });
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
  const source = new CancellationTokenSource();
  const params = { previousResultIds: [] };
  const pull = client.connection.sendRequest('workspace/diagnostic', params, source.token);
  setTimeout(() => source.cancel(), 50);
  expect(await pull).toEqual({ items: [] });
});

test('a client that takes no batches is told of thousands of files in several answers', async () => {
  const names = Array.from({ length: 450 }, (_, i) => `old-${i}.pem`);
  client = await startClient({ files: Object.fromEntries(names.map((name) => [name, get('expired')])) });
  const first = await client.pullWorkspace();
  expect(first.length).toBe(400);
  const second = await client.pullWorkspace(ids(first));
  expect(new Set([...first, ...second].map(({ uri }) => uri))).toEqual(new Set(names.map(uriOf)));
  expect(second.length).toBe(50);
});
