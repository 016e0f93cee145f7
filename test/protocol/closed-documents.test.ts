import { afterEach, expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const codes = (items: readonly { readonly code?: unknown }[]): unknown[] => items.map(({ code }) => code);
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const server = `server {
    listen 443 ssl;
    server_name db.internal;
    ssl_certificate server.pem;
    ssl_client_certificate other-ca.pem;
    ssl_verify_client on;
}
`;
const program = `import fs from 'node:fs';
import tls from 'node:tls';

tls.connect({ host: 'db.internal', ca: fs.readFileSync('ca.pem'), cert: fs.readFileSync('client.pem') });
`;
const files = Object.fromEntries(['server', 'client', 'ca', 'other-ca'].map((name) => [`${name}.pem`, get(name)]));

/** Whether the client's program is told that the server lets in clients of another CA alone. */
async function isPairSeen(client: LspClient): Promise<boolean> {
  await client.pull('s.conf');
  return codes(await client.pull('c.mjs')).includes('reference/issuer-not-trusted-by-peer');
}

test('the servers of a document go with it where it was never saved', async () => {
  client = await startClient({ files });
  await client.open('s.conf', server);
  await client.open('c.mjs', program, 'javascript');
  expect(await isPairSeen(client)).toBe(true);
  await client.close('s.conf');
  expect(codes(await client.pull('c.mjs'))).toEqual([]);
});

test('the servers of a document are those of its file once it is closed, and stay when it is saved', async () => {
  client = await startClient({ files: { ...files, 's.conf': server } });
  await client.open('s.conf', server.replace('other-ca', 'ca'));
  await client.open('c.mjs', program, 'javascript');
  expect(await isPairSeen(client)).toBe(false);
  await client.close('s.conf');
  await later(100);
  expect(codes(await client.pull('c.mjs'))).toEqual(['reference/issuer-not-trusted-by-peer']);
  await client.open('s.conf', server);
  expect(await isPairSeen(client)).toBe(true);
  await client.writeFile('s.conf', server);
  await later(100);
  expect(await isPairSeen(client)).toBe(true);
});

test('what a folder held is forgotten when it leaves the workspace', async () => {
  client = await startClient({ files });
  const leaf = { uri: 'file:///elsewhere/leaf.pem', languageId: 'pem', version: 1, text: get('server') };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument: leaf });
  const { connection } = client;
  const parents = async (): Promise<unknown> => {
    const where = { textDocument: { uri: leaf.uri }, position: { line: 1, character: 1 } };
    const [item] = await connection.sendRequest<object[]>('textDocument/prepareTypeHierarchy', where);
    return connection.sendRequest('typeHierarchy/supertypes', { item });
  };
  expect(await parents()).toMatchObject([{ uri: uriOf('ca.pem') }]);
  const removed = [{ uri: uriOf('').replace(/\/$/, ''), name: 'workspace' }];
  const event = { added: [], removed };
  await connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  await later(50);
  expect(await parents()).toEqual([]);
});
