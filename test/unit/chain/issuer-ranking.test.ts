import { expect, test } from 'vitest';
import { CertificatePool } from '../../../server/core/chain/certificate-pool.ts';
import { firstOfEachKey, rankedIssuers } from '../../../server/core/chain/issuer-ranking.ts';
import { trustAnchor } from '../../../server/core/chain/trust-anchor.ts';
import { testTime } from '../../support/chain-maker.ts';
import { ca, leaf } from './chains.ts';

test('issuers are ranked once for all that they may have issued, as long as the same of them are valid', async () => {
  const first = await ca('Same', undefined);
  const second = await ca('Same', undefined, { key: first.key });
  const { certificate: issuer } = first;
  const { certificate: other } = second;
  const pool = new CertificatePool([issuer], [trustAnchor(other)]);
  const { certificate: one } = await leaf(first);
  const { certificate: another } = await leaf(second);
  const now = testTime.getTime();
  const ranked = rankedIssuers(pool, one, now);
  expect(ranked).toEqual([other, issuer]);
  expect(rankedIssuers(pool, another, now + 1)).toBe(ranked);
  const expired = rankedIssuers(pool, one, issuer.validity.notAfter.getTime() + 1);
  expect(expired).not.toBe(ranked);
  expect(rankedIssuers(pool, one, issuer.validity.notAfter.getTime())).not.toBe(expired);
});

test('one that expired comes after one that did not, from the moment it did', async () => {
  const issuer = await ca('Same', undefined);
  const ends = new Date(testTime.getTime() + 1000);
  const anchor = await ca('Same', undefined, { key: issuer.key, notAfter: ends });
  const pool = new CertificatePool([issuer.certificate], [trustAnchor(anchor.certificate)]);
  const { certificate } = await leaf(issuer);
  const first = (at: number): unknown => rankedIssuers(pool, certificate, at)[0];
  expect(first(testTime.getTime())).toBe(anchor.certificate);
  expect(first(ends.getTime())).toBe(anchor.certificate);
  expect(first(ends.getTime() + 1)).toBe(issuer.certificate);
  expect(first(ends.getTime())).toBe(anchor.certificate);
});

test('of the issuers with one key the first speaks for all', async () => {
  const first = await ca('Same', undefined);
  const second = await ca('Same', undefined, { key: first.key });
  const other = await ca('Same', undefined);
  const ranked = [first, second, other].map(({ certificate }) => certificate);
  expect(firstOfEachKey(ranked)).toEqual([first.certificate, other.certificate]);
  expect(firstOfEachKey(ranked)).toBe(firstOfEachKey(ranked));
});
