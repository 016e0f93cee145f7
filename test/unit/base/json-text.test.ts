import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonValue, readJsonText } from '../../../server/core/base/json-text.ts';
import '../../support/property-seed.ts';

test('whatever JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2), (value, indentation) => {
      const text = JSON.stringify(value, undefined, indentation);
      const { value: node, problems } = readJsonText(text);
      expect(problems).toEqual([]);
      expect(node && jsonValue(node)).toEqual(JSON.parse(text));
    }),
  );
});

test('any text is read without an exception, with its one problem inside it, just where JSON.parse finds fault', () => {
  const marks = fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '"a"', '1', 'true', 'x', ' ', '\n');
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const { problems } = readJsonText(text);
      expect(problems.length).toBeLessThan(2);
      for (const { span } of problems) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      if (isJson) expect(problems).toEqual([]);
      // A comma before the end is all that we take and JSON.parse does not.
      else if (!/,\s*[\]}]/.test(text)) expect(problems).toHaveLength(1);
    }),
  );
});

test('comments and trailing commas are fine', () => {
  const { value, problems } = readJsonText('// why\n{ "a": [1, /* two */ 2,], }\n');
  expect(problems).toEqual([]);
  expect(value && jsonValue(value)).toEqual({ a: [1, 2] });
});

test('a deep nest is refused, not followed', () => {
  expect(readJsonText('['.repeat(100_000)).problems).toHaveLength(1);
});
