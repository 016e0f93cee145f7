/** Who signed whom is found by as few signatures as can be, and where it was not looked for, that is known. */
import { expect, test } from 'vitest';
import { limits } from '../../../server/core/base/limits.ts';
import { chainOf } from '../../../server/core/chain/chain.ts';
import { type BySubject, IssuerLinks } from '../../../server/core/chain/issuer-links.ts';
import { SignatureCache } from '../../../server/core/chain/path-building.ts';
import { SignatureWork } from '../../../server/core/chain/signature-work.ts';
import { nameKey } from '../../../server/core/x509/name-key.ts';
import type { Certificate } from '../../../server/core/x509/types.ts';
import { ecKey, type Issued } from '../../support/chain-maker.ts';
import { ca, ids } from './chains.ts';

const anonymous = { without: [ids.subjectKeyIdentifier, ids.authorityKeyIdentifier] };

function bySubject(issued: readonly Issued[]): BySubject {
  return Map.groupBy(
    issued.map(({ certificate }) => certificate),
    ({ subject }) => nameKey(subject),
  );
}

async function linked(asked: readonly Issued[], known: BySubject): Promise<IssuerLinks> {
  const links = new IssuerLinks(crypto);
  const work = new SignatureWork();
  for (const { certificate } of asked) await links.link(certificate, known, work);
  return links;
}

test('of a hundred self-signed CAs of one name each costs one signature', async () => {
  const all = await Promise.all(Array.from({ length: 100 }, () => ca('Same', undefined, anonymous)));
  const links = await linked(all, bySubject(all));
  expect(all.filter(({ certificate }) => links.isSelfSigned(certificate))).toHaveLength(100);
  expect(links.verifiedCount).toBe(100);
});

test('of a hundred certificates of one key one signature speaks for all', async () => {
  const key = await ecKey();
  const all = await Promise.all(Array.from({ length: 100 }, () => ca('Same', undefined, { key })));
  const other = await ca('Same', undefined);
  const below = await ca('Below', other);
  const known = bySubject([...all, other]);
  const links = await linked([below], known);
  expect(links.signersOf(below.certificate, known)).toEqual([other.certificate]);
  expect(links.verifiedCount).toBe(1);
  const nameless = await ca('Below', other, anonymous);
  await links.link(nameless.certificate, known);
  expect(links.signersOf(nameless.certificate, known)).toEqual([other.certificate]);
  expect(links.verifiedCount).toBe(3);
});

test('the search among CAs that have certified each other ends, and is known to have ended', async () => {
  const keys = await Promise.all(Array.from({ length: 30 }, () => ecKey()));
  const cas = await Promise.all(keys.map((key) => ca('Same', undefined, { key, ...anonymous })));
  const crossed: Issued[] = [];
  for (const signer of cas) for (const key of keys) crossed.push(await ca('Same', signer, { key, ...anonymous }));
  const known = bySubject(crossed);
  const links = await linked(crossed, known);
  expect(links.verifiedCount).toBeLessThanOrEqual(crossed.length + limits.furtherSignatures);
  const ends = (one: Certificate): string => chainOf(one, links, known).end;
  const unsearched = crossed.filter(({ certificate }) => links.isUnsearched(certificate));
  expect(unsearched.length).toBeGreaterThan(0);
  expect(new Set(unsearched.map(({ certificate }) => ends(certificate)))).toEqual(new Set(['not-searched']));
  // Whoever asks about one alone gets an answer.
  const [one] = unsearched;
  if (one) await links.link(one.certificate, known);
  expect(one && ends(one.certificate)).not.toBe('not-searched');
});

test('a signature that is known is not verified again for a path', async () => {
  const root = await ca('Root', undefined);
  const below = await ca('Below', root);
  const known = bySubject([root, below]);
  const links = await linked([root, below], known);
  const signatures = new SignatureCache(crypto, (signed, key) => links.stateOf(signed, key));
  expect(await signatures.verify(below.certificate, root.certificate)).toBe('valid');
  expect(signatures.effort).toBe(0);
  expect(await signatures.verify(root.certificate, below.certificate)).toBe('invalid');
  expect(signatures.effort).toBe(1);
});
