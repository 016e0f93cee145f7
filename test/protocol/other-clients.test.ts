import { afterEach, expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import { inOneSpelling } from '../../server/lsp/file-uris.ts';
import { fixtures } from '../support/fixtures.ts';
import { editorCapabilities, type LspClient, root, startClient, uriOf } from '../support/lsp-client.ts';

// What editors do otherwise than VS Code.

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const codes = (items: readonly { readonly code?: unknown }[]): unknown[] => items.map(({ code }) => code);
const nginx = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

test.each([
  ['file:///home/u/c++/a (1)@x.pem', 'file:///home/u/c%2B%2B/a%20%281%29%40x.pem'],
  ['file:///C:/Users/u/a.pem', 'file:///c%3A/Users/u/a.pem'],
  ['file:///c%3a/Users/%C3%BC.pem', 'file:///c%3A/Users/%C3%BC.pem'],
  ['file:///home/u/100%.conf', 'file:///home/u/100%25.conf'],
  ['file://server/share/a.pem', 'file://server/share/a.pem'],
  ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ['vscode-vfs://github/a/b/c%2B.pem?x=1#W0s', 'vscode-vfs://github/a/b/c%2B.pem?x=1#W0s'],
])('%s is spelled %s', (given, spelled) => {
  expect(inOneSpelling(given)).toBe(spelled);
  expect(inOneSpelling(spelled)).toBe(spelled);
  if (given.startsWith('file:')) expect(URI.parse(given).toString()).toBe(spelled);
});

test('a file is one, however its URI is spelled', async () => {
  client = await startClient({ files: { 'a%2Bb/server.pem': get('server') } });
  const open = (path: string, languageId: string, text: string) =>
    client?.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: `${root}/${path}`, languageId, version: 1, text },
    });
  await open('a+b/server.pem', 'pem', get('expired'));
  await open('a+b/100%.conf', 'nginx', nginx);
  const report = await client.request<{ items: { code: string }[] }>('textDocument/diagnostic', {
    textDocument: { uri: `${root}/a+b/100%.conf` },
  });
  expect(codes(report.items)).toEqual(['reference/certificate-expired']);
  expect(client.log).toEqual([]);
});

test('a client that watches no files: they are looked at again with the next text', async () => {
  const { didChangeWatchedFiles, ...workspace } = editorCapabilities.workspace;
  expect(didChangeWatchedFiles).toBeDefined();
  let now = Date.parse('2026-11-23T12:00:00Z');
  client = await startClient({
    files: { 'server.pem': get('server') },
    capabilities: { ...editorCapabilities, workspace },
    clock: () => new Date(now),
  });
  await client.open('nginx.conf', nginx);
  expect(codes(await client.pull('nginx.conf'))).toEqual([]);
  client.files.set(uriOf('server.pem'), get('expired'));
  now += 2_000;
  await client.edit('nginx.conf', 'listen', ' listen');
  expect(codes(await client.pull('nginx.conf'))).toEqual(['reference/certificate-expired']);
});
