import { afterEach, expect, test } from 'vitest';
import type { CodeAction, CodeLens, Diagnostic } from 'vscode-languageserver-protocol';
import bundle from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { makeCertificate } from '../support/certificates.ts';
import { fixtures, fixtureTime } from '../support/fixtures.ts';
import { type ClientOptions, eventually, type LspClient, startClient, textOf, uriOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (names: string): string => {
  const texts = names.split('+').map((name) => made.get(name) ?? '');
  expect(texts).not.toContain('');
  return texts.join('');
};
const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const inside = (text: string): string => text.replace('\n', '\n$0');
const config =
  'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key /etc/ssl/private/server.key;\n}\n';

/** The paragraphs of a card between its title and its table, and those below it. */
async function verdictAt(path: string, marked: string, files = {}, more: ClientOptions = {}): Promise<string[]> {
  await client?.stop();
  client = await startClient({ files, ...more });
  const position = await client.open(path, marked);
  const paragraphs = textOf(await client.hover(path, position)).split('\n\n');
  return paragraphs.slice(1).filter((text) => !text.startsWith('| | |'));
}

test('revoked: when, why, by which list, and what to do', async () => {
  const files = { 'ca.pem': get('ca'), 'ca.crl': get('crl') };
  expect(await verdictAt('server.pem', inside(get('revoked')), files)).toEqual([
    '**✖ Not trusted:** “db.internal” was revoked on 2026-11-22 12:00:00 UTC (keyCompromise). So says the revocation list of Example CA ([ca.crl](file:///workspace/ca.crl)).',
    'What to do: Get a new certificate with a new key; this one must not be used any more.',
    'The path: db.internal ← Example CA ([ca.pem](file:///workspace/ca.pem)). Checked for servers (profile rfc5280); trust anchors: 1 self-signed CA of this workspace.',
  ]);
  expect((await verdictAt('server.pem', inside(get('server')), files))[1]).toBe(
    'Checked for servers (profile rfc5280); trust anchors: 1 self-signed CA of this workspace. Not revoked, says the revocation list of Example CA ([ca.crl](file:///workspace/ca.crl)).',
  );
});

test('a list that covers a part of the path says so, and of what nothing is known', async () => {
  const files = { 'ca.pem': get('ca'), 'ca.crl': get('crl'), 'intermediate.pem': get('intermediate') };
  const [verdict, counted] = await verdictAt('server.pem', inside(get('issued-leaf')), files);
  expect(verdict).toMatch(/^\*\*✔ Trusted:\*\* /);
  expect(counted).toContain('Not revoked, says the revocation list of ');
  expect(counted).toMatch(/No revocation list here speaks of .*db\.internal.*\.$/);
});

test('a revocation list that is added turns the hover, the lens and the reference', async () => {
  client = await startClient({ files: { 'ca.pem': get('ca'), 'server.pem': get('revoked') } });
  const position = await client.open('server.pem', inside(get('revoked')));
  await client.open('nginx.conf', config);
  const hover = async (): Promise<string> => textOf((await client?.hover('server.pem', position)) ?? null);
  const lens = async (): Promise<string | undefined> => {
    const params = { textDocument: { uri: uriOf('server.pem') } };
    return (await client?.request<CodeLens[]>('textDocument/codeLens', params))?.[0]?.command?.title;
  };
  expect(await hover()).toContain('**✔ Trusted:**');
  expect(await lens()).toContain('trusted: Example CA');
  expect(await client.pull('nginx.conf')).toEqual([]);
  await client.writeFile('ca.crl', get('crl'));
  await eventually(async () => (await hover()).includes('was revoked on'), 'the hover says that it is revoked');
  expect(await lens()).toContain('not trusted: revoked');
  const [problem] = await client.pull('nginx.conf');
  expect(problem?.code).toBe('reference/revoked');
  expect(problem?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
    uriOf('ca.crl'),
    uriOf('server.pem'),
  ]);
  await client.writeFile('ca.crl', undefined);
  await eventually(async () => (await hover()).includes('**✔ Trusted:**'), 'the hover forgets the list');
});

test('a missing intermediate: the problem, its fix in the other file, and no problem after', async () => {
  const files = {
    'server.pem': get('issued-leaf'),
    'ca/all.pem': get('other-ca+intermediate'),
    'ca/root.pem': get('ca'),
  };
  client = await startClient({ files });
  await client.open('nginx.conf', config);
  const [problem] = (await client.pull('nginx.conf')) as [Diagnostic];
  expect(problem.code).toBe('reference/chain-incomplete');
  expect(problem.relatedInformation?.[0]?.location).toMatchObject({ uri: uriOf('ca/all.pem') });
  const actions = await client.codeActions('nginx.conf', problem.range, ['quickfix']);
  expect(actions.map(({ title }) => title).filter((title) => !title.startsWith('Suppress'))).toEqual([
    'Append Example Servers CA to server.pem',
  ]);
  const after = client.textAfter('server.pem', (actions[0] as CodeAction).edit ?? {});
  expect(after).toBe(get('issued-leaf+intermediate'));
  await client.writeFile('server.pem', after);
  await eventually(async () => (await client?.pull('nginx.conf'))?.length === 0, 'the problem goes');
});

test('nothing is called trusted or not where an issuer is not in the workspace', async () => {
  expect(await verdictAt('server.pem', inside(get('server')))).toEqual([
    'Its issuer, Example CA, is not in this workspace.',
    'Trust anchors that count (profile rfc5280): none.',
  ]);
});

test('of several paths the best is explained, and the others are listed', async () => {
  const span = { from: day(-1), to: day(100) };
  const root = await makeCertificate({ cn: 'Root', ca: true, ...span });
  const old = await makeCertificate({ cn: 'Old', ca: true, from: day(-900), to: day(-100) });
  const middle = await makeCertificate({ cn: 'Middle', ca: true, issuer: root, from: day(-90), to: day(-9) });
  const cross = await makeCertificate({
    cn: 'Middle',
    ca: true,
    issuer: old,
    keys: middle.keys,
    from: day(-90),
    to: day(-8),
  });
  const leaf = await makeCertificate({ cn: 'leaf', issuer: middle, usages: ['clientAuth'], ...span });
  const files = { 'cas.pem': [root, old, middle, cross].map(({ certificate }) => certificate).join('') };
  const paragraphs = await verdictAt('leaf.pem', inside(leaf.certificate), files);
  expect(paragraphs).toEqual([
    '**✖ Not trusted:** “Middle” expired on 2026-11-14 12:00:00 UTC.',
    'What to do: Have it renewed.',
    'Other paths fail too:',
    '- leaf ← Middle ← Old: “Middle” expired on 2026-11-15 12:00:00 UTC.',
    'The path: leaf ← Middle ([cas.pem](file:///workspace/cas.pem)) ← Root ([cas.pem](file:///workspace/cas.pem)). Checked for clients (profile rfc5280); trust anchors: 2 self-signed CAs of this workspace.',
  ]);
});

test('in a configuration the certificate is checked for what it is used for', async () => {
  const files = { 'server.pem': get('client'), 'ca.pem': get('ca') };
  const [, verdict] = await verdictAt('nginx.conf', config.replace('server.pem', 'ser$0ver.pem'), files);
  expect(verdict).toBe(
    '**✖ Not trusted:** “api-client” is not for serverAuth; its extKeyUsage allows clientAuth only.',
  );
});

test('a trust anchor in a configuration shows which certificates validate with it, and with it alone', async () => {
  const marked = 'server {\n    listen 443 ssl;\n    ssl_client_certificate $0ca.pem;\n    ssl_verify_client on;\n}\n';
  const files = { 'client.pem': get('client'), 'ca.pem': get('ca'), 'another.pem': get('other-ca') };
  expect((await verdictAt('nginx.conf', marked, files))[0]).toBe(
    'Client certificates of this workspace that validate with it: api-client ([client.pem](file:///workspace/client.pem)).',
  );
  expect((await verdictAt('nginx.conf', marked.replace('ca.pem', 'another.pem'), files))[0]).toBe(
    'No client certificate of this workspace validates with it.',
  );
});

test('names of hostile certificates stay text in verdicts', async () => {
  const name = '[x](https://evil.example) <img src=x> | `y`';
  const ca = await makeCertificate({ cn: 'Root', ca: true, from: day(-9), to: day(-1) });
  const leaf = await makeCertificate({ cn: name, issuer: ca, from: day(-3), to: day(-2) });
  const text = (await verdictAt('leaf.pem', inside(leaf.certificate), { 'ca.pem': ca.certificate })).join('\n');
  expect(text).toContain('\\[x\\](https\\://evil.example) \\<img src=x> \\| \\`y\\`');
  expect(text).not.toMatch(/[^\\]\[x|[^\\]<img/);
});

test('a verdict in the person’s language', async () => {
  const files = { 'ca.pem': get('ca') };
  const [verdict, counted] = await verdictAt('server.pem', inside(get('server')), files, {
    initializationOptions: { l10n: bundle },
  });
  expect(verdict).toMatch(/^\*\*✔ 受信任：\*\* db\.internal ← Example CA/);
  expect(counted).toMatch(/rfc5280/);
  expect(counted).not.toMatch(/Checked|revocation|self-signed/);
});
