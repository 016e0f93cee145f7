import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { isDer, isEitherName } from '../../client/viewer/binary.ts';
import { type PageOptions, viewerPage } from '../../client/viewer/page.ts';
import { localizer } from '../../server/core/base/message.ts';
import { objectTitle } from '../../server/core/describe/text-view.ts';
import { type PageField, type PageValue, requests, type ViewFileAnswer } from '../../server/lsp/protocol.ts';
import type { Session } from '../../server/lsp/session.ts';
import { objectsOf } from '../../server/lsp/views/objects.ts';
import { viewFile } from '../../server/lsp/views/view-file.ts';
import { nodeHost } from '../../server/node/host.ts';
import { makeCertificate, makeRevocationList } from '../support/certificates.ts';
import { fixtures, fixtureTime } from '../support/fixtures.ts';
import { type LspClient, startClient, uriOf } from '../support/lsp-client.ts';
import { folderWith } from '../support/run-cli.ts';

let client: LspClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const session = { host: nodeHost({ now: () => fixtureTime }), localize: localizer() };

type Page = Exclude<ViewFileAnswer, { failure: string }>;

async function pageOf(path: string, password?: string): Promise<Page> {
  const uri = pathToFileURL(path).toString();
  const answer = await viewFile({ uri, ...(password === undefined ? {} : { password }) }, session);
  if ('failure' in answer) throw new Error(answer.failure);
  return answer;
}

function keyStore(): string {
  const folder = folderWith({ 'a.key': get('server-key'), 'a.pem': get('server'), 'ca.pem': get('ca') });
  const options = [
    '-inkey',
    'a.key',
    '-in',
    'a.pem',
    '-certfile',
    'ca.pem',
    '-name',
    'mine',
    '-passout',
    'pass:secret',
  ];
  execFileSync('openssl', ['pkcs12', '-export', ...options, '-out', 'a.p12'], { cwd: folder });
  return join(folder, 'a.p12');
}

/** The folder, with a certificate beside the key that is in it. */
function folderFor(folder: string): string {
  writeFileSync(join(folder, 'b.pem'), get('server'));
  return folder;
}

test('of a key store that was opened, all can be copied and shown as text until it is looked at without its password', async () => {
  const path = keyStore();
  const uri = pathToFileURL(path).toString();
  const held = async (): Promise<readonly string[]> => {
    const documents = { read: async () => undefined };
    const objects = await objectsOf(uri, { ...session, documents } as unknown as Session);
    return objects.map((object) => session.localize(objectTitle(object)).replace(/ · .*/, ''));
  };
  await pageOf(path);
  const locked = await held();
  expect(locked).not.toContain('Server certificate');
  await pageOf(path, 'wrong');
  expect(await held()).toEqual(locked);
  await pageOf(path, 'secret');
  expect(await held()).toEqual(['Key store (PKCS#12)', 'Server certificate', 'CA certificate', 'Private key']);
  await pageOf(path);
  expect(await held()).toEqual(locked);
});

describe('what a page shows', () => {
  test('a key store: locked, refused and opened', async () => {
    const path = keyStore();
    const locked = await pageOf(path);
    expect(locked.isLocked).toBe(true);
    expect(locked.objects.map(({ title, name }) => [title, name])).toEqual([
      ['Key store (PKCS#12) · locked', undefined],
      ['Private key · encrypted', 'mine'],
    ]);
    const fields = locked.objects[1]?.fields.map(({ label, text }) => [label, text]);
    expect(fields).toEqual([
      ['Format', 'PKCS#8'],
      ['Encrypted', 'yes'],
      ['Encryption', 'AES-256-CBC, PBKDF2-HMAC-SHA-256, 2,048 iterations'],
      ['Key', 'seen with its password alone'],
    ]);
    expect(locked.objects[0]?.fields.at(-1)?.fields).toMatchObject([
      { label: 'mine', text: 'Private key, encrypted with AES-256-CBC, PBKDF2-HMAC-SHA-256' },
    ]);
    expect(await pageOf(path, 'wrong')).toEqual({ ...locked, isWrongPassword: true });
    const opened = await pageOf(path, 'secret');
    expect(opened.isLocked).toBe(false);
    expect(opened.objects.map(({ title, name }) => [title, name])).toEqual([
      ['Key store (PKCS#12) · 3 inside', undefined],
      ['Server certificate · db.internal · expires in 200 days', 'mine'],
      ['CA certificate · Example CA · expires in 4 years', undefined],
      ['Private key · EC P-256', 'mine'],
    ]);
    expect(JSON.stringify(opened)).not.toContain('secret');
  });

  test('fields have the standard’s name and identifier beside them, and parts', async () => {
    const folder = folderWith({ 'a.pem': get('server') });
    execFileSync('openssl', ['x509', '-in', 'a.pem', '-outform', 'DER', '-out', 'a.der'], { cwd: folder });
    const { objects } = await pageOf(join(folder, 'a.der'));
    const all = (fields: readonly PageField[]): PageField[] => fields.flatMap((one) => [one, ...all(one.fields ?? [])]);
    expect(all(objects[0]?.fields ?? [])).toContainEqual(
      expect.objectContaining({ label: 'Valid for', beside: expect.stringContaining('2.5.29.17') }),
    );
  });

  test('the ASN.1 of what is public, as openssl reads it', async () => {
    const folder = folderWith({ 'a.pem': get('server') });
    execFileSync('openssl', ['x509', '-in', 'a.pem', '-outform', 'DER', '-out', 'a.der'], { cwd: folder });
    const lines = execFileSync('openssl', ['asn1parse', '-inform', 'DER', '-in', 'a.der'], {
      cwd: folder,
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .map((line) => /^ *(\d+):d= *\d+ +hl= *(\d+) +l= *(\d+)/.exec(line)?.slice(1).map(Number) ?? []);
    const { objects } = await pageOf(join(folder, 'a.der'));
    const all = (values: readonly PageValue[]): PageValue[] => values.flatMap((one) => [one, ...all(one.values ?? [])]);
    const shown = all(objects[0]?.encoding?.values ?? []).map(({ place, size, header }) => [
      Number(place.replace('at ', '')),
      header.split(' ').length,
      Number(size.replace(/ bytes?$/, '')),
    ]);
    // openssl does not look into strings.
    expect(lines.length).toBeGreaterThan(40);
    expect(shown).toEqual(expect.arrayContaining(lines));
    const bytes = readFileSync(join(folder, 'a.der'));
    for (const { place, header, octets = '' } of all(objects[0]?.encoding?.values ?? [])) {
      const text = `${header} ${octets}`.replace(/ ?…?$/, '').replaceAll(' ', '');
      expect(bytes.toString('hex', Number(place.replace('at ', ''))).toUpperCase()).toMatch(new RegExp(`^${text}`));
    }
    expect(all(objects[0]?.encoding?.values ?? []).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['2.5.29.17 (subjectAltName)', '1.2.840.10045.2.1 (id-ecPublicKey)']),
    );
  });

  test('no octets of private keys, whatever they stand in', async () => {
    const opened = await pageOf(keyStore(), 'secret');
    expect(opened.objects.map(({ encoding }) => encoding !== undefined)).toEqual([false, true, true, false]);
    const folder = folderWith({ 'a.key': get('server-key') });
    execFileSync('openssl', ['pkey', '-in', 'a.key', '-outform', 'DER', '-out', 'a.der'], { cwd: folder });
    execFileSync(
      'openssl',
      [
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-in',
        'a.der',
        '-signer',
        'b.pem',
        '-inkey',
        'a.key',
        '-outform',
        'DER',
        '-out',
        'b.der',
      ],
      { cwd: folderFor(folder) },
    );
    for (const name of ['a.key', 'a.der', 'b.der']) {
      const { objects } = await pageOf(join(folder, name));
      expect(objects.length, name).toBeGreaterThan(0);
      const [first] = objects;
      expect(first?.encoding, name).toBeUndefined();
    }
  });

  test('of a long list only so much, and it says so', async () => {
    const span = { from: fixtureTime, to: new Date('2027-06-01') };
    const issuer = await makeCertificate({ cn: 'Issuer', ca: true, ...span });
    const key = issuer.keys;
    const many = await Promise.all(
      Array.from({ length: 100 }, (_, i) => makeCertificate({ cn: `${i}`, issuer, keys: key, ...span })),
    );
    const list = await makeRevocationList(issuer, many, fixtureTime);
    const { objects } = await pageOf(join(folderWith({ 'a.crl': list }), 'a.crl'));
    const { encoding } = objects[0] ?? {};
    expect(encoding?.note).toBe('Only the first 600 values are shown.');
    expect(JSON.stringify(encoding).length).toBeLessThan(150_000);
  });

  test('a file that is gone, and one that holds nothing', async () => {
    const folder = folderWith({ 'a.der': Uint8Array.of(0x30, 0x82, 1, 2) });
    const uri = pathToFileURL(join(folder, 'none.der')).toString();
    expect(await viewFile({ uri }, session)).toEqual({ failure: 'This file is not there any more.' });
    const { objects } = await pageOf(join(folder, 'a.der'));
    expect(objects).toMatchObject([{ title: 'DER · cannot be read', problems: [expect.stringContaining('cut off')] }]);
  });

  test('a file in which there is nothing says so', async () => {
    const folder = folderWith({ 'empty.der': new Uint8Array(), 'noise.der': Uint8Array.of(1, 2, 3, 4), 'a.pem': 'x' });
    const said = async (name: string) => viewFile({ uri: pathToFileURL(join(folder, name)).toString() }, session);
    expect(await said('empty.der')).toEqual({ failure: 'This file is empty.' });
    const nothing = 'No certificate, request, revocation list, key or key store could be found in this file.';
    expect(await said('noise.der')).toEqual({ failure: nothing });
    expect(await said('a.pem')).toEqual({ failure: nothing });
  });

  test('how an object stands to those of the workspace, and the files that are spoken of', async () => {
    const files = { 'a.pem': get('server'), 'ca.pem': get('ca'), 'a.key': get('server-key'), 'ca.crl': get('crl') };
    client = await startClient({ files });
    const at = async (path: string) =>
      (await client?.request<Page>(requests.viewFile, { uri: uriOf(path) }))?.objects[0];
    expect((await at('a.pem'))?.standing).toEqual({
      verdict: 'trusted',
      said: ['✔ Trusted: db.internal ← Example CA (ca.pem)'],
      details: [
        'Checked for servers (profile rfc5280); trust anchors: 1 self-signed CA of this workspace. Not revoked, says the revocation list of Example CA (ca.crl).',
      ],
      files: [
        { text: 'ca.pem', uri: uriOf('ca.pem') },
        { text: 'ca.crl', uri: uriOf('ca.crl') },
      ],
    });
    expect((await at('a.key'))?.standing).toEqual({
      said: ['Belongs to db.internal (a.pem).'],
      details: [],
      files: [{ text: 'a.pem', uri: uriOf('a.pem') }],
    });
    expect(await at('ca.crl')).toMatchObject({ title: 'Revocation list · 1 revoked · next update in 10 days' });
    expect(await at('ca.crl')).not.toHaveProperty('standing');
  });

  test('whoever looks is told when that may be different', async () => {
    client = await startClient({ files: { 'a.pem': get('server') } });
    let told = 0;
    client.connection.onNotification(requests.viewedFilesChanged, () => {
      told++;
    });
    await client.request(requests.viewFile, { uri: uriOf('a.pem') });
    await client.writeFile('ca.pem', get('ca'));
    await expect.poll(() => told, { timeout: 5000 }).toBeGreaterThan(0);
    const answer = await client.request<Page>(requests.viewFile, { uri: uriOf('a.pem') });
    expect(answer.objects[0]?.standing?.verdict).toBe('trusted');
  });

  test('the server answers for it', async () => {
    client = await startClient({ files: { 'a.pem': get('ca') } });
    const answer = await client.request<Page>(requests.viewFile, { uri: uriOf('a.pem') });
    expect(answer.objects.map(({ title }) => title)).toEqual(['CA certificate · Example CA · expires in 4 years']);
  });
});

test('the names of what is text or binary are those of the editor in package.json', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { selector } = contributes.customEditors.find(
    ({ viewType }: { viewType: string }) => viewType === 'tlsense.certificateViewer',
  );
  const endings: string[] = /\{(.*)\}/.exec(selector[0].filenamePattern)?.[1]?.split(',') ?? [];
  expect(endings.length).toBeGreaterThan(8);
  expect(endings.filter((ending) => !isEitherName(`/a/b.${ending}`))).toEqual([]);
  expect(['/a.p12', '/a.der', '/a.pem', '/crt'].filter(isEitherName)).toEqual([]);
});

test('DER is told from text', () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const key = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70);
  expect([key, Uint8Array.of(0x30, 0x82, 2, 1)].map(isDer)).toEqual([true, true]);
  expect(['-----BEGIN X-----', '0 is text', '0', '', '\ufeff0'].map(text).map(isDer)).toEqual(Array(5).fill(false));
  expect(isDer(Uint8Array.of(0x30, 0, 0x31, 0))).toBe(false);
});

describe('the page', () => {
  const options: PageOptions = {
    title: 'a<b>.p12',
    language: 'en',
    nonce: 'abc',
    unlockCommand: 'tlsense.openWithPassword',
    openCommand: 'tlsense.openViewedFile',
    actions: [{ title: 'Copy…', command: 'tlsense.copyFromCertificate' }],
    uri: 'file:///a%3Cb%3E.p12',
    texts: {
      unlock: 'Enter the password',
      wrongPassword: 'Wrong & refused',
      problems: 'Problems',
      actions: 'Actions',
      files: 'Files',
      contents: 'Contents',
      encoding: 'ASN.1',
      encodingLegend: 'Each value',
    },
  };
  const evil = `"><script>alert(1)</script><a href='command:x'>`;
  const answer: Page = {
    objects: [
      {
        title: evil,
        name: evil,
        standing: { verdict: 'untrusted', said: [evil], details: [evil], files: [{ text: evil, uri: evil }] },
        fields: [{ label: evil, beside: evil, fields: [{ label: 'a', text: evil }] }],
        problems: [evil],
        encoding: {
          values: [
            {
              type: evil,
              place: evil,
              size: evil,
              header: evil,
              values: [{ type: 'a', text: evil, place: '', size: '', header: '', octets: evil }],
            },
          ],
          note: evil,
        },
      },
    ],
    isLocked: true,
    isWrongPassword: true,
    note: evil,
  };

  test('runs nothing: no script, no style but its own, nothing from elsewhere', () => {
    const html = viewerPage(answer, options);
    expect(html).toContain(
      '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;nonce-abc&#39;">',
    );
    expect(html.match(/<script|<img|<link|<iframe| on\w+=|javascript:/g)).toBeNull();
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      `command:tlsense.copyFromCertificate?${encodeURIComponent('["file:///a%3Cb%3E.p12"]')}`,
      'command:tlsense.openWithPassword',
      `command:tlsense.openViewedFile?${encodeURIComponent(JSON.stringify([evil])).replaceAll("'", '&#39;')}`,
    ]);
    expect(html).toContain('<title>a&#60;b&#62;.p12</title>');
    expect(html.match(/&#60;script&#62;/g)).toHaveLength(17);
  });

  test('is a document of headings and tables that a screen reader can follow', () => {
    const html = viewerPage(answer, options);
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(html).toContain('<section aria-labelledby="object-0">\n<h2 id="object-0">');
    expect(html).toContain('<th scope="row">');
    expect(html).toContain('<p role="alert">Wrong &#38; refused</p>');
    expect(viewerPage({ failure: 'gone' }, options)).toContain('<p role="alert">gone</p>');
    const open = viewerPage({ objects: [], isLocked: false }, options);
    expect(open).not.toContain('command:');
    expect(open).not.toContain('role="alert"');
    expect(open).not.toContain('<nav');
    const four = viewerPage({ objects: Array(4).fill(answer.objects[0]), isLocked: false }, options);
    expect([...four.matchAll(/<nav aria-label="Contents">|href="(#[^"]*)"/g)].map(([, href]) => href)).toEqual([
      undefined,
      ...[0, 1, 2, 3].map((i) => `#object-${i}`),
    ]);
    expect(four.match(/<details class="encoding"><summary>ASN.1<\/summary>/g)).toHaveLength(4);
  });

  test('a head that several rows have is written once', () => {
    const names = ['a', 'b', 'c'].map((text) => ({ label: 'DNS name', text }));
    const fields = [...names, { label: 'IP address', text: '10.0.0.1' }];
    const html = viewerPage({ objects: [{ title: 'x', fields, problems: [] }], isLocked: false }, options);
    expect(html.match(/<th[^>]*>[^<]*/g)).toEqual([
      '<th scope="rowgroup" rowspan="3">DNS name',
      '<th scope="row">IP address',
    ]);
    expect(html.match(/<td>[^<]*/g)).toEqual(['<td>a', '<td>b', '<td>c', '<td>10.0.0.1']);
  });

  test('hexadecimal stands in the font of the editor, words in that of the page', () => {
    const fields = ['AB:CD', 'f7eb041c5c538db52df714bc', 'Example CA', '65537'].map((text) => ({ label: text, text }));
    const html = viewerPage({ objects: [{ title: 'x', fields, problems: [] }], isLocked: false }, options);
    expect(html).toContain('AB:<wbr>CD');
    expect(html.match(/<td[^>]*>/g)).toEqual(['<td class="hex">', '<td class="hex">', '<td>', '<td>']);
  });
});
