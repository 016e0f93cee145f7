import { expect, test } from 'vitest';
import { localizer } from '../../../server/core/base/message.ts';
import { summary } from '../../../server/core/describe/summary.ts';
import type { PkiValue } from '../../../server/core/x509/types.ts';

test.each([
  ['good', 'OCSP response · not revoked'],
  ['revoked', 'OCSP response · revoked'],
  ['unknown', 'OCSP response · certificate unknown to the responder'],
])('an OCSP response that says %s', (state, text) => {
  const answer = { kind: 'ocsp-response', response: { responses: [{ status: { state } }] } } as unknown as PkiValue;
  expect(localizer()(summary(answer, { now: new Date(0) }))).toBe(text);
});
