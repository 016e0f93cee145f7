import { expect, test } from 'vitest';
import { scriptsMixedIn } from '../../../server/core/base/scripts.ts';
import { describe } from '../../../server/core/describe/describe.ts';
import { findPkiObjects } from '../../../server/core/x509/find-pki-objects.ts';
import type { PkiValue } from '../../../server/core/x509/types.ts';
import { fixtures } from '../../support/fixtures.ts';

async function readFixture(name: string): Promise<PkiValue> {
  const [object] = (await findPkiObjects((await fixtures()).get(name) ?? '')).objects;
  if (!object?.value) throw new Error('no certificate');
  return object.value;
}

test('the name of what is self-signed is described once, and as the issuer too', async () => {
  const fields = describe(await readFixture('ca'));
  const [subject, issuer] = ['subject', 'issuer'].map((key) => fields.find((field) => field.key === key));
  expect(issuer?.children).toBe(subject?.children);
  expect(issuer?.json).toBe(subject?.json);
  expect(issuer).toMatchObject({ label: { template: 'Issuer' }, standard: 'issuer' });
  const other = describe(await readFixture('server'));
  expect(other.find(({ key }) => key === 'issuer')?.json).not.toBe(other.find(({ key }) => key === 'subject')?.json);
});

test('what only programs ask for, the octets of all extensions, is made when it is asked for', async () => {
  const extensions = describe(await readFixture('server')).find(({ key }) => key === 'extensions');
  expect(Object.getOwnPropertyDescriptor(extensions, 'json')?.get).toBeDefined();
  expect(extensions?.json).toContainEqual(expect.objectContaining({ name: 'subjectAltName' }));
});

test('scripts are mixed in one word, not in one text', () => {
  expect(scriptsMixedIn('paypal раураl')).toEqual(['Latin', 'Cyrillic']);
  expect(scriptsMixedIn('paypal рауру é')).toBeUndefined();
});
