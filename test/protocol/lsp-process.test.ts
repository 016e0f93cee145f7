import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createProtocolConnection, type Diagnostic, type InitializeResult } from 'vscode-languageserver-protocol/node';
import {
  type IssuanceFields,
  type ListCasAnswer,
  type PlanIssuanceAnswer,
  requests,
  type WriteIssuanceAnswer,
} from '../../server/lsp/protocol.ts';
import { makeCertificate } from '../support/certificates.ts';
import { editorCapabilities } from '../support/lsp-client.ts';
import { folderWith } from '../support/run-cli.ts';

/** The bundles as they ship, on the machine's own clock and disk. */
const servers = {
  'the server': [resolve('dist/server/main.js'), '--stdio'],
  'the command line': [resolve('dist/cli.js'), 'lsp', '--stdio'],
} as const;

beforeAll(() => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
}, 120_000);

let server: ChildProcess | undefined;
afterEach(() => {
  server?.kill('SIGKILL');
});

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const ca = await makeCertificate({ cn: 'Orders CA', ca: true, from: day(-1), to: day(1000) });
const old = await makeCertificate({ cn: 'old', dns: ['old.internal'], issuer: ca, from: day(-20), to: day(-10) });

async function start(which: keyof typeof servers, folder: string) {
  const child = spawn(process.execPath, servers[which], { stdio: ['pipe', 'pipe', 'pipe'] });
  server = child;
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const connection = createProtocolConnection(child.stdout, child.stdin);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  const result = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'workspace' }],
    capabilities: editorCapabilities,
  });
  await connection.sendNotification('initialized', {});
  return { child, connection, uri, result, said };
}

async function end({ child, connection }: Awaited<ReturnType<typeof start>>): Promise<number> {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const [code] = await once(child, 'exit');
  return code;
}

test.each(Object.keys(servers) as (keyof typeof servers)[])(
  '%s reads the disk and ends when told to',
  async (which) => {
    const folder = folderWith({ 'certs/old.pem': old.certificate, 'certs/ca.pem': ca.certificate });
    const session = await start(which, folder);
    const text = 'server {\n    listen 443 ssl;\n    ssl_certificate certs/old.pem;\n}\n';
    const textDocument = { uri: `${session.uri}/nginx.conf`, languageId: 'nginx', version: 1, text };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument,
    });
    expect(items.map(({ code }) => code)).toEqual(['reference/certificate-expired']);
    const position = { line: 2, character: 25 };
    const hover = await session.connection.sendRequest('textDocument/hover', { textDocument, position });
    expect(JSON.stringify(hover)).toContain('The path: old ← Orders CA ([');
    expect(await end(session)).toBe(0);
    expect(session.said).toEqual([]);
  },
);

test('a client certificate is written by the server itself: all files or none, the key for its owner alone', async () => {
  const folder = folderWith({ 'certs/ca.pem': ca.certificate, 'certs/ca.key': ca.privateKey });
  mkdirSync(join(folder, 'out'));
  const session = await start('the server', folder);
  const { choices } = await session.connection.sendRequest<ListCasAnswer>(requests.listCas, null);
  const [choice] = choices;
  if (!choice) throw new Error('no CA was found');
  const fields: IssuanceFields = { ca: choice, commonName: 'api-client', folder: `${session.uri}/out` };
  const issue = async (more: IssuanceFields = {}, overwrite = false): Promise<WriteIssuanceAnswer> => {
    const params = { task: 'client', fields: { ...fields, ...more } };
    const planned = await session.connection.sendRequest<PlanIssuanceAnswer>(requests.planIssuance, params);
    if (!('value' in planned)) return planned;
    const { plan } = planned.value;
    return session.connection.sendRequest<WriteIssuanceAnswer>(requests.writeIssuance, { plan, overwrite });
  };

  const answer = await issue();
  expect(JSON.stringify(answer)).not.toContain('PRIVATE KEY');
  expect(answer).toMatchObject({ value: { toWrite: [], openUri: `${session.uri}/out/api-client.pem` } });
  expect(statSync(join(folder, 'out/api-client.key')).mode & 0o777).toBe(0o600);
  execFileSync('openssl', ['verify', '-CAfile', join(folder, 'certs/ca.pem'), join(folder, 'out/api-client.pem')]);

  const key = readFileSync(join(folder, 'out/api-client.key'), 'utf8');
  expect(await issue()).toEqual({ existing: expect.arrayContaining(['api-client.key', 'api-client.pem']) });
  expect(readFileSync(join(folder, 'out/api-client.key'), 'utf8')).toBe(key);
  expect(await issue({}, true)).toHaveProperty('value');
  expect(readFileSync(join(folder, 'out/api-client.key'), 'utf8')).not.toBe(key);

  const recorded = readFileSync(join(folder, 'certs/ca.index.txt'), 'utf8');
  expect(recorded.match(/^V\t\d+Z\t\t[0-9A-F]+\t\.\.\/out\/api-client\.pem\t\/CN=api-client$/gm)).toHaveLength(2);

  writeFileSync(join(folder, 'a-file'), '');
  expect(await issue({ folder: `${session.uri}/a-file/below` })).toMatchObject({ failure: { code: 'unwritable' } });
  expect(await end(session)).toBe(0);
});

test('the server ends when its client is gone', async () => {
  const session = await start('the server', folderWith({}));
  session.child.stdin?.end();
  await once(session.child, 'exit');
});

test('bytes that are no message end nothing but themselves', async () => {
  const session = await start('the server', folderWith({}));
  session.child.stdin?.write('Content-Length: 9\r\n\r\nnot json!');
  const textDocument = { uri: `${session.uri}/old.pem`, languageId: 'pem', version: 1, text: old.certificate };
  await session.connection.sendNotification('textDocument/didOpen', { textDocument });
  const symbols = await session.connection.sendRequest('textDocument/documentSymbol', { textDocument });
  expect(symbols).toHaveLength(1);
});
