import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../server/core/analysis.ts';
import { run } from '../../../server/core/lint/run.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { rules } from '../../../server/core/rules/index.ts';
import type { Reading } from '../../../server/core/workspace/reading.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { makeCertificate } from '../../support/certificates.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { memoryHost } from '../../support/memory-host.ts';

const made = await fixtures();
const get = (name: string): string => made.get(name) ?? '';
const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const otherCa = await makeCertificate({ cn: 'Another CA', ca: true, from: day(-1), to: day(900) });

const stranger = await makeCertificate({ cn: 'stranger.internal', from: day(-1), to: day(90) });

/** A workspace whose files can be changed, with the events that follow. */
async function workspaceOf(given: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries(given).map(([path, text]) => [`file:///w/${path}`, text]));
  const host = memoryHost(files);
  const workspace = new Workspace(host);
  workspace.setFolders(['file:///w']);
  await workspace.scan();
  return {
    workspace,
    async analysed(path: string): Promise<Reading> {
      const uri = `file:///w/${path}`;
      const reading = await readDocument({ uri, languageId: '', text: files.get(uri) ?? '' });
      await workspace.prepare(reading);
      const { text } = reading.document;
      workspace.observe(reading, () =>
        run(rules, reading, {
          uri,
          text,
          isProgram: true,
          isProse: false,
          now: fixtureTime,
          settings: defaultSettings,
          workspace,
        }),
      );
      return reading;
    },
    async write(path: string, text: string | undefined): Promise<void> {
      const uri = `file:///w/${path}`;
      if (text === undefined) files.delete(uri);
      else files.set(uri, text);
      await workspace.filesChanged([uri]);
      await workspace.settle();
    },
  };
}

const nginx =
  'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_client_certificate ca.pem;\n}\n';
const unverified = "require('https').get({ host: 'a', rejectUnauthorized: false });\n";
const files = {
  'ca.pem': get('ca'),
  'certs/server.pem': get('server'),
  'certs/server.key': get('server-key'),
  'certs/dev.pem': get('self-signed'),
  'nginx.conf': nginx,
  'client.js': unverified,
};

type Path = keyof typeof files;

describe('a change is looked at again where it matters, and nowhere else', () => {
  test.each<[string, string, string | undefined, Path[]]>([
    ['a certificate that a configuration names', 'certs/server.pem', get('expired'), ['nginx.conf']],
    [
      'a CA: its certificates, who trusts it, who could',
      'ca.pem',
      otherCa.certificate,
      ['ca.pem', 'certs/server.pem', 'client.js', 'nginx.conf'],
    ],
    ['a CA that is deleted', 'ca.pem', undefined, ['ca.pem', 'certs/server.pem', 'client.js', 'nginx.conf']],
    ['a new CA: who could trust it', 'other.pem', otherCa.certificate, ['client.js']],
    ['a new certificate of nobody here', 'new.pem', stranger.certificate, []],
    ['a certificate at the place a path is tried first', 'certs/certs/server.pem', get('expired'), []],
    ['the same again', 'certs/server.pem', get('server'), []],
    ['a certificate that moved within its file', 'certs/server.pem', `\n\n${get('server')}`, []],
    ['a file that is none of our business', 'notes.txt', get('ca'), []],
    ['what git ignores', '.gitignore', '*.key\n', ['certs/server.key']],
    ['the text of nginx.conf, which stays where it is', 'nginx.conf', '# empty\n', []],
    ['another nginx.conf', 'certs/nginx.conf', '# empty\n', ['nginx.conf']],
  ])('%s', async (_, path, text, expected) => {
    const { workspace, analysed, write } = await workspaceOf(files);
    const readings = new Map<string, Reading>();
    for (const known of Object.keys(files)) readings.set(known, await analysed(known));
    // The first who asks for the ranking of CAs has it worked out.
    await workspace.settle();
    for (const [known, reading] of readings)
      if (!workspace.isCurrent(reading)) readings.set(known, await analysed(known));
    expect([...readings].filter(([, reading]) => !workspace.isCurrent(reading)).map(([known]) => known)).toEqual([]);
    await write(path, text);
    const stale = [...readings].filter(([, reading]) => !workspace.isCurrent(reading)).map(([known]) => known);
    expect(stale.sort()).toEqual(expected);
  });

  test('other folders: everything', async () => {
    const { workspace, analysed } = await workspaceOf(files);
    const reading = await analysed('certs/server.pem');
    workspace.setFolders(['file:///w/certs']);
    expect(workspace.isCurrent(reading)).toBe(false);
  });
});

test('an index that followed many changes knows what one made anew knows', async () => {
  const names = ['ca', 'server', 'expired', 'self-signed', 'server-key', 'other-key', 'rsa-1024'];
  const { workspace, write } = await workspaceOf({});
  const last = new Map<string, string>();
  let random = 7;
  const next = (below: number): number => {
    random = (random * 1103515245 + 12345) % 2147483648;
    return Math.floor((random / 2147483648) * below);
  };
  for (let step = 0; step < 300; step++) {
    const path = `${'abcdef'[next(6)]}.pem`;
    const count = next(4);
    const text = Array.from({ length: count }, () => get(names[next(names.length)] ?? '')).join('');
    await write(path, count === 0 ? undefined : text);
    if (count === 0) last.delete(path);
    else last.set(path, text);
  }
  const anew = await workspaceOf(Object.fromEntries(last));
  const shown = (all: readonly { readonly uri: string; readonly object: { readonly span: object } }[]) =>
    all.map(({ uri, object }) => `${uri} ${JSON.stringify(object.span)}`).sort();
  const known = anew.workspace.certificates;
  expect(workspace.certificates.map(({ certificate }) => certificate.sha256).sort()).toEqual(
    known.map(({ certificate }) => certificate.sha256).sort(),
  );
  expect(known.length).toBeGreaterThan(2);
  for (const { certificate } of known) {
    const key = certificate.subjectPublicKeyInfo;
    expect(shown(workspace.placesOf(certificate.sha256))).toEqual(shown(anew.workspace.placesOf(certificate.sha256)));
    expect(shown(workspace.certificatesOf(key))).toEqual(shown(anew.workspace.certificatesOf(key)));
    expect(shown(workspace.privateKeysOf(key))).toEqual(shown(anew.workspace.privateKeysOf(key)));
    expect(shown(await workspace.findIssued(certificate)).length).toBe(
      (await anew.workspace.findIssued(certificate)).length,
    );
  }
});
