import { afterEach, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { limits } from '../../server/core/base/limits.ts';
import { fixtures } from '../support/fixtures.ts';
import { type ClientOptions, editorCapabilities, type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const origin = { line: 0, character: 0 };
const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

async function open(path: string, marked: string, options: ClientOptions = {}) {
  client = await startClient(options);
  const position = await client.open(path, marked);
  return { client, range: { start: position, end: position } };
}

const files = { 'certs/ca.pem': get('ca') };
const unverified = "require('node:https').get({ host: 'db.internal', rejectUnauthorized: f$0alse });\n";
const plaintextProxy = `server {
    location / {
        proxy_pass https://db.internal;
        proxy_ssl_verify o$0ff;
    }
}
`;

test('the preferred fix trusts the CA of the workspace, the other only turns verification on', async () => {
  const { client, range } = await open('client.js', unverified, { files });
  const actions = await client.codeActions('client.js', range, ['quickfix']);
  expect(actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred }))).toEqual([
    { title: 'Verify, and trust the CA in certs/ca.pem', kind: 'quickfix', isPreferred: true },
    { title: 'Turn verification on', kind: 'quickfix', isPreferred: false },
    {
      title: 'Suppress tls/no-disabled-verification on this line, with a reason',
      kind: 'quickfix',
      isPreferred: undefined,
    },
  ]);
  expect(actions[0]?.diagnostics).toEqual(await client.pull('client.js'));
  expect(client.textAfter('client.js', actions[0]?.edit as WorkspaceEdit)).toContain('certs/ca.pem');
});

test('a key that is encoded in another text is not offered in place of a file', async () => {
  const files = { 'server.pem': get('server'), 'other.key': get('other-key'), 'server.key': get('server-key') };
  client = await startClient({ files });
  const encoded = Buffer.from(get('server-key')).toString('base64');
  await client.open('secret.yaml', `apiVersion: v1\nkind: Secret\ndata:\n  tls.key: ${encoded}$0\n`);
  const text = 'server {\n  listen 443 ssl;\n  ssl_certificate server.pem;\n  ssl_certificate_key ot$0her.key;\n}\n';
  const at = await client.open('nginx.conf', text);
  const actions = await client.codeActions('nginx.conf', { start: at, end: at }, ['quickfix']);
  expect(actions.map(({ title }) => title).filter((title) => title.startsWith('Use the key'))).toEqual([
    'Use the key that belongs to it: server.key',
  ]);
});

test('what mends two problems alike is offered once', async () => {
  const files = { 'server.pem': get('server'), 'server.key': get('server-key') };
  const pair = 'ssl_certificate server.pem;\n  ssl_certificate_key server.key;';
  const text = `server {\n  listen 443 ssl;\n  ${pair}\n  ssl_ciphers AES1$028-SHA;\n}\n`;
  const { client, range } = await open('nginx.conf', text, { files });
  const actions = await client.codeActions('nginx.conf', range, ['quickfix']);
  const [write, ...others] = actions.filter(({ title }) => title === 'Write the recommended list');
  expect(write?.diagnostics?.map(({ code }) => code).sort()).toEqual([
    'tls/cipher-list-matches-key',
    'tls/no-static-rsa-or-ffdhe-cipher',
  ]);
  expect(others).toEqual([]);
});

test('of a text that is too long to be read, whose comments are not read either, none is offered', async () => {
  const { client } = await open('long.js', `https.get({});${';'.repeat(limits.programCharacters)}`);
  const [found] = await client.pull('long.js');
  expect(found?.code).toBe('tls/not-searched');
  expect(await client.codeActions('long.js', found?.range ?? { start: origin, end: origin })).toEqual([]);
});

test('a suppression asks for its reason, where the client can select it', async () => {
  const { workspaceEdit } = editorCapabilities.workspace;
  const capabilities = {
    ...editorCapabilities,
    workspace: { ...editorCapabilities.workspace, workspaceEdit: { ...workspaceEdit, snippetEditSupport: true } },
  };
  const { client: able, range } = await open('nginx.conf', plaintextProxy, { capabilities });
  const [action] = (await able.codeActions('nginx.conf', range, ['quickfix'])).filter(({ title }) =>
    /^Suppress/.test(title),
  );
  expect(action?.edit?.documentChanges).toEqual([
    {
      textDocument: { uri: uriOf('nginx.conf'), version: 1 },
      edits: [
        {
          range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
          snippet: {
            kind: 'snippet',
            value: `        # tlsense-disable-next-line tls/no-disabled-verification -- \${1:reason}\n`,
          },
        },
      ],
    },
  ]);
});

test('elsewhere the reason is left to be written, and its absence told', async () => {
  const { client, range } = await open('nginx.conf', plaintextProxy);
  const [action] = (await client.codeActions('nginx.conf', range, ['quickfix'])).filter(({ title }) =>
    /^Suppress/.test(title),
  );
  const text = client.textAfter('nginx.conf', action?.edit as WorkspaceEdit);
  expect(text.split('\n')[3]).toBe('        # tlsense-disable-next-line tls/no-disabled-verification -- (reason)');
  await client.close('nginx.conf');
  await client.open('nginx.conf', text);
  expect((await client.pull('nginx.conf')).map(({ code }) => code)).toEqual(['settings/suppression-without-reason']);
});

test('elsewhere in the document there is no fix', async () => {
  const { client } = await open('nginx.conf', plaintextProxy);
  const start = { line: 0, character: 0 };
  expect(await client.codeActions('nginx.conf', { start, end: start }, ['quickfix'])).toEqual([]);
});

test('fix all makes every preferred fix at once, and nothing is left', async () => {
  const text = `server {
    listen 443 ssl;
    ssl_protocols TLSv1 TLSv1.2;
    location / {
        proxy_pass https://db.internal;
        proxy_ssl_verify off;
    }
}
`;
  const { client, range } = await open('nginx.conf', text, { files });
  expect(await client.pull('nginx.conf')).toHaveLength(2);
  const [action, ...others] = await client.codeActions('nginx.conf', range, ['source.fixAll']);
  expect(others).toEqual([]);
  expect(action?.kind).toBe('source.fixAll.tlsense');
  await client.edit('nginx.conf', text, client.textAfter('nginx.conf', action?.edit as WorkspaceEdit));
  expect(await client.pull('nginx.conf')).toEqual([]);
  expect(await client.codeActions('nginx.conf', range, ['source.fixAll'])).toEqual([]);
});

test('an edit names the version it was made for', async () => {
  const { client, range } = await open('nginx.conf', plaintextProxy, { files });
  await client.edit('nginx.conf', 'db.internal', 'db2.internal');
  const [action] = await client.codeActions('nginx.conf', range, ['quickfix']);
  expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: uriOf('nginx.conf'), version: 2 } }]);
});

test('a block is underlined in its first line alone; its fixes are offered in all of it', async () => {
  const text = `About the key:\r\n${get('private-key').replace('\n', '\n$0').replaceAll('\n', '\r\n')}`;
  const inside = await open('server.key', text, { files: { '.git/HEAD': 'ref: refs/heads/main\n' } });
  const [problem] = await inside.client.pull('server.key');
  const length = '-----BEGIN PRIVATE KEY-----'.length;
  expect(problem?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: length } });
  const [action] = await inside.client.codeActions('server.key', inside.range, ['quickfix']);
  expect(action?.diagnostics).toEqual([problem]);
});

test('.gitignore gets a line, or is made', async () => {
  const key = get('private-key').replace('\n', '\n$0');
  const repository = { '.gitignore': '*.log', '.git/HEAD': 'ref: refs/heads/main\n' };
  const existing = await open('certs/server.key', key, { files: repository });
  const [into] = await existing.client.codeActions('certs/server.key', existing.range, ['quickfix']);
  expect(existing.client.textAfter('.gitignore', into?.edit as WorkspaceEdit)).toBe('*.log\n/certs/server.key\n');
  expect(into?.edit?.documentChanges).toHaveLength(1);
  await existing.client.stop();

  const fresh = await open('certs/server.key', key, { files: { '.git/HEAD': 'ref: refs/heads/main\n' } });
  const [create] = await fresh.client.codeActions('certs/server.key', fresh.range, ['quickfix']);
  expect(create?.edit?.documentChanges?.[0]).toEqual({
    kind: 'create',
    uri: uriOf('.gitignore'),
    options: { ignoreIfExists: true },
  });
  expect(fresh.client.textAfter('.gitignore', create?.edit as WorkspaceEdit)).toBe('/certs/server.key\n');
});

test('a client that knows no document changes gets plain ones', async () => {
  const capabilities = { ...editorCapabilities, workspace: { ...editorCapabilities.workspace, workspaceEdit: {} } };
  const { client, range } = await open('nginx.conf', plaintextProxy, { capabilities, files });
  const [action] = await client.codeActions('nginx.conf', range, ['quickfix']);
  expect(action?.edit?.documentChanges).toBeUndefined();
  expect(Object.keys(action?.edit?.changes ?? {})).toEqual([uriOf('nginx.conf')]);
});

test('the recommended settings are a rewrite that shows what changes, HSTS apart', async () => {
  const { workspaceEdit } = editorCapabilities.workspace;
  const capabilities = {
    ...editorCapabilities,
    workspace: {
      ...editorCapabilities.workspace,
      workspaceEdit: { ...workspaceEdit, changeAnnotationSupport: { groupsOnLabel: true } },
    },
  };
  const { client, range } = await open('nginx.conf', 'server {\n    listen 443 ssl;$0\n    ssl_protocols TLSv1;\n}\n', {
    capabilities,
  });
  const [action, ...others] = await client.codeActions('nginx.conf', range, ['refactor.rewrite']);
  expect(others).toEqual([]);
  expect(action).toMatchObject({ title: 'Apply the recommended TLS settings here', kind: 'refactor.rewrite.tlsense' });
  const { documentChanges = [], changeAnnotations } = action?.edit ?? {};
  const edits = documentChanges.flatMap((change) => ('edits' in change ? change.edits : []));
  const ids = edits.map((edit) => ('annotationId' in edit ? edit.annotationId : undefined));
  expect(ids).toEqual(['settings', 'settings', 'hsts']);
  expect(changeAnnotations?.['settings']).toEqual({
    label: 'TLS settings (TLSRef 6.0, intermediate)',
    description: 'Versions, cipher suites, groups and sessions',
    needsConfirmation: false,
  });
  expect(changeAnnotations?.['hsts']?.needsConfirmation).toBe(true);
});

test('a client that cannot show the parts gets the settings alone', async () => {
  const { client, range } = await open('nginx.conf', 'server {\n    listen 443 ssl;$0\n    ssl_protocols TLSv1;\n}\n');
  const [action] = await client.codeActions('nginx.conf', range, ['refactor.rewrite']);
  const text = client.textAfter('nginx.conf', action?.edit as WorkspaceEdit);
  expect(text).toContain('    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_ciphers ECDHE-');
  expect(text).not.toContain('add_header');
});
