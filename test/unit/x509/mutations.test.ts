import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describe as describeObject } from '../../../server/core/describe/describe.ts';
import { decodeBase64 } from '../../../server/core/pem/base64.ts';
import { writePem } from '../../../server/core/pem/write-pem.ts';
import { loadKeyArithmetic } from '../../../server/core/x509/key-arithmetic.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { fixtures } from '../../support/fixtures.ts';
import '../../support/property-seed.ts';
import { cpuTime } from '../../support/cpu-time.ts';

/** Far above what any of these texts of some kilobytes takes. */
const slowest = 200;

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), value: fc.constant(0) }),
  // A length octet is any octet behind a tag; here any octet becomes one that lies.
  fc.record({
    kind: fc.constant('length' as const),
    at: fc.nat(),
    value: fc.constantFrom(0, 0x7f, 0x80, 0x81, 0x84, 0xff),
  }),
  fc.record({ kind: fc.constant('text' as const), at: fc.nat(), value: fc.integer({ min: 0, max: 0x2fff }) }),
);

test('10,000 damaged objects are read without an exception, in time, and with spans inside of the text', async () => {
  await loadKeyArithmetic();
  const made = [...(await fixtures()).entries()].filter(
    ([name, text]) => !name.includes('9000') && text.includes('-----BEGIN '),
  );
  const sources = made.map(([, text]) => {
    const label = /-----BEGIN ([^-]+)-----/.exec(text)?.[1] ?? '';
    const decoded = decodeBase64(text, text.indexOf('\n'), text.indexOf('-----END'));
    return { label, bytes: decoded.ok ? decoded.bytes : new Uint8Array(0) };
  });
  let longest = 0;
  fc.assert(
    fc.property(fc.nat(sources.length - 1), fc.array(mutation, { minLength: 1, maxLength: 4 }), (which, mutations) => {
      const source = sources[which];
      let bytes = Uint8Array.from(source?.bytes ?? []);
      for (const { kind, at, value } of mutations) {
        const where = at % Math.max(1, bytes.length);
        if (kind === 'cut') bytes = bytes.subarray(0, where);
        else if (kind === 'flip') bytes[where] = (bytes[where] ?? 0) ^ value;
        else if (kind === 'length') bytes[where] = value;
      }
      let text = writePem(source?.label ?? '', bytes);
      for (const { kind, at, value } of mutations) {
        const where = at % text.length;
        if (kind === 'text') text = text.slice(0, where) + String.fromCharCode(value) + text.slice(where + 1);
      }
      const used = cpuTime();
      const { objects, problems } = readPkiObjects(text);
      const spans = [...problems, ...objects, ...objects.flatMap((object) => object.problems)].map(({ span }) => span);
      for (const { value } of objects) if (value) describeObject(value);
      longest = Math.max(longest, used());
      for (const { start, end } of spans) {
        if (start < 0 || end < start || end > text.length) throw new Error(`${start}-${end} of ${text.length}`);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(longest).toBeLessThan(slowest);
}, 120_000);
