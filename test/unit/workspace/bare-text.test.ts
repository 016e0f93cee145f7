import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBare } from '../../../server/core/workspace/bare-text.ts';

const pieces = fc.constantFrom(
  ...[
    '-----BEGIN CERTIFICATE-----\n',
    '---- BEGIN X',
    '--',
    '-',
    '"kty"',
    '"kt',
    'y"',
    'LS0tLS1CRUdJTi',
    'LS0tLS',
    '1CRUdJTi',
  ],
  ...[
    '<',
    '/',
    '</ds:X509Certificate>',
    'X509Cert',
    'ificate>',
    '# tlsense-disable-line a',
    'tlsense-',
    'disable',
    'BEGIN ',
  ],
  ...['server {\n', 'listen 443 ssl;\n', '}', ' ', 'x'.repeat(40)],
);
const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));

test('a text that was bare is looked at where it changed, with the answer of a look at all of it', () => {
  fc.assert(
    fc.property(texts, texts, texts, texts, (head, gone, come, tail) => {
      const before = head + gone + tail;
      const after = head + come + tail;
      if (isBare(before)) expect(isBare(after, before)).toBe(isBare(after));
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  '-----BEGIN CERTIFICATE-----',
  '{"kty": "RSA"}',
  '# tlsense-disable-next-line a -- b',
  'a: LS0tLS1CRUdJTiBD',
])('%s is seen in whatever key ends it', (text) => {
  for (let at = 1; at <= text.length; at++) {
    const before = text.slice(0, at - 1) + text.slice(at);
    if (isBare(before)) expect(isBare(text, before)).toBe(isBare(text));
  }
  expect(isBare(text)).toBe(false);
});
