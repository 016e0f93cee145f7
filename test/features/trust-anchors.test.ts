import { afterEach, expect, test } from 'vitest';
import { readSettings } from '../../server/core/lint/settings.ts';
import { makeCertificate } from '../support/certificates.ts';
import { fixtures, fixtureTime } from '../support/fixtures.ts';
import { eventually, type LspClient, startClient, textOf } from '../support/lsp-client.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const inside = (text: string): string => text.replace('\n', '\n$0');
const trusted = '**✔ Trusted:** db.internal ← Example CA';

/** The paragraphs of a card between its title and its table, and those below it. */
async function paragraphsAt(path: string, marked: string, files = {}, settings = {}, more = {}): Promise<string[]> {
  await client?.stop();
  client = await startClient({ files, settings, ...more });
  return paragraphs(path, marked);
}

async function paragraphs(path: string, marked: string): Promise<string[]> {
  const position = await client?.open(path, marked);
  return textOf((await client?.hover(path, position ?? { line: 0, character: 0 })) ?? null)
    .split('\n\n')
    .slice(1)
    .filter((text) => !text.startsWith('| | |'));
}

const served = inside(get('server'));

test.each<[string, object, string, RegExp]>([
  ['include', { include: ['roots/**'] }, 'roots/ca.pem', /^✔.*: 1 self-signed CA of this workspace\.$/],
  [
    'include',
    { include: ['roots/**'] },
    'test/ca.pem',
    /^✖.*: none, 1 of this workspace is left out by the settings\.$/,
  ],
  ['exclude', { exclude: ['test'] }, 'test/ca.pem', /^✖.*: none, 1 of this workspace is left out by the settings\.$/],
  ['exclude', { exclude: ['test'] }, 'a/ca.pem', /^✔.*: 1 self-signed CA of this workspace\.$/],
  ['files', { files: ['test/*.pem'], exclude: ['**'] }, 'test/ca.pem', /^✔.*: 1 of the settings\.$/],
  ['files', { files: ['test'], exclude: ['**'] }, 'test/ca.pem', /^✔.*: 1 of the settings\.$/],
  ['files', { files: ['roots.txt', 'missing'] }, 'roots.txt', /^✔.*: 1 of the settings, nothing found for missing\.$/],
])('%s: %o with %s', async (_, trustAnchors, path, expected) => {
  const [verdict, ...others] = await paragraphsAt('server.pem', served, { [path]: get('ca') }, { trustAnchors });
  const counted = /trust anchors: .*?\./i.exec(others.join('\n'))?.[0] ?? '';
  expect(`${verdict?.includes('✔') ? '✔' : '✖'} ${counted}`).toMatch(expected);
});

test('settings say so the moment they change, and so do unsaved texts and the files they name', async () => {
  const files: Record<string, string> = { 'ca.pem': get('ca'), 'server.pem': get('server') };
  client = await startClient({ files, settings: { trustAnchors: { exclude: ['*'] } } });
  const position = await client.open('server.pem', served);
  const card = async (): Promise<string> => textOf((await client?.hover('server.pem', position)) ?? null);
  expect(await card()).toContain('Not trusted');
  await client.writeFile('tlsense.json', JSON.stringify({ 'trustAnchors.files': ['ca.pem'] }));
  await eventually(async () => (await card()).includes(trusted), 'tlsense.json counts');
  await client.writeFile('ca.pem', get('other-ca'));
  await eventually(async () => !(await card()).includes('Trusted:'), 'the file is another');
  await client.open('ca.pem', get('ca'));
  await eventually(async () => (await card()).includes(trusted), 'unsaved text counts');
});

test('what a configuration names as trust anchors counts for it alone', async () => {
  const config =
    'server {\n    listen 443 ssl;\n    ssl_certificate ser$0ver.pem;\n    ssl_client_certificate ca.pem;\n    ssl_verify_client on;\n}\n';
  const files = { 'ca.pem': get('ca'), 'server.pem': get('server') };
  const settings = { trustAnchors: { exclude: ['**'] } };
  const named = (await paragraphsAt('nginx.conf', config, files, settings)).join('\n');
  expect(named).toContain('✔ Trusted:');
  expect(named).toContain('trust anchors: 1 that this configuration names.');
  const plain = (await paragraphsAt('nginx.conf', config.replace(/.*client.*\n/g, ''), files, settings)).join('\n');
  expect(plain).toContain('✖ Not trusted:');
});

const day = 86_400_000;
const root = await makeCertificate({
  cn: 'Public Root',
  ca: true,
  from: new Date(fixtureTime.getTime() - day),
  to: new Date(fixtureTime.getTime() + 900 * day),
});
const leaf = await makeCertificate({
  cn: 'leaf',
  dns: ['a.example.org'],
  issuer: root,
  from: new Date(fixtureTime.getTime() - day),
  to: new Date(fixtureTime.getTime() + 800 * day),
  usages: ['serverAuth'],
});
const roots = async (): Promise<readonly string[]> => [root.certificate, get('other-ca')];

test('roots of the machine: off, offered, counted, not available', async () => {
  const at = async (system: string, more: object): Promise<string> =>
    (await paragraphsAt('leaf.pem', inside(leaf.certificate), {}, { trustAnchors: { system } }, more)).join('\n');
  const off = await at('off', { roots });
  expect(off).toContain(
    'Public Root is one of Mozilla’s roots: they count with the setting `"tlsense.trustAnchors.system": "mozilla"`.',
  );
  expect(off).toContain('Trust anchors that count (profile rfc5280): none.');
  expect(await at('off', {})).not.toContain('Mozilla');
  const counted = await at('mozilla', { roots });
  expect(counted).toContain('**✔ Trusted:** leaf ← Public Root (Mozilla)');
  expect(counted).toContain('trust anchors: 2 of Mozilla.');
  expect(await at('system', { roots })).toContain('leaf ← Public Root (system)');
  expect(await at('mozilla', {})).toContain('none, Mozilla’s roots are not available here.');
});

test('the profile is named, and where the other one differs', async () => {
  const at = async (profile: string): Promise<string> =>
    (await paragraphsAt('leaf.pem', inside(leaf.certificate), { 'ca.pem': root.certificate }, { profile })).join('\n');
  const own = await at('rfc5280');
  expect(own).toContain('✔ Trusted:');
  expect(own).toContain('By the profile webpki it would not be trusted: ');
  const web = await at('webpki');
  expect(web).toContain('✖ Not trusted:');
  expect(web).toContain('(profile webpki)');
  expect(web).toContain('By the profile rfc5280 it would be trusted.');
});

test.each([
  [{ trustAnchors: { files: 'x', include: [1, 'a', ''], exclude: null, system: 'both' }, profile: 'x' }],
  [{ 'trustAnchors.include': ['a'], trustAnchors: 3 }],
])('what is not understood keeps its default: %o', (value) => {
  const { profile, trustAnchors } = readSettings(value);
  expect({ profile, trustAnchors }).toEqual({
    profile: 'rfc5280',
    trustAnchors: { files: [], include: ['a'], exclude: [], system: 'off' },
  });
});
