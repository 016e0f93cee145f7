import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type PageOptions, viewerPage } from '../../client/viewer/page.ts';
import { localizer } from '../../server/core/base/message.ts';
import { type PageField, requests, type ViewFileAnswer } from '../../server/lsp/protocol.ts';
import { viewFile } from '../../server/lsp/views/view-file.ts';
import { nodeHost } from '../../server/node/host.ts';
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

describe('what a page shows', () => {
  test('a key store: locked, refused and opened', async () => {
    const path = keyStore();
    const locked = await pageOf(path);
    expect(locked.isLocked).toBe(true);
    expect(locked.objects.map(({ title, name }) => [title, name])).toEqual([
      ['Key store (PKCS#12) · locked', undefined],
      ['Private key · encrypted', 'mine'],
    ]);
    expect(await pageOf(path, 'wrong')).toEqual({ ...locked, isWrongPassword: true });
    const opened = await pageOf(path, 'secret');
    expect(opened.isLocked).toBe(false);
    expect(opened.objects.map(({ title, name }) => [title, name])).toEqual([
      ['Key store (PKCS#12) · 3 inside', undefined],
      ['Server certificate · db.internal · expires in 200 days', 'mine'],
      ['CA certificate · Example CA · expires in 1800 days', undefined],
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

  test('a file that is gone, and one that holds nothing', async () => {
    const folder = folderWith({ 'a.der': Uint8Array.of(0x30, 0x82, 1, 2) });
    const uri = pathToFileURL(join(folder, 'none.der')).toString();
    expect(await viewFile({ uri }, session)).toEqual({ failure: 'This file is not there any more.' });
    const { objects } = await pageOf(join(folder, 'a.der'));
    expect(objects).toMatchObject([{ title: 'DER · cannot be read', problems: [expect.stringContaining('cut off')] }]);
  });

  test('the server answers for it', async () => {
    client = await startClient({ files: { 'a.pem': get('ca') } });
    const answer = await client.request<Page>(requests.viewFile, { uri: uriOf('a.pem') });
    expect(answer.objects.map(({ title }) => title)).toEqual(['CA certificate · Example CA · expires in 1800 days']);
  });
});

describe('the page', () => {
  const options: PageOptions = {
    title: 'a<b>.p12',
    language: 'en',
    nonce: 'abc',
    unlockCommand: 'tlsense.openWithPassword',
    texts: { unlock: 'Enter the password', wrongPassword: 'Wrong & refused', problems: 'Problems' },
  };
  const evil = `"><script>alert(1)</script><a href='command:x'>`;
  const answer: Page = {
    objects: [
      {
        title: evil,
        name: evil,
        fields: [{ label: evil, beside: evil, fields: [{ label: 'a', text: evil }] }],
        problems: [evil],
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
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['command:tlsense.openWithPassword']);
    expect(html).toContain('<title>a&#60;b&#62;.p12</title>');
    expect(html.match(/&#60;script&#62;/g)).toHaveLength(7);
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
  });
});
