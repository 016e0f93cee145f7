import { afterEach, expect, test } from 'vitest';
import type { CodeLens, DocumentLink, DocumentSymbol, FoldingRange } from 'vscode-languageserver-protocol';
import { makeCertificate } from '../support/certificates.ts';
import { fixtures, fixtureTime } from '../support/fixtures.ts';
import { eventually, type LspClient, startClient, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

async function open(path: string, text: string, files = {}): Promise<LspClient> {
  client = await startClient({ files });
  await client.open(path, text);
  return client;
}

function ask<R>(method: string, path: string): Promise<R> {
  if (!client) throw new Error('no client');
  return client.request<R>(`textDocument/${method}`, { textDocument: { uri: uriOf(path) } });
}

const titles = (lenses: readonly CodeLens[]): (string | undefined)[] => lenses.map(({ command }) => command?.title);

test('a lens above each block: what it is, its days, its issuer', async () => {
  await open('all.pem', get('server') + get('ca') + get('server-key') + get('self-signed'));
  const lenses = await ask<CodeLens[]>('codeLens', 'all.pem');
  expect(titles(lenses)).toEqual([
    'Server certificate · db.internal · expires in 200 days · trusted: Example CA',
    'CA certificate · Example CA · expires in 4 years · root',
    'Private key · EC P-256 · belongs to db.internal',
    'Certificate · dev.internal · expires in 200 days · signed by itself',
  ]);
  const serverLines = get('server').split('\n').length - 1;
  expect(lenses.map(({ range }) => range.start.line).slice(0, 2)).toEqual([0, serverLines]);
});

test('lenses in a chain of three, and without the issuer', async () => {
  const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
  const span = { from: day(-1), to: day(100) };
  const ca = await makeCertificate({ cn: 'Root', ca: true, ...span });
  const middle = await makeCertificate({ cn: 'Middle', ca: true, issuer: ca, ...span });
  const leaf = await makeCertificate({ cn: 'leaf', issuer: middle, ...span });
  await open('leaf.pem', leaf.certificate, { 'ca.pem': ca.certificate, 'middle.pem': middle.certificate });
  expect(titles(await ask('codeLens', 'leaf.pem'))).toEqual([
    'Certificate · leaf · expires in 100 days · trusted: Middle ← Root',
  ]);
  await client?.writeFile('middle.pem', undefined);
  await eventually(
    async () => titles(await ask('codeLens', 'leaf.pem'))[0]?.endsWith('issuer Middle not in this workspace') === true,
    'the lens loses the issuer that was deleted',
  );
});

test('the outline has every block, readable or not', async () => {
  await open(
    'all.pem',
    `${get('ca')}-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n${get('server-key')}`,
  );
  const symbols = await ask<DocumentSymbol[]>('documentSymbol', 'all.pem');
  expect(symbols.map(({ name }) => name)).toEqual([
    'CA certificate · Example CA · expires in 4 years',
    'CERTIFICATE · cannot be read',
    'Private key · EC P-256',
  ]);
});

test('blocks fold from BEGIN to END', async () => {
  await open('all.pem', `# ours\n${get('ca')}`);
  const lines = get('ca').trimEnd().split('\n').length;
  expect(await ask<FoldingRange[]>('foldingRange', 'all.pem')).toEqual([{ startLine: 1, endLine: lines }]);
});

const site = `# The site of the shop.
# Mended in spring.
events {}
http {
  map $host $pool {
    default a;
  }
  upstream backend {
    server 10.0.0.1;
  }
  server {
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name shop.example www.shop.example;
    location = /pay {
      if ($request_method = POST) {
        return 405;
      }
    }
  }
  server { listen 80; }
}
stream {
  server {
    listen 853 ssl;
  }
}
mail {
  server {
    listen 993 ssl;
    protocol imap;
  }
}
`;

test('the outline of a configuration has every context, servers by their names', async () => {
  await open('nginx.conf', site);
  const lines = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
    symbols.flatMap(({ name, detail, kind, children = [] }) => [
      `${indent}${name}${detail ? ` · ${detail}` : ''} (${kind})`,
      ...lines(children, `${indent}  `),
    ]);
  expect(lines(await ask('documentSymbol', 'nginx.conf'))).toEqual([
    'events (2)',
    'http (2)',
    '  map $host $pool (10)',
    '  upstream backend (11)',
    '  server shop.example www.shop.example · 443 ssl, [::]:443 ssl (5)',
    '    location = /pay (6)',
    '      if ($request_method = POST) (6)',
    '  server · 80 (5)',
    'stream (2)',
    '  server · 853 ssl (5)',
    'mail (2)',
    '  server · 993 ssl (5)',
  ]);
});

test('the outline needs no word of TLS, and every block has its place', async () => {
  const text = 'http {\n  server {\n    listen 80;\n  }\n';
  await open('nginx.conf', text);
  const [http] = await ask<DocumentSymbol[]>('documentSymbol', 'nginx.conf');
  expect(http?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 4, character: 0 } });
  expect(http?.children?.[0]).toMatchObject({
    name: 'server',
    detail: '80',
    range: { start: { line: 1, character: 2 }, end: { line: 3, character: 3 } },
    selectionRange: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } },
  });
});

test('names in the outline are what they look like', async () => {
  await open('nginx.conf', `server {\n  listen 443 ssl;\n  server_name "a\u202e\n${'b'.repeat(5_000)}";\n}\n{\n}\n`);
  const [server, nameless] = await ask<DocumentSymbol[]>('documentSymbol', 'nginx.conf');
  expect(server?.name).not.toMatch(/[\u202e\n]/);
  expect(server?.name.length).toBeLessThan(300);
  expect(nameless?.name).toBe('{ }');
});

test('blocks of a configuration fold to their first line, and comments that follow each other', async () => {
  await open('nginx.conf', site);
  const folds = await ask<FoldingRange[]>('foldingRange', 'nginx.conf');
  expect(folds.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`)).toEqual([
    '3-20',
    '4-5',
    '7-8',
    '10-18',
    '14-17',
    '15-16',
    '22-25',
    '23-24',
    '27-31',
    '28-30',
    '0-1 comment',
  ]);
});

test('folding is offered for PEM and nginx files only: other languages keep folding by indentation', async () => {
  await open('all.pem', get('ca'));
  expect(client?.initializeResult?.capabilities.foldingRangeProvider).toEqual({
    documentSelector: [{ language: 'pem' }, { language: 'nginx' }],
  });
});

test('paths that lead to a file are links, once each', async () => {
  const config = `ssl_certificate certs/ca.pem;
ssl_certificate_key certs/none.key;
server { listen 443 ssl; }
server { listen 8443 ssl; }
`;
  await open('nginx.conf', `http {\n${config}}\n`, { 'certs/ca.pem': get('ca') });
  expect(await ask<DocumentLink[]>('documentLink', 'nginx.conf')).toEqual([
    { range: { start: { line: 1, character: 16 }, end: { line: 1, character: 28 } }, target: uriOf('certs/ca.pem') },
  ]);
});
