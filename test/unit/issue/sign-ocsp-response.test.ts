import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueCa, issueClient } from '../../../server/core/issue/issue.ts';
import type { IssuedKeyType } from '../../../server/core/issue/key-type.ts';
import { readFirstCertificate } from '../../../server/core/issue/renew.ts';
import { type OcspRequest, signOcspResponse } from '../../../server/core/issue/sign-ocsp-response.ts';
import { authorityOf, given, refusal } from './given.ts';
import { attime, type Bench, makeBench, now } from './openssl.ts';

const { crypto } = globalThis;
let bench: Bench;
beforeAll(() => {
  bench = makeBench();
});
afterAll(() => bench.remove());

const revoked = { date: new Date('2026-11-22T08:00:00Z'), reason: 'keyCompromise' } as const;

it.each<[IssuedKeyType, OcspRequest['status'], RegExp]>([
  ['p256', 'good', /ada\.pem: good\n/],
  [
    'rsa2048',
    revoked,
    /ada\.pem: revoked\n(?:.*\n)*\s*Reason: keyCompromise\n\s*Revocation Time: Nov 22 08:00:00 2026 GMT/,
  ],
  ['p384', { date: revoked.date, reason: undefined }, /ada\.pem: revoked\n(?!.*Reason)/],
  ['p256', 'unknown', /ada\.pem: unknown\n/],
])('an answer signed with %s, which openssl believes: %s', async (keyType, status, said) => {
  const ca = authorityOf(given(await issueCa({ crypto, now, commonName: 'Example CA', keyType })));
  const { certificatePem } = given(await issueClient({ crypto, now, ca, commonName: 'ada' }));
  const certificate = given(await readFirstCertificate(certificatePem));
  bench.write('ca.pem', ca.certificatePem);
  bench.write('ada.pem', certificatePem);
  const response = given(await signOcspResponse({ crypto, now, ca, certificate, status }));
  writeFileSync(bench.path('answer.ocsp'), response);
  const args = ['-respin', 'answer.ocsp', '-issuer', 'ca.pem', '-cert', 'ada.pem', '-CAfile', 'ca.pem'];
  // OpenSSL compares with its own clock, which is another than that of these tests.
  const clock = ['-attime', attime, '-validity_period', String(60 * 60 * 24 * 365 * 50)];
  expect(bench.openssl('ocsp', ...args, ...clock)).toMatch(said);
  expect(bench.said('ocsp', ...args, ...clock)).toContain('Response verify OK');
});

it('does not answer for another CA', async () => {
  const ca = authorityOf(given(await issueCa({ crypto, now, commonName: 'Example CA' })));
  const other = authorityOf(given(await issueCa({ crypto, now, commonName: 'Another CA' })));
  const { certificatePem } = given(await issueClient({ crypto, now, ca: other, commonName: 'eve' }));
  const certificate = given(await readFirstCertificate(certificatePem));
  expect(refusal(await signOcspResponse({ crypto, now, ca, certificate, status: 'good' }))).toMatch(
    /^not-issued-by-ca:/,
  );
});
