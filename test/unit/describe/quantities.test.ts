import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localizer } from '../../../server/core/base/message.ts';
import { byteCount } from '../../../server/core/base/quantity.ts';
import { validityText } from '../../../server/core/describe/summary.ts';
import { defaultSettings } from '../../../server/core/lint/settings.ts';
import { rule as expired } from '../../../server/core/rules/certificate/expired.ts';
import { rule as expiresSoon } from '../../../server/core/rules/certificate/expires-soon.ts';
import { nouns, trailing } from '../../../server/core/x509/defect.ts';
import type { Certificate } from '../../../server/core/x509/types.ts';

const english = localizer();
const chinese = localizer(JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')));

const notAfter = new Date('2026-11-23T12:00:00Z');
const certificate = {
  validity: { notBefore: new Date('2010-01-01T00:00:00Z'), notAfter },
} as unknown as Certificate;
const inDays = (days: number): Date => new Date(notAfter.getTime() + days * 86_400_000);

test.each([
  [-12.5, 'expires in 12 days', '12 天后过期'],
  [-2, 'expires in 2 days', '2 天后过期'],
  [-1.5, 'expires in 1 day', '1 天后过期'],
  [-0.5, 'expires within a day', '一天之内过期'],
  [0.5, 'expired today', '今天已过期'],
  [1.5, 'expired 1 day ago', '已过期 1 天'],
  [40, 'expired 40 days ago', '已过期 40 天'],
  [-1095, 'expires in 1095 days', '1095 天后过期'],
  [-3650, 'expires in 9 years', '9 年后过期'],
  [1500, 'expired 4 years ago', '已过期 4 年'],
])('%d days after its end a certificate %s', (days, text, translated) => {
  const message = validityText(certificate, inDays(days));
  expect([english(message), chinese(message)]).toEqual([text, translated]);
});

test.each([
  [-2, 'This certificate expires in 2 days, on 2026-11-23. Renew it in time.'],
  [-1, 'This certificate expires in 1 day, on 2026-11-23. Renew it in time.'],
  [1, 'This certificate expired on 2026-11-23, 1 day ago. Renew it: every peer refuses it now.'],
  [2, 'This certificate expired on 2026-11-23, 2 days ago. Renew it: every peer refuses it now.'],
])('%d days after its end the problem says so', (days, text) => {
  const rule = days < 0 ? expiresSoon : expired;
  const facts = { now: inDays(days), settings: defaultSettings } as never;
  const [report] = [...(rule.check({ certificate, span: { start: 0, end: 0 } }, facts) ?? [])];
  const template = (rule.messages as Record<string, string>)[report?.message ?? ''] ?? '';
  expect(english({ template, data: report?.data ?? {} })).toBe(text);
});

test('one byte is not several', () => {
  expect([0, 1, 2, 1274].map((count) => english(byteCount(count)))).toEqual([
    '0 bytes',
    '1 byte',
    '2 bytes',
    '1,274 bytes',
  ]);
  expect(english(trailing(nouns.certificate, 1).message)).toBe(
    'This certificate is followed by 1 byte that does not belong to it, so some programs refuse it.',
  );
});
