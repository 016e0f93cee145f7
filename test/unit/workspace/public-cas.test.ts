import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { analyse, readDocument } from '../../../server/core/analysis.ts';
import type { Host } from '../../../server/core/base/host.ts';
import { failure, success } from '../../../server/core/base/result.ts';
import { textHash } from '../../../server/core/base/text-hash.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { publicRootNames } from '../../../server/core/workspace/public-root-names.ts';
import { Workspace } from '../../../server/core/workspace/workspace.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import { nameKey } from '../../../server/core/x509/name-key.ts';
import { type Made, makeCertificate, type Wanted } from '../../support/certificates.ts';
import { fixtureTime } from '../../support/fixtures.ts';

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
/** The name of a root that browsers have had for long, with a key of our own. */
const rootName = 'C=US, O=Internet Security Research Group, CN=ISRG Root X1';
const made = (fields: Partial<Wanted> & Pick<Wanted, 'cn'>): Promise<Made> =>
  makeCertificate({ from: day(-20), to: day(900), ...fields });
const root = await made({ cn: 'ISRG Root X1', name: rootName, ca: true });
const otherRoot = await made({ cn: 'ISRG Root X1', name: rootName, ca: true });
const privateRoot = await made({ cn: 'Example CA', ca: true });
const intermediate = await made({ cn: 'R99', ca: true, issuer: root });
const leafOf = async (issuer: Made, to = day(60)): Promise<string> =>
  (await made({ cn: 'www.tlsense.dev', issuer, dns: ['www.tlsense.dev'], usages: ['serverAuth'], from: day(-1), to }))
    .certificate;

/** A workspace of these files, on a machine with these roots; `read` counts how often they were asked for. */
async function workspaceOf(
  given: Readonly<Record<string, string>>,
  roots: readonly string[] | 'none' = [root.certificate],
) {
  const files = new Map(Object.entries(given).map(([path, text]) => [`file:///w/${path}`, text]));
  const seen = { read: 0 };
  const host: Host = {
    crypto,
    now: () => fixtureTime,
    log: () => {},
    ...(roots !== 'none' && {
      roots: async () => {
        seen.read++;
        return roots;
      },
    }),
    files: {
      read: async (uri) => {
        const text = files.get(uri);
        return text === undefined ? failure({ code: 'not-found' }) : success(new TextEncoder().encode(text));
      },
      list: async (folder, accept) =>
        [...files.keys()].filter((uri) => accept(uri.slice(uri.lastIndexOf('/') + 1), folder)),
      exists: async (uri) => files.has(uri),
    },
  };
  const workspace = new Workspace(host);
  workspace.setFolders(['file:///w']);
  await workspace.scan();
  const isPublic = async (path: string): Promise<boolean> => {
    const uri = `file:///w/${path}`;
    const reading = await readDocument({ uri, languageId: 'pem', text: files.get(uri) ?? '' });
    const { findings } = await analyse(reading, workspace, fixtureTime, defaultSettings);
    return findings.some(({ rule }) => rule === 'certificate/no-timestamps');
  };
  return { files, seen, workspace, isPublic };
}

test('a path to a root of the machine makes a certificate one of a public CA', async () => {
  const leaf = await leafOf(intermediate);
  const { isPublic, seen } = await workspaceOf({ 'leaf.pem': leaf, 'chain.pem': leaf + intermediate.certificate });
  expect(await isPublic('chain.pem')).toBe(true);
  expect(await isPublic('leaf.pem')).toBe(true);
  expect(seen.read).toBe(1);
});

test('one that is over too', async () => {
  const { isPublic } = await workspaceOf({ 'leaf.pem': await leafOf(root, day(-0.5)) });
  expect(await isPublic('leaf.pem')).toBe(true);
});

test('a name alone makes none', async () => {
  const { isPublic, seen } = await workspaceOf({
    'leaf.pem': await leafOf(otherRoot),
    'ca.pem': otherRoot.certificate,
  });
  expect(await isPublic('leaf.pem')).toBe(false);
  expect(seen.read).toBe(1);
});

test('for a private CA the roots are not even read', async () => {
  const { isPublic, seen } = await workspaceOf(
    { 'leaf.pem': await leafOf(privateRoot), 'ca.pem': privateRoot.certificate },
    [privateRoot.certificate],
  );
  expect(await isPublic('leaf.pem')).toBe(false);
  expect(seen.read).toBe(0);
});

test('a machine without roots says nothing', async () => {
  const leaf = await leafOf(intermediate);
  for (const roots of ['none', []] as const) {
    const { isPublic } = await workspaceOf({ 'leaf.pem': leaf + intermediate.certificate }, roots);
    expect(await isPublic('leaf.pem')).toBe(false);
  }
});

test('an intermediate that comes later is seen', async () => {
  const { isPublic, files, workspace } = await workspaceOf({ 'leaf.pem': await leafOf(intermediate) });
  expect(await isPublic('leaf.pem')).toBe(false);
  files.set('file:///w/ca.pem', intermediate.certificate);
  await workspace.filesChanged(['file:///w/ca.pem']);
  expect(await isPublic('leaf.pem')).toBe(true);
  files.delete('file:///w/ca.pem');
  await workspace.filesChanged(['file:///w/ca.pem']);
  expect(await isPublic('leaf.pem')).toBe(false);
});

test('the names that are looked up are those of Node.js’s roots', async () => {
  const unknown: string[] = [];
  for (const text of rootCertificates) {
    for (const { value } of (await findPkiObjects(text)).objects) {
      if (value?.kind !== 'certificate') continue;
      const key = nameKey(value.subject);
      if (!publicRootNames.has(textHash(key))) unknown.push(key);
    }
  }
  // A later Node.js brings a few more: node scripts/make-root-names.ts.
  expect(unknown.length).toBeLessThan(15);
});
