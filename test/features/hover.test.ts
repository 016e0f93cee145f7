import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';
import { afterEach, expect, test } from 'vitest';
import { makeCertificate } from '../support/certificates.ts';
import { fixtures, fixtureTime } from '../support/fixtures.ts';
import { type ClientOptions, editorCapabilities, type LspClient, startClient, textOf } from '../support/lsp-client.ts';
import { folderWith } from '../support/run-cli.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';

/** The card at `$0`, in lines; `path` is opened in a workspace of `files`. */
async function cardAt(path: string, marked: string, files = {}, more: ClientOptions = {}): Promise<string[]> {
  client = await startClient({ files, ...more });
  const position = await client.open(path, marked);
  return textOf(await client.hover(path, position))
    .replaceAll('&nbsp;&nbsp; |', ' |')
    .split('\n');
}

/** `text` with the cursor in the middle of its first block. */
function inside(text: string): string {
  return text.replace('\n', '\n$0');
}

test('a certificate: what it is, who stands behind it, its fields', async () => {
  const files = { 'certs/ca.pem': get('ca'), 'certs/server.key': get('server-key') };
  const lines = await cardAt('certs/server.pem', inside(get('server')), files);
  expect(lines.slice(0, 5)).toEqual([
    '**Server certificate** · **db.internal** · expires in 200 days',
    '',
    '**✔ Trusted:** db.internal ← Example CA ([ca.pem](file:///workspace/certs/ca.pem))',
    '',
    '| | |',
  ]);
  expect(lines.at(-1)).toBe(
    'Checked for servers (profile rfc5280); trust anchors: 1 self-signed CA of this workspace. No revocation list here speaks of it.',
  );
  const rows = lines.filter((line) => line.startsWith('| ') && !line.startsWith('| |'));
  expect(rows.map((row) => row.split(' | ')[0]?.slice(2).replaceAll('\u00a0', ' '))).toEqual([
    'Subject',
    'Valid for',
    'Issuer',
    'Valid',
    'Key',
    'Purposes',
    'Key usage',
    'Signature',
    'Serial number',
    'SHA-256',
    'SHA-1',
  ]);
  expect(lines).toContain('| Key | EC P-256 · private key in [server.key](file:///workspace/certs/server.key) |');
  expect(lines).toContain('| Subject | O=Example, CN=db.internal |');
  expect(lines).toContain('| Issuer | O=Example, CN=Example CA · in [ca.pem](file:///workspace/certs/ca.pem) |');
  expect(lines).toContain('| Purposes | TLS server (serverAuth) |');
  expect(lines).toContain('| Valid | 2026-11-22 12:00 UTC to 2027-06-11 12:00 UTC |');
  expect(rows.at(-2)).toMatch(/^\| SHA-256 \| `(?:[0-9A-F]{2}:){16}` `(?:[0-9A-F]{2}:){15}[0-9A-F]{2}` \|$/);
});

test('an encrypted key: how, and that the rest is not seen', async () => {
  expect(await cardAt('subject.pem', inside(get('encrypted-key')))).toEqual([
    '**Private key** · encrypted',
    '',
    'Encrypted with AES-256-CBC, PBKDF2-HMAC-SHA-256, 2,048 iterations.',
    '',
    'What it belongs to is known only to those who have its passphrase.',
  ]);
});

test.each([
  ['expires-soon', 'Server certificate** · **db.internal** · ⚠ expires in 12 days'],
  ['expired', 'Server certificate** · **db.internal** · ✖ expired'],
  ['not-yet-valid', 'Server certificate** · **db.internal** · ✖ valid from 2026-12-03'],
  ['ca', 'CA certificate** · **Example CA** · expires in 4 years'],
])('the title of %s', async (name, title) => {
  const [first] = await cardAt('subject.pem', inside(get(name)));
  expect(first).toContain(title);
});

test.each([
  ['ca', 'A root: its signature was verified with its own key.'],
  ['self-signed', 'It signed itself, which was verified: no CA stands behind it.'],
  ['server', 'Its issuer, Example CA, is not in this workspace.'],
])('who stands behind %s alone', async (name, sentence) => {
  expect(await cardAt('subject.pem', inside(get(name)))).toContain(sentence);
});

test('a chain of three names its end; a CA of the same name that did not sign is not believed', async () => {
  const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
  const span = { from: day(-1), to: day(100) };
  const ca = await makeCertificate({ cn: 'Root', ca: true, ...span });
  const middle = await makeCertificate({ cn: 'Middle', ca: true, issuer: ca, ...span });
  const impostor = await makeCertificate({ cn: 'Middle', ca: true, ...span });
  const leaf = await makeCertificate({ cn: 'leaf', issuer: middle, ...span });
  const sentence = async (files: object): Promise<string | undefined> =>
    (await cardAt('leaf.pem', inside(leaf.certificate), files))[2];

  const whole = { 'ca.pem': ca.certificate, 'middle.pem': middle.certificate };
  expect(await sentence(whole)).toBe(
    '**✔ Trusted:** leaf ← Middle ([middle.pem](file:///workspace/middle.pem)) ← Root ([ca.pem](file:///workspace/ca.pem))',
  );
  await client?.stop();
  expect(await sentence({ 'middle.pem': middle.certificate })).toBe(
    'Issued by **Middle** ([middle.pem](file:///workspace/middle.pem)), signature verified. The issuer above that, Root, is not in this workspace. Without it no path could be validated.',
  );
  await client?.stop();
  expect(await sentence({ 'middle.pem': impostor.certificate })).toBe(
    '**✖ Not trusted:** “leaf” is not signed by the key of “Middle”: it was changed, or another CA of the same name issued it.',
  );
});

test('a root names itself, and says what may be below it', async () => {
  const lines = await cardAt('ca.pem', inside(get('ca')));
  expect(lines).toContain('| Issuer | the subject itself |');
  expect(lines).toContain('| CA | yes, CAs below it: 1 |');
  await client?.stop();
  const ca = await makeCertificate({ cn: 'a', ca: true, depth: 0, from: fixtureTime, to: new Date('2027-01-01') });
  expect(await cardAt('ca.pem', inside(ca.certificate))).toContain('| CA | yes, with no CA below it |');
});

test('of many names the first, whole, and how many more there are', async () => {
  const dns = Array.from({ length: 60 }, (_, i) => `service-${i}.orders.internal`);
  const made = await makeCertificate({ cn: 'a', dns, from: fixtureTime, to: new Date('2027-01-01') });
  const lines = await cardAt('a.pem', inside(made.certificate));
  expect(lines).toContain(`| Valid\u00a0for | ${dns.slice(0, 6).join(', ')} and 54 more |`);
});

test('an encoded name is shown as it reads', async () => {
  const dns = ['xn--bcherei-n2a.example'];
  const made = await makeCertificate({ cn: 'a', dns, from: fixtureTime, to: new Date('2027-01-01') });
  const lines = await cardAt('a.pem', inside(made.certificate));
  expect(lines).toContain('| Valid\u00a0for | xn--bcherei-n2a.example (shown as bücherei.example) |');
});

test.each([
  ['2026-11-23T12:00:00Z', 'next update in 10 days'],
  ['2026-12-10T12:00:00Z', '✖ overdue for 7 days'],
])('a revocation list at %s: %s', async (now, state) => {
  const lines = await cardAt('ca.crl', inside(get('crl')), {}, { now: new Date(now) });
  expect(lines[0]).toBe(`**Revocation list** · **Example CA** · ${state}`);
  expect(lines).toContain('| List\u00a0number | `1` |');
});

test('a revocation list says who signed it', async () => {
  const lines = await cardAt('ca.crl', inside(get('crl')), { 'ca.pem': get('ca') });
  expect(lines[2]).toBe('Signed by **Example CA** ([ca.pem](file:///workspace/ca.pem)): its signature was verified.');
  await client?.stop();
  const alone = await cardAt('ca.crl', inside(get('crl')), { 'ca.pem': get('other-ca') });
  expect(alone.join()).not.toContain('Signed by');
});

test('files that lie near come first', async () => {
  const files = {
    'a/server.key': get('server-key'),
    'certs/server.key': get('server-key'),
    'certs/deep/er.key': get('server-key'),
  };
  const lines = await cardAt('certs/server.pem', inside(get('server')), files);
  expect(lines).toContain(
    '| Key | EC P-256 · private key in [server.key](file:///workspace/certs/server.key), [deep/er.key](file:///workspace/certs/deep/er.key), [../a/server.key](file:///workspace/a/server.key) |',
  );
});

test('a private key without its public half is not taken for an encrypted one', async () => {
  const { privateKey } = generateKeyPairSync('ml-dsa-65');
  const lines = await cardAt('a.key', inside(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  expect(lines).toEqual([
    '**Private key** · **ML-DSA-65**',
    '',
    'What it belongs to cannot be told: its public half is not in the file.',
  ]);
});

test('a certificate at several places is opened where it stands by itself, in PEM', async () => {
  const files = {
    'a-chain.pem': get('server') + get('ca'),
    'ca.pem': get('ca'),
    'server.pem': get('server'),
    'server.key': get('server-key'),
  };
  const lines = await cardAt('server.pem', inside(get('server')), files);
  expect(lines[2]).toBe('**✔ Trusted:** db.internal ← Example CA ([ca.pem](file:///workspace/ca.pem))');
  await client?.stop();
  expect((await cardAt('server.key', inside(get('server-key')), files)).slice(2)).toEqual([
    'Belongs to **db.internal** ([a-chain.pem](file:///workspace/a-chain.pem), [server.pem](file:///workspace/server.pem)).',
  ]);
});

test('a client that has our commands can follow links to them, at this very place', async () => {
  const more = { initializationOptions: { commands: true } };
  const lines = await cardAt('server.pem', inside(get('server')), {}, more);
  const given = encodeURIComponent(JSON.stringify(['file:///workspace/server.pem', { line: 1, character: 0 }]));
  expect(lines[4]).toBe(
    `[Copy…](command:tlsense.copyFromCertificate?${given}) · [Show as Text](command:tlsense.showAsText?${given}) · [Compare…](command:tlsense.compareCertificates?${given})`,
  );
  await client?.stop();
  expect((await cardAt('server.pem', inside(get('server')))).join()).not.toContain('command:');
});

test('a private key: type, size and owner, and not one more octet of it', async () => {
  const lines = await cardAt('server.key', inside(get('server-key')), { 'server.pem': get('server') });
  expect(lines).toEqual([
    '**Private key** · **EC P-256**',
    '',
    'Belongs to **db.internal** ([server.pem](file:///workspace/server.pem)).',
  ]);
  await client?.stop();
  expect(await cardAt('server.key', inside(get('server-key')))).toContain(
    'No certificate in this workspace belongs to it.',
  );
});

test('a request and a public key: what they are for, and where the other half is', async () => {
  const folder = folderWith({ 'client.key': get('server-key') });
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  const request = openssl(
    'req',
    '-new',
    '-key',
    'client.key',
    '-subj',
    '/CN=api-client',
    '-addext',
    'subjectAltName=DNS:a.example',
  );
  const files = { 'client.key': get('server-key'), 'server.pem': get('server') };
  const lines = await cardAt('client.csr', inside(request), files);
  expect(lines.slice(0, 3)).toEqual([
    '**Certificate request** · **api-client**',
    '',
    'A certificate with its key: **db.internal** ([server.pem](file:///workspace/server.pem)).',
  ]);
  expect(lines).toContain('| Valid\u00a0for | a.example |');
  expect(lines).toContain('| Key | EC P-256 · private key in [client.key](file:///workspace/client.key) |');
  await client?.stop();
  const publicKey = openssl('pkey', '-in', 'client.key', '-pubout');
  expect(await cardAt('client.pub', inside(publicKey), files)).toEqual([
    '**Public key** · **EC P-256**',
    '',
    'Belongs to **db.internal** ([server.pem](file:///workspace/server.pem)).',
    '',
    'Its private key is in [client.key](file:///workspace/client.key).',
  ]);
});

test('a path in a configuration shows what it leads to', async () => {
  const files = { 'certs/server.pem': get('server') + get('ca'), 'certs/ca.pem': get('ca') };
  const config = 'server {\n    listen 443 ssl;\n    ssl_certificate certs/ser$0ver.pem;\n}\n';
  const lines = await cardAt('nginx.conf', config, files);
  expect(lines[0]).toBe('[certs/server.pem](file:///workspace/certs/server.pem)');
  expect(lines[2]).toContain('**Server certificate** · **db.internal**');
  expect(lines.slice(-3)).toEqual(['Also in this file:', '', '- CA certificate · Example CA · expires in 4 years']);
});

test('a path that leads nowhere says where was looked', async () => {
  const config = 'server {\n    listen 443 ssl;\n    ssl_certificate certs/ser$0ver.pem;\n}\n';
  expect(await cardAt('nginx/nginx.conf', config)).toEqual([
    'File not found. Looked for:',
    '',
    '- `certs/server.pem`',
    '- `../certs/server.pem`',
  ]);
});

test('what cannot be read says why', async () => {
  const lines = await cardAt('subject.pem', '-----BEGIN CERTIFICATE-----\n$0MAMCAQE=\n-----END CERTIFICATE-----\n');
  expect(lines[0]).toBe('**CERTIFICATE** · cannot be read');
  expect(lines[2]).toMatch(/^- .{20}/);
});

test('beside a block there is no card', async () => {
  expect(await cardAt('subject.pem', `$0\n\n${get('ca')}`)).toEqual(['']);
});

test('names of a hostile certificate stay text', async () => {
  const name =
    '[click](https://evil.example) <img src=x> **bold** `code` | $(trash) www.evil.example a@evil.example \u202e';
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: [{ CN: [name] }],
    notBefore: fixtureTime,
    notAfter: new Date(fixtureTime.getTime() + 86_400_000 * 90),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    keys,
  });
  const [title = ''] = await cardAt('subject.pem', inside(certificate.toString('pem')));
  expect(title).toBe(
    '**Certificate** · **\\[click\\](https\\://evil.example) \\<img src=x> \\*\\*bold\\*\\* \\`code\\` \\| $(trash) www\\.evil.example a\\@evil.example ⟨U+202E⟩** · expires in 90 days',
  );
});

test('a client that shows plain text gets plain text', async () => {
  const { hover, ...textDocument } = editorCapabilities.textDocument;
  expect(hover).toBeDefined();
  const capabilities = { ...editorCapabilities, textDocument };
  const lines = await cardAt('ca.pem', inside(get('ca')), {}, { capabilities });
  expect(lines.slice(0, 5)).toEqual([
    'CA certificate · Example CA · expires in 4 years',
    '',
    'A root: its signature was verified with its own key.',
    '',
    'Subject: O=Example, CN=Example CA',
  ]);
});

test('a card in the person’s language', async () => {
  const l10n = { 'CA certificate': 'CA 证书', 'expires in {days}': '{days}后过期', '{count} years': '{count} 年' };
  const [title] = await cardAt('ca.pem', inside(get('ca')), {}, { initializationOptions: { l10n } });
  expect(title).toBe('**CA 证书** · **Example CA** · 4 年后过期');
});

test('of a long bundle, only what is looked at is verified', async () => {
  const span = { from: new Date('2026-01-01'), to: new Date('2027-12-01') };
  const ca = await makeCertificate({ cn: 'Root', ca: true, ...span });
  const middle = await makeCertificate({ cn: 'Middle', ca: true, issuer: ca, ...span });
  const leaves = await Promise.all(
    Array.from({ length: 40 }, (_, i) => makeCertificate({ cn: `leaf-${i}`, issuer: middle, ...span })),
  );
  const bundle = leaves.map(({ certificate }) => certificate).join('');
  const files = { 'cas.pem': middle.certificate + ca.certificate };
  const last = leaves.at(-1)?.certificate ?? '';
  const alone = await cardAt('leaf.pem', inside(last), files);
  await client?.stop();
  const marked = bundle.slice(0, -last.length) + inside(last);
  expect(await cardAt('bundle.pem', marked, files)).toEqual(
    alone.map((line) => line.replaceAll('leaf.pem', 'bundle.pem')),
  );
  const { signatures } = (await client?.request<{ signatures: number }>('tlsense/workDone', null)) ?? {};
  // The one that is looked at, and those of its CAs.
  expect(signatures).toBeGreaterThan(0);
  expect(signatures).toBeLessThanOrEqual(4);
  // What it stands on may go.
  const position = client?.document('bundle.pem').positionAt(bundle.length - last.length + 100);
  await client?.writeFile('cas.pem', undefined);
  const card = client && position && textOf(await client.hover('bundle.pem', position));
  expect(card).toContain('leaf-39');
  expect(card).not.toContain('Trusted');
});
