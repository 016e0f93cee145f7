import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ObjectStore, type Property } from '../../../server/core/workspace/object-store.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import { nameKey } from '../../../server/core/x509/name-key.ts';
import type { Certificate, PkiObject } from '../../../server/core/x509/types.ts';
import { fixtures } from '../../support/fixtures.ts';

const made = await fixtures();
const names = ['ca', 'server', 'client', 'second', 'server-key'];
const objects: PkiObject[] = [];
for (const name of names) objects.push(...(await findPkiObjects(made.get(name) ?? '')).objects);
const certificates = objects.flatMap(({ value }): Certificate[] => (value?.kind === 'certificate' ? [value] : []));
const damaged: PkiObject = { span: { start: 0, end: 1 }, block: undefined, value: undefined, problems: [] };

/** All that can be found, as places: the file, and the object's place in it. */
function found(store: ObjectStore, now: ReadonlyMap<string, readonly PkiObject[]>) {
  const questions: [Property, string][] = [
    ['self-issued', 'ca'],
    ...certificates.flatMap(({ subject, issuer, sha256 }): [Property, string][] => [
      ['subject', nameKey(subject)],
      ['issuer', nameKey(issuer)],
      ['digest', sha256],
    ]),
  ];
  return questions.map(([property, key]) =>
    store.find(property, key).map(({ uri, object }) => [uri, now.get(uri)?.indexOf(object)]),
  );
}

test('a store in which documents change finds what one finds that is made anew', () => {
  // Each stands for itself: the same certificate may stand in a file several times.
  const one = fc.constantFrom(...objects, damaged).map((object): PkiObject => ({ ...object }));
  const puts = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.option(fc.array(one, { maxLength: 6 }))), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(puts, (changes) => {
      const store = new ObjectStore();
      const now = new Map<string, readonly PkiObject[]>();
      for (const [uri, all] of changes) {
        store.put(uri, all ?? undefined);
        if (all) now.set(uri, all);
        else now.delete(uri);
        const fresh = new ObjectStore();
        for (const [known, held] of now) fresh.put(known, held);
        expect(found(store, now)).toEqual(found(fresh, now));
      }
    }),
    { numRuns: 500 },
  );
});
