import { afterEach, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { fixtures } from '../support/fixtures.ts';
import { type ClientOptions, editorCapabilities, type LspClient, startClient, textOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

/** A workspace with a PKI; the configuration is beside it. */
const files = {
  'nginx/nginx.conf': 'http {\n  include sites/*.conf;\n}\n',
  'nginx/sites/a.conf': 'server { listen 80; }\n',
  'nginx/sites/b.conf': 'server { listen 80; }\n',
  'nginx/tls_params': 'ssl_protocols TLSv1.3;\n',
  'nginx/certs/ca.pem': get('ca'),
  'nginx/certs/server.pem': get('server'),
  'nginx/certs/server.key': get('server-key'),
  'nginx/certs/other.key': get('other-key'),
  'nginx/certs/client.pem': get('client'),
  'nginx/certs/expired.pem': get('expired'),
};

const capabilities = {
  ...editorCapabilities,
  textDocument: {
    ...editorCapabilities.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        resolveSupport: { properties: ['documentation'] },
      },
    },
  },
};

/** What is offered at `$0`. */
async function itemsAt(path: string, marked: string, more: ClientOptions = {}): Promise<readonly CompletionItem[]> {
  client = await startClient({ files, capabilities, ...more });
  const position = await client.open(path, marked);
  return client.completions(path, position);
}

const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

test('where nothing of ours can stand, nothing is offered', async () => {
  expect(await itemsAt('app.js', 'const answer = 4$0;\n')).toEqual([]);
});

test('a directive: its snippet, and what is to be said about it when it is looked at', async () => {
  const items = await itemsAt('a.conf', 'server {\n  listen 443 ssl;\n  ssl_ver$0\n}\n');
  const item = items.find(({ label }) => label === 'ssl_verify_client');
  expect(item).toMatchObject({
    detail: 'ssl_verify_client on | off | optional | optional_no_ca;',
    insertTextFormat: 2,
    textEdit: {
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 9 } },
      newText: `ssl_verify_client \${1|on,optional,optional_no_ca,off|};$0`,
    },
  });
  const resolved = await client?.request<CompletionItem>('completionItem/resolve', item);
  expect(resolved?.documentation).toEqual({
    kind: 'markdown',
    value:
      'Enables verification of client certificates.\n\nDefault: `off`\n\nContexts: http, server; also in mail, stream',
  });
});

test('a client without snippets gets the name alone', async () => {
  const items = await itemsAt('a.conf', 'server {\n  listen 443 ssl;\n  ssl_ver$0\n}\n', {
    capabilities: editorCapabilities,
  });
  const item = items.find(({ label }) => label === 'ssl_verify_client');
  expect(item?.insertTextFormat).toBeUndefined();
  expect(item?.textEdit).toMatchObject({ newText: 'ssl_verify_client' });
});

test('the version of nginx is the one of the settings', async () => {
  const text = 'server {\n  listen 443 ssl;\n  ssl_$0\n}\n';
  expect(labels(await itemsAt('a.conf', text))).toContain('ssl_certificate_compression');
  await client?.stop();
  const old = await itemsAt('a.conf', text, { settings: { nginxVersion: '1.26.3' } });
  expect(labels(old)).not.toContain('ssl_certificate_compression');
});

test.each([
  // Those for servers, those that are out of date last.
  ['ssl_certificate $0;', ['certs/server.pem', 'certs/client.pem', 'certs/expired.pem']],
  ['proxy_ssl_certificate $0;', ['certs/client.pem', 'certs/server.pem', 'certs/expired.pem']],
  ['proxy_ssl_trusted_certificate $0;', ['certs/ca.pem']],
  // The key of the certificate beside it comes first.
  ['ssl_certificate certs/server.pem;\n  ssl_certificate_key $0;', ['certs/server.key', 'certs/other.key']],
  ['ssl_certificate /etc/nginx/x.pem;\n  ssl_crl $0;', []],
])('the files for %s', async (lines, expected) => {
  const items = await itemsAt('nginx/sites/site.conf', `server {\n  listen 443 ssl;\n  ${lines}\n}\n`);
  expect(labels(items)).toEqual(expected);
});

test('a file says what it holds', async () => {
  const text = 'server {\n  listen 443 ssl;\n  ssl_certificate "ce$0";\n}\n';
  const [item, , expired] = await itemsAt('nginx/sites/site.conf', text);
  expect(item).toMatchObject({ label: 'certs/server.pem', kind: 17 });
  expect(item?.labelDetails?.description).toBe('db.internal');
  expect(item?.detail).toBe('Server certificate · db.internal · expires in 200 days');
  expect(expired?.labelDetails?.description).toBe('expired 1 day ago');
});

test('a certificate in the base64 of another text is not offered: no server reads it there', async () => {
  const more = {
    'nginx/certs/secret.yaml': `apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: ${Buffer.from(get('server')).toString('base64')}\n`,
  };
  const text = 'server {\n  listen 443 ssl;\n  ssl_certificate $0;\n}\n';
  const items = await itemsAt('nginx/sites/site.conf', text, { files: { ...files, ...more } });
  expect(labels(items)).toEqual(['certs/server.pem', 'certs/client.pem', 'certs/expired.pem']);
});

test('paths of a program are completed in its strings', async () => {
  const text = "require('tls').connect({ ca: require('fs').readFileSync('nginx/certs/x$0') });\n";
  expect(labels(await itemsAt('app.js', text))).toEqual(['nginx/certs/ca.pem']);
});

test('what can be included, and all of a folder at once', async () => {
  const items = await itemsAt('nginx/nginx.conf', 'http {\n  include $0;\n}\n');
  expect(labels(items)).toEqual(['sites/*.conf', 'tls_params', 'sites/a.conf', 'sites/b.conf']);
});

test('a card for a directive, one of its values and a variable', async () => {
  client = await startClient({ files: {} });
  const at = async (path: string, marked: string): Promise<string> => {
    const position = await client?.open(path, marked);
    return position && client ? textOf(await client.hover(path, position)).replaceAll('&nbsp;&nbsp; |', ' |') : '';
  };
  expect(await at('a.conf', 'server {\n  listen 443 ssl;\n  ssl_early$0_data on;\n}\n')).toBe(
    [
      '```nginx\nssl_early_data on | off;\n```',
      'Enables or disables TLS 1.3 early data.',
      '| | |\n|:--|:--|\n| Default | `off` |\n| Contexts | http, server |\n| Since | nginx 1.15.3 |',
      '[nginx.org documentation](https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_early_data)',
    ].join('\n\n'),
  );
  expect(await at('b.conf', 'server {\n  listen 443 ssl;\n  ssl_protocols TLSv1.1$0;\n}\n')).toBe(
    '```nginx\nssl_protocols TLSv1.1\n```\n\nDeprecated by RFC 8996, and off by default since nginx 1.27.3.',
  );
  expect(await at('c.conf', 'server {\n  listen 443 ssl;\n  set $a $ssl_pro$0tocol;\n}\n')).toContain(
    'Returns the protocol of an established SSL connection.',
  );
  // Where the client shows text as it is, there are no marks in it.
  await client.stop();
  client = await startClient({
    files: {},
    capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
  });
  expect(await at('a.conf', 'server {\n  listen 443 ssl;\n  ssl_session_cache sha$0red:a:1m;\n}\n')).toBe(
    'ssl_session_cache shared:SSL:10m\n\nOne cache for all worker processes; 1 MB holds some 4,000 sessions.',
  );
});

const suite = 'ECDHE-RSA-AES128-GCM-SHA256';

test.each([
  // What is there already is not offered again.
  ['a.conf', `server {\n  listen 443 ssl;\n  ssl_ciphers ${suite}:$0;\n}\n`, 'ECDHE-RSA-AES256-GCM-SHA384', ''],
  [
    'a.conf',
    `server {\n  listen 443 ssl;\n  ssl_ciphers "${suite}:ECDHE-RSA$0";\n}\n`,
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-RSA',
  ],
  ['a.js', `require('tls').connect({ ciphers: '${suite}:$0' });\n`, 'ECDHE-RSA-AES256-GCM-SHA384', ''],
  [
    'a.py',
    `import ssl\nc = ssl.create_default_context()\nc.set_ciphers("${suite}:ECD$0:!aNULL")\n`,
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECD',
  ],
  ['a.conf', 'server {\n  listen 443 ssl;\n  ssl_ciphers HIGH:!$0;\n}\n', 'aNULL', ''],
  ['a.conf', 'server {\n  listen 443 ssl;\n  ssl_ciphers HIGH:!aN$0:!MD5;\n}\n', 'aNULL', 'aN'],
  ['a.conf', 'server {\n  listen 443 ssl;\n  ssl_ciphers ECDHE+AES$0;\n}\n', 'AESGCM', 'AES'],
  ['a.conf', 'server {\n  listen 443 ssl;\n  ssl_ecdh_curve X25519MLKEM768:$0;\n}\n', 'X25519', ''],
  [
    'a.conf',
    'server {\n  listen 443 ssl;\n  ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384:T$0;\n}\n',
    'TLS_AES_128_GCM_SHA256',
    'T',
  ],
])('items of a list in %s: %j', async (path, text, label, replaced) => {
  const items = await itemsAt(path, text);
  const item = items.find((one) => one.label === label);
  if (text.includes(suite)) expect(labels(items)).not.toContain(suite);
  expect(item?.textEdit).toMatchObject({ newText: label });
  const edit = item?.textEdit;
  const range = edit && 'range' in edit ? edit.range : undefined;
  expect(range && client?.document(path).getText(range)).toBe(replaced);
});

test('suites come with their verdict, the best first', async () => {
  const items = await itemsAt('a.conf', 'server {\n  listen 443 ssl;\n  ssl_ciphers HIGH:$0;\n}\n');
  expect(items[0]).toMatchObject({
    label: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    labelDetails: { description: 'recommended' },
  });
  expect(items.find(({ label }) => label === 'AES128-SHA')).toMatchObject({
    labelDetails: { description: 'no forward secrecy, CBC' },
    tags: [1],
  });
  const resolved = await client?.request<CompletionItem>('completionItem/resolve', items[0]);
  expect(resolved?.documentation).toMatchObject({
    value:
      'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: key exchange ECDHE, certificate ECDSA, cipher AESGCM(128).\n\n' +
      'IANA: Y, recommended (RFC 8447).',
  });
});

test('what the version does not have is not offered', async () => {
  const text = 'server {\n  listen 443 ssl;\n  ssl_ecdh_curve X448:$0;\n}\n';
  expect(labels(await itemsAt('a.conf', text, { settings: { openSslVersion: '3.0' } }))).toEqual([
    'X25519',
    'prime256v1',
    'secp384r1',
    'secp521r1',
  ]);
});
