import { afterEach, expect, test, vi } from 'vitest';
import { language } from '../../server/core/config/nginx/language.ts';
import { reader } from '../../server/core/config/nginx/reader.ts';
import { fixtures } from '../support/fixtures.ts';
import { eventually, type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

const old = 'server { listen 443 ssl; ssl_protocols TLSv1 TLSv1.2; }\n';

afterEach(() => void vi.restoreAllMocks());

/** Each call of `load` waits until it is let go, in any order. */
function holdLoads(): (() => void)[] {
  const held: (() => void)[] = [];
  vi.spyOn(language, 'load').mockImplementation(() => new Promise((done) => held.push(() => done(reader))));
  return held;
}

async function codes(client: LspClient): Promise<unknown[]> {
  return (await client.pull('nginx.conf')).map(({ code }) => code);
}

test('a question that waits for the language is answered from the text as it is then', async () => {
  const client = await startClient();
  const loads = holdLoads();
  await client.open('nginx.conf', old);
  const asked = codes(client);
  await eventually(() => loads.length === 1, 'the first text waits for the language');
  await client.edit('nginx.conf', 'TLSv1 ', '');
  const askedAgain = codes(client);
  await eventually(() => loads.length === 2, 'the second text waits for the language');
  loads[1]?.();
  expect(await askedAgain).toEqual([]);
  loads[0]?.();
  expect(await asked).toEqual([]);
  expect(await codes(client)).toEqual([]);
  expect(loads).toHaveLength(2);
  await client.stop();
});

test('texts that change while the language is loaded are passed over', async () => {
  const client = await startClient();
  const loads = holdLoads();
  await client.open('nginx.conf', old);
  const links = client.request<readonly object[]>('textDocument/documentLink', {
    textDocument: { uri: uriOf('nginx.conf') },
  });
  await eventually(() => loads.length === 1, 'the first text waits for the language');
  await client.edit('nginx.conf', 'ssl_protocols', 'ssl_certificate ca.pem; ssl_protocols');
  loads[0]?.();
  await eventually(() => loads.length === 2, 'the second text waits for the language');
  await client.edit('nginx.conf', 'ssl_certificate ca.pem; ', '');
  // The server has the third text before the second is let go.
  await client.request('no/such/request', {}).catch(() => {});
  loads[1]?.();
  await eventually(() => loads.length === 3, 'the third text waits for the language');
  loads[2]?.();
  expect(await links).toEqual([]);
  await client.stop();
});

test('an older text that is read last does not replace what the workspace holds of the newer', async () => {
  const made = await fixtures();
  const client = await startClient();
  const loads = holdLoads();
  const lens = async (): Promise<string> =>
    JSON.stringify(await client.request('textDocument/codeLens', { textDocument: { uri: uriOf('server.key') } }));
  await client.open('server.key', made.get('server-key') ?? '');
  expect(await lens()).not.toContain('belongs to');
  await client.open('nginx.conf', `${old}${made.get('server')}`);
  const first = lens();
  await eventually(() => loads.length === 1, 'the first text waits for the language');
  await client.edit('nginx.conf', made.get('server') ?? '', '');
  const second = lens();
  await eventually(() => loads.length === 2, 'the second text waits for the language');
  loads[1]?.();
  await second;
  loads[0]?.();
  await first;
  expect(await lens()).not.toContain('belongs to');
  await client.stop();
});

test('what was read of a document that was closed meanwhile does not count', async () => {
  const client = await startClient();
  const loads = holdLoads();
  await client.open('nginx.conf', old);
  const asked = codes(client);
  await eventually(() => loads.length === 1, 'the text waits for the language');
  await client.close('nginx.conf');
  await client.open('nginx.conf', old.replace('TLSv1 ', ''));
  const askedAgain = codes(client);
  await eventually(() => loads.length === 2, 'the text that was opened again waits for the language');
  loads[1]?.();
  loads[0]?.();
  expect([await asked, await askedAgain]).toEqual([[], []]);
  await client.stop();
});

test('a language that cannot be loaded costs its own documents their findings, and is tried again', async () => {
  const client = await startClient();
  const load = vi.spyOn(language, 'load').mockRejectedValue(new Error('no such chunk'));
  await client.open('nginx.conf', old);
  expect(await codes(client)).toEqual([]);
  expect(client.log.join('\n')).toContain('textDocument/diagnostic');
  load.mockRestore();
  expect(await codes(client)).toEqual(['tls/no-deprecated-protocol']);
  await client.stop();
});
