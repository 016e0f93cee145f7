import { afterEach, expect, test } from 'vitest';
import { eventually, type LspClient, startClient } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const weak = 'server {\n    listen 443 ssl;\n    ssl_ciphers RC4-SHA:ECDHE+AESGCM;\n}\n';

test('problems of tlsense.json are on its own lines', async () => {
  client = await startClient();
  await client.open(
    'tlsense.json',
    '{\n  "expiryWarningDays": "soon",\n  "openSslVersions": "3.0",\n  "rules": { "tls/no-weak-ciphers": "off" }\n}\n',
    'jsonc',
  );
  const found = (await client.pull('tlsense.json')).map(({ code, range }) => [code, range.start.line]);
  expect(found).toEqual([
    ['settings/wrong-value', 1],
    ['settings/unknown-setting', 2],
    ['settings/unknown-rule', 3],
  ]);
});

test('a change of tlsense.json is seen in the findings; paths of tests are lowered', async () => {
  client = await startClient();
  await client.open('site.conf', weak);
  await client.open('test/site.conf', weak);
  const severities = async (path: string) => {
    const found = (await client?.pull(path)) ?? [];
    return found.filter(({ code }) => code === 'tls/no-weak-cipher').map(({ severity }) => severity);
  };
  expect([await severities('site.conf'), await severities('test/site.conf')]).toEqual([[1], [3]]);
  const settings = {
    testFiles: [],
    overrides: [{ files: '/site.conf', rules: { 'tls/no-weak-cipher': 'off' } }],
  };
  await client.writeFile('tlsense.json', JSON.stringify(settings));
  await eventually(async () => (await severities('test/site.conf'))[0] === 1, 'the new settings count');
  expect(await severities('site.conf')).toEqual([]);
});
