import { expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';
import { makeCertificate } from '../../support/certificates.ts';
import { fixtureTime } from '../../support/fixtures.ts';

const day = (days: number): Date => new Date(fixtureTime.getTime() + days * 86_400_000);
const span = { from: day(-1), to: day(100) };
const root = await makeCertificate({ cn: 'Root', ca: true, depth: 3, ...span });
const upper = await makeCertificate({ cn: 'Upper', ca: true, depth: 0, issuer: root, ...span });
const lower = await makeCertificate({ cn: 'Lower', ca: true, issuer: upper, ...span });
const leaf = await makeCertificate({ cn: 'leaf', dns: ['a.internal'], issuer: lower, ...span });
const root2 = await makeCertificate({ cn: 'Root 2', ca: true, depth: 3, ...span });
/** Another certificate of the lower CA, by another root. */
const cross = await makeCertificate({ cn: 'Lower', ca: true, issuer: root2, keys: lower.keys, ...span });

async function reported(...certificates: readonly { readonly certificate: string }[]): Promise<string[]> {
  const text = certificates.map(({ certificate }) => certificate).join('');
  const { findings } = await analyseText('pem', text, {});
  return findings.flatMap(({ rule, message }) =>
    rule === 'certificate/refused-by-issuer' ? [`${message.data?.['ca']}: ${message.template.slice(0, 60)}`] : [],
  );
}

test('a CA that may have none below it refuses the lower CA and what that issued', async () => {
  expect(await reported(leaf, lower, upper, root)).toEqual([
    'Upper: Clients refuse this certificate below {ca}, further up in it',
    'Upper: Clients refuse this certificate below {ca}, which signed it:',
  ]);
});

test('where a CA has two certificates, the other may be the one that counts', async () => {
  expect(await reported(leaf, lower, cross, upper, root, root2)).toEqual([
    'Upper: Clients refuse this certificate below {ca}, which signed it:',
  ]);
  expect(await reported(leaf, cross, root2)).toEqual([]);
});

test('nothing is said of issuers that are not there, nor of a bundle of many', async () => {
  expect(await reported(leaf)).toEqual([]);
  const others = await Promise.all(
    Array.from({ length: 14 }, (_, i) => makeCertificate({ cn: `other ${i}`, dns: ['b.internal'], ...span })),
  );
  expect(await reported(leaf, lower, upper, root, ...others)).toEqual([]);
});
