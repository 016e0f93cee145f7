/** What thousands of certificates have in common is looked up once for all of them. */
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { writePem } from '../../../server/core/pem/write-pem.ts';
import { ObjectIndex } from '../../../server/core/workspace/object-index.ts';
import { ObjectStore } from '../../../server/core/workspace/object-store.ts';
import { PathMaterials } from '../../../server/core/workspace/path-material.ts';
import { TrustBasis } from '../../../server/core/workspace/trust-basis.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import { locate } from '../../../server/lsp/navigation/locations.ts';
import type { Places } from '../../../server/lsp/places.ts';
import { commonName, type Issued } from '../../support/chain-maker.ts';
import { ca, leaf } from '../chain/chains.ts';

const uri = 'file:///w/a.pem';

/** A store with one file that holds certificates. */
async function stored(all: readonly Issued[]) {
  const text = all.map(({ certificate }) => writePem('CERTIFICATE', certificate.der)).join('');
  const { objects } = await findPkiObjects(text);
  const store = new ObjectStore();
  store.put(uri, objects);
  return { store, text, objects };
}

test('who names an issuer is put together once, until a document changes', async () => {
  const root = await ca('Same', undefined);
  const below = await leaf(root);
  const { store, objects } = await stored([root, below]);
  const index = new ObjectIndex(store);
  const naming = index.naming(root.certificate.subject);
  expect(naming).toHaveLength(2);
  expect(new ObjectIndex(store).naming(root.certificate.subject)).toBe(naming);
  expect(index.selfIssuedCas).toBe(index.selfIssuedCas);
  store.put(uri, objects.slice(0, 1));
  expect(index.naming(root.certificate.subject)).toHaveLength(1);
});

test('CAs that certify each other have the material of their paths in common, and no others have', async () => {
  const root = await ca('Root', undefined);
  const names = ['A', 'B', 'C'];
  // Names are what material is found by: who signed is another question.
  const ring = await Promise.all(
    names.map((name, i) => ca(name, undefined, { issuerName: commonName(names[(i + 1) % 3] ?? '') })),
  );
  const above = await ca('A', root);
  const { store } = await stored([root, above, ...ring]);
  const index = new ObjectIndex(store);
  const materials = new PathMaterials();
  const question = { purpose: 'any', revocation: false } as const;
  const [first, ...others] = ring.map(({ certificate }) => materials.of({ ...question, certificate }, index));
  expect(first?.certificates).toHaveLength(5);
  for (const other of others) expect(other.shared).toBe(first?.shared);
  const ofRoot = materials.of({ ...question, certificate: root.certificate }, index);
  expect(ofRoot.certificates).toHaveLength(1);
  expect(ofRoot.key).not.toBe(first?.key);
  // Whoever asks first, answers that are kept stay good.
  const again = new PathMaterials();
  const [, , last] = ring;
  if (!last) throw new Error('no ring');
  expect(again.of({ ...question, certificate: last.certificate }, index).key).toBe(first?.key);
});

test('whether a file is one whose CAs count is asked once', () => {
  const asked: string[] = [];
  const isIncluded = (path: string): boolean => asked.push(path) > 0;
  const folders = ['file:///w'];
  const basis = new TrustBasis(defaultSettings, {
    files: new Set(),
    unmatched: [],
    folders,
    machine: undefined,
    isIncluded,
  });
  for (let i = 0; i < 3; i++) expect(basis.sourceOf([uri])).toBe('workspace');
  expect(asked).toEqual(['a.pem']);
});

test('the lines of many objects of one file cost reading it once', async () => {
  const root = await ca('Same', undefined);
  const { store, text } = await stored([root, await leaf(root), await leaf(root)]);
  const read: string[] = [];
  const places = {
    text: async (asked: string) => {
      read.push(asked);
      return TextDocument.create(asked, '', 0, text);
    },
  } satisfies Pick<Places, 'text'>;
  const found = await locate(store.certificates, places);
  expect(read).toEqual([uri]);
  const lines = store.certificates.map((located) => found.get(located)?.range.start.line ?? -1);
  expect(lines[0]).toBe(0);
  expect(new Set(lines).size).toBe(3);
});
