import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { type CopyablesAnswer, type ListObjectsAnswer, requests, textScheme } from '../../server/lsp/protocol.ts';
import { parseViewUri } from '../../server/lsp/views/view-uri.ts';
import { fixtures } from '../support/fixtures.ts';
import { editorCapabilities, type LspClient, startClient, uriOf } from '../support/lsp-client.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const pem = await fixtures();
const fixture = (name: string): string => pem.get(name) ?? '';
const capabilities = {
  ...editorCapabilities,
  workspace: { ...editorCapabilities.workspace, textDocumentContent: { dynamicRegistration: true } },
};
const files = {
  'a b/server.pem': fixture('server') + fixture('server-key') + fixture('ca'),
  'ca.pem': fixture('ca'),
  'nginx.conf': 'server {\n  listen 443 ssl;\n  ssl_certificate ca.pem;\n}\n',
};
const viewOf = (path: string, id?: string): string =>
  `${textScheme}:/name.txt?${encodeURIComponent(uriOf(path))}${id === undefined ? '' : `#${id}`}`;
const textOf = async (uri: string): Promise<string | undefined> =>
  (await client?.request<{ text: string }>('workspace/textDocumentContent', { uri }))?.text;
const objectsOf = async (params: object): Promise<ListObjectsAnswer['objects']> =>
  (await client?.request<ListObjectsAnswer>(requests.listObjects, params))?.objects ?? [];

describe('Show as Text', () => {
  test('the scheme is served where the editor knows of it, and nowhere else', async () => {
    client = await startClient({ files, capabilities });
    expect(client.initializeResult?.capabilities.workspace?.textDocumentContent).toEqual({ schemes: [textScheme] });
    await client.stop();
    client = await startClient({ files });
    expect(client.initializeResult?.capabilities.workspace).not.toHaveProperty('textDocumentContent');
  });

  test('the text of a file says what tlsense inspect --format diff says', async () => {
    client = await startClient({ files, capabilities });
    const text = await textOf(viewOf('a b/server.pem'));
    const folder = folderWith({ 'x.pem': files['a b/server.pem'] });
    const { code, stdout } = await runCli(folder, ['inspect', 'x.pem', '--format', 'diff']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: text });
    expect(text).toMatch(
      /^Server certificate · db\.internal\n {2}Subject\n {4}Organisation \(O\) {2,}Example\n {4}Common name \(CN\) {2,}db\.internal\n/,
    );
    expect(text).toContain('  Valid for (subjectAltName, 2.5.29.17)\n    DNS name  ');
    expect(text).toContain('    TLS server (serverAuth, 1.3.6.1.5.5.7.3.1)\n');
    expect(text).toContain('\nPrivate key · EC P-256\n');
    expect(text).not.toMatch(/expire|days/);
  });

  test('one object by itself, wherever it stands in its file', async () => {
    client = await startClient({ files, capabilities });
    const [, , ca] = await objectsOf({ uri: uriOf('a b/server.pem') });
    const [alone] = await objectsOf({ uri: uriOf('ca.pem') });
    expect(ca?.id).toBe(alone?.id);
    expect(await textOf(viewOf('a b/server.pem', ca?.id))).toBe(await textOf(viewOf('ca.pem')));
    expect(await textOf(viewOf('ca.pem', 'nothing'))).toMatch(/^There is no certificate/);
    expect(await textOf(`${textScheme}:/x.txt`)).toBe('');
  });

  test('the text follows the file that is typed in', async () => {
    client = await startClient({ files, capabilities });
    const told: string[] = [];
    client.connection.onRequest('workspace/textDocumentContent/refresh', ({ uri }: { uri: string }) => {
      told.push(uri);
      return null;
    });
    await client.open('ca.pem', fixture('ca'));
    const view = viewOf('ca.pem');
    expect(await textOf(view)).toContain('CA certificate');
    await client.edit('ca.pem', fixture('ca'), fixture('server'));
    await expect.poll(() => told, { timeout: 5000 }).toContain(view);
    expect(await textOf(view)).toContain('Server certificate');
  });
});

describe('objects to choose from', () => {
  test('those of a file, what a path leads to, and the certificates of the workspace', async () => {
    client = await startClient({ files, capabilities });
    const names = (objects: ListObjectsAnswer['objects']): string[] => objects.map(({ name }) => name);
    expect(names(await objectsOf({ uri: uriOf('a b/server.pem') }))).toEqual([
      'db.internal',
      'Private key · EC P-256',
      'Example CA',
    ]);
    await client.open('nginx.conf', files['nginx.conf']);
    const meant = await objectsOf({ uri: uriOf('nginx.conf'), position: { line: 2, character: 20 } });
    expect(meant.map(({ uri, name }) => [uri, name])).toEqual([[uriOf('ca.pem'), 'Example CA']]);
    expect(names(await objectsOf({})).sort()).toEqual(['Example CA', 'db.internal']);
  });

  test('what is copied agrees with openssl, and nothing of it is secret', async () => {
    client = await startClient({ files, capabilities });
    const uri = uriOf('a b/server.pem');
    const [server, key] = await objectsOf({ uri });
    const items = async (id = ''): Promise<Map<string, string>> => {
      const answer = await client?.request<CopyablesAnswer>(requests.copyables, { uri, id });
      return new Map((answer?.items ?? []).map(({ label, text }) => [label, text]));
    };
    const folder = folderWith({ 'server.pem': fixture('server') });
    const sh = (script: string): string => execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' }).trim();
    const ofServer = await items(server?.id);
    expect(ofServer.get('SHA-256 fingerprint')).toBe(
      sh('openssl x509 -in server.pem -noout -fingerprint -sha256').split('=')[1],
    );
    const pin =
      'openssl x509 -in server.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64';
    expect(ofServer.get('Pin of the public key')).toBe(`sha256//${sh(pin)}`);
    expect(ofServer.get('PEM text')?.trim()).toBe(sh('openssl x509 -in server.pem'));
    expect(ofServer.get('Summary in one line')).toMatch(
      /^Server certificate · db\.internal · valid 2026-11-22 to 2027-06-11 · issued by Example CA · serial number [0-9A-F]{32}$/,
    );
    expect(ofServer.get('Names (subjectAltName)')).toBe('DNS:db.internal');
    expect(ofServer.get('Subject')).toBe(
      sh('openssl x509 -in server.pem -noout -subject -nameopt RFC2253').replace('subject=', ''),
    );
    const ofKey = await items(key?.id);
    expect(ofKey.get('Pin of the public key')).toBe(`sha256//${sh(pin)}`);
    expect(ofKey.get('PEM text of the public key')?.trim()).toBe(sh('openssl x509 -in server.pem -noout -pubkey'));
    const secret = fixture('server-key').replace(/-----.*-----|\s/g, '');
    for (const text of ofKey.values()) expect(text).not.toContain(secret.slice(48, 64));
  });
});

describe('the outline', () => {
  const symbolsOf = async (): Promise<DocumentSymbol[]> =>
    (await client?.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: uriOf('a b/server.pem') },
    })) ?? [];

  test('has the fields of each block, in their order and within it', async () => {
    client = await startClient({ files, capabilities });
    await client.open('a b/server.pem', files['a b/server.pem']);
    const [server] = await symbolsOf();
    const fields = server?.children ?? [];
    expect(fields.slice(0, 3).map(({ name, detail }) => [name, detail?.slice(0, 14)])).toEqual([
      ['Subject', 'O=Example, CN='],
      ['Valid for', 'db.internal'],
      ['Issuer', 'O=Example, CN='],
    ]);
    const order = [...fields].sort((a, b) => compare(a.range.start, b.range.start));
    expect(order).toEqual(fields);
    for (const { range } of fields) {
      expect(compare(server?.range.start ?? range.start, range.start)).toBeLessThanOrEqual(0);
      expect(compare(range.end, server?.range.end ?? range.end)).toBeLessThanOrEqual(0);
    }
  });
});

function compare(a: DocumentSymbol['range']['start'], b: DocumentSymbol['range']['start']): number {
  return a.line - b.line || a.character - b.character;
}

test.each([
  ['tlsense-text:/a.txt?file%3A%2F%2F%2Fw%2Fa%2520b.pem#7', { source: 'file:///w/a%20b.pem', id: '7' }],
  ['tlsense-text:/a.txt?file%3A%2F%2F%2Fw', { source: 'file:///w', id: undefined }],
  ['tlsense-text:/a.txt', undefined],
  ['tlsense-text:/a.txt?%zz', undefined],
])('%s', (uri, parsed) => {
  expect(parseViewUri(uri)).toEqual(parsed);
});

test('git shows what changed in a certificate', () => {
  const folder = folderWith({ '.gitattributes': '*.pem diff=tlsense\n', 'a.pem': fixture('server') });
  const cli = `${process.execPath} ${join(import.meta.dirname, '../../server/node/cli.ts')} inspect --format diff`;
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
  git('init', '-q');
  git('config', 'diff.tlsense.textconv', cli);
  git('add', '.');
  writeFileSync(join(folder, 'a.pem'), fixture('expired'));
  const diff = git('diff');
  expect(diff).toMatch(/^- {4}until \(notAfter\) +\d{4}/m);
  expect(diff).toMatch(/^\+ {4}until \(notAfter\) +\d{4}/m);
  expect(diff).not.toContain('-----BEGIN');
  writeFileSync(join(folder, 'a.pem'), 'no certificate any more\n');
  expect(git('diff')).toContain('+no certificate any more');
});
