import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CodeLens, DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol';
import { type LspClient, startClient, textOf, uriOf } from '../support/lsp-client.ts';
import { folderWith, runCli } from '../support/run-cli.ts';
import { unsignedCertificate } from '../support/unsigned-certificates.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

/** What a name may try: a command link, HTML, colours and window titles of a terminal, lines, and other reading orders. */
const evil =
  '[x](command:evil)<img src=x onerror=y>`|\u001b[31m\u001b]0;title\u0007\r\n# line\n- item \u202etxt.exe\u202c\u200b\u0000 https://evil.example **b**';

const pem = await unsignedCertificate({ name: evil, dns: [evil] });

/** Characters that do something instead of being seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const active = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

/** What a view that knows no markup shows. */
function expectInert(text: string, what: string): void {
  expect([what, active.exec(text)?.[0]]).toEqual([what, undefined]);
}

/** Markdown in which nothing of the name is more than text. */
function expectInertMarkdown(text: string, what: string): void {
  expectInert(text, what);
  const bare = text.replace(/\\./g, '');
  expect([what, /\]\(command:/.test(bare), /<img/.test(bare), /^# line/m.test(bare), /^- item/m.test(bare)]).toEqual([
    what,
    ...[false, false, false, false],
  ]);
  expect(bare).not.toContain('**b**');
  expect(bare).not.toMatch(/https?:\/\/evil/);
}

test('hover, in markdown and in plain text', async () => {
  client = await startClient();
  await client.open('a.pem', pem);
  expectInertMarkdown(textOf(await client.hover('a.pem', { line: 1, character: 1 })), 'hover');
  await client.stop();
  client = await startClient({ capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
  await client.open('a.pem', pem);
  const text = textOf(await client.hover('a.pem', { line: 1, character: 1 }));
  expectInert(text, 'plain hover');
  expect(text).not.toMatch(/^(?:# line|- item)/m);
});

test('lens, outline, problems and the symbols of the workspace', async () => {
  client = await startClient({ files: { 'a.pem': pem } });
  await client.open('a.pem', pem);
  const textDocument = { uri: uriOf('a.pem') };
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'x' });
  const problems = await client.pull('a.pem');
  const shown = {
    lens: lenses.map(({ command }) => command?.title ?? ''),
    symbol: symbols.flatMap(({ name, detail = '' }) => [name, detail]),
    workspace: found.map(({ name }) => name),
    problem: problems.map(({ message }) => String(message)),
  };
  for (const [what, texts] of Object.entries(shown)) {
    expect([what, texts.length > 0]).toEqual([what, true]);
    for (const text of texts) {
      expectInert(text, what);
      expect(text).not.toContain('\n');
    }
  }
});

test('what the command line prints', async () => {
  const folder = folderWith({ 'a.pem': pem });
  for (const args of [
    ['inspect', 'a.pem'],
    ['inspect', 'a.pem', '--format', 'json'],
    ['check', 'a.pem'],
    ['check', 'a.pem', '--format', 'json'],
    ['check', 'a.pem', '--format', 'sarif'],
    ['verify', 'a.pem', '--anchors', 'a.pem'],
  ]) {
    const { stdout, stderr } = await runCli(folder, args);
    expect(stdout + stderr).not.toBe('');
    expectInert(stdout + stderr, args.join(' '));
    if (!args.includes('--format')) expect(stdout).not.toMatch(/^\s*(?:# line|- item)/m);
  }
});

test('labels of blocks, names in key stores and key IDs', async () => {
  const label = '[x](command:evil) <img src=x>';
  const odd = `-----BEGIN ${label}-----\nMAMCAQE=\n-----END ${label}-----\n`;
  const jwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), kid: evil, alg: evil });
  client = await startClient();
  await client.open('a.pem', odd);
  await client.open('a.json', jwk, 'json');
  // Other characters than those of RFC 7468 make no boundary.
  const active = label.replace('[', '\u202e\u001b[31m');
  await client.open('b.pem', odd.replaceAll(label, active));
  expect(await client.hover('b.pem', { line: 1, character: 1 })).toBeNull();
  expect(await client.pull('b.pem')).toEqual([]);
  expectInertMarkdown(textOf(await client.hover('a.pem', { line: 1, character: 1 })), 'label');
  expectInertMarkdown(textOf(await client.hover('a.json', { line: 0, character: 3 })), 'key ID');
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument: { uri: uriOf('a.pem') },
  });
  for (const { name } of symbols) expectInert(name, 'label in the outline');
  for (const { message } of await client.pull('a.pem')) expectInert(String(message), 'label in a problem');

  const folder = folderWith({ 'a.pem': pem, 'odd.pem': odd, 'a.json': jwk, pw: 'x' });
  const name = '[x](command:evil) \u202e \u001b[31m';
  const options = ['-nokeys', '-in', 'a.pem', '-name', name, '-caname', name, '-passout', 'pass:x', '-certpbe', 'NONE'];
  execFileSync('openssl', ['pkcs12', '-export', ...options, '-out', 'a.p12'], { cwd: folder });
  expect(readFileSync(join(folder, 'a.p12')).length).toBeGreaterThan(100);
  for (const file of ['a.p12', 'odd.pem', 'a.json']) {
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await runCli(folder, ['inspect', file, '--format', format]);
      expect(stdout).not.toBe('');
      expectInert(stdout + stderr, `${file} ${format}`);
    }
  }
});

test('values, paths and settings of configurations', async () => {
  const odd = '[x](command:evil)<img>\u202e\u001b[31m\u200b';
  const texts: readonly [path: string, languageId: string, text: string][] = [
    [
      'nginx.conf',
      'nginx',
      `server {\n listen 443 ssl;\n ssl_certificate "/x/${odd}.pem";\n ssl_protocols "${odd}\nTLSv9";\n}\n`,
    ],
    ['a.js', 'javascript', `https.get({ ca: fs.readFileSync('/x/${odd}.pem'), ciphers: 'RC4:${odd}' });\n`],
    ['a.py', 'python', `import ssl\nc = ssl.create_default_context(cafile="x/${odd}.pem")\n`],
    ['tlsense.json', 'jsonc', JSON.stringify({ [odd]: 1, rules: { [odd]: odd }, guideline: odd })],
  ];
  client = await startClient({ initializationOptions: { commands: true } });
  for (const [path, languageId, text] of texts) {
    await client.open(path, text, languageId);
    const problems = await client.pull(path);
    for (const { message } of problems) {
      expectInert(String(message), `${path} problem`);
      expect(message).not.toContain('\n');
    }
    for (let offset = 0; offset < text.length; offset += 9) {
      const shown = textOf(await client.hover(path, client.document(path).positionAt(offset)));
      // What is in a span of code is no link.
      expectInertMarkdown(shown.replace(/(`+)[^`].*?\1/g, ''), `${path} hover`);
      expectInert(shown, `${path} hover`);
    }
  }
  const folder = folderWith(Object.fromEntries(texts.map(([path, , text]) => [path, text])));
  for (const args of [['check', '.'], ['check', '.', '--format', 'json'], ['inspect', `none${odd}`], [odd]]) {
    const { stdout, stderr } = await runCli(folder, args);
    expectInert(stdout + stderr, args.join(' '));
  }
});
