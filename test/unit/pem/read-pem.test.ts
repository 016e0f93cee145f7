import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPem } from '../../../server/core/pem/read-pem.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';

const block = '-----BEGIN X-----\nAAEC\n-----END X-----';

test.each([
  ['two blocks with text between', `${block}\nhello\n${block}\n`, 2, []],
  ['CRLF', block.replaceAll('\n', '\r\n'), 1, []],
  ['a byte order mark', `\ufeff${block}`, 1, []],
  ['no final newline', block, 1, []],
  ['indented', block.replace(/^/gm, '    '), 1, []],
  ['headers', '-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\nAAEC\n-----END X-----', 1, []],
  ['no END, then a good one', `-----BEGIN X-----\nAAEC\n${block}`, 1, ['pem-missing-end']],
  ['no END at all', '-----BEGIN X-----\nAAEC\n', 0, ['pem-missing-end']],
  ['no BEGIN', '-----END X-----', 0, ['pem-missing-begin']],
  ['labels differ', '-----BEGIN X-----\nAAEC\n-----END Y-----', 1, ['pem-label-mismatch']],
  ['a wrong character', '-----BEGIN X-----\nAA!C\n-----END X-----', 1, ['pem-base64-character']],
  ['text after padding', '-----BEGIN X-----\nAA==AAEC\n-----END X-----', 1, ['pem-base64-padding']],
  ['cut short', '-----BEGIN X-----\nAAE\n-----END X-----', 1, ['pem-base64-length']],
  ['no PEM', 'hello', 0, []],
])('%s', (_, text, blocks, codes) => {
  const read = readPem(text);
  expect(read.blocks.length).toBe(blocks);
  expect(read.problems.map(({ code }) => code)).toEqual(codes);
});

test('a wrong character is underlined itself', () => {
  const text = '-----BEGIN X-----\nAA!C\n-----END X-----';
  expect(readPem(text).problems[0]?.span).toEqual({ start: text.indexOf('!'), end: text.indexOf('!') + 1 });
});

test('any text: spans are ordered, disjoint and inside; nothing is thrown', () => {
  const piece = fc.oneof(
    fc.constantFrom('-----BEGIN ', '-----END ', 'CERTIFICATE', 'PRIVATE KEY', '-----', '\n', 'MIIB', 'AAEC', '=', ': '),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let at = 0;
      for (const { span } of readPkiObjects(text).objects) {
        expect(span.start).toBeGreaterThanOrEqual(at);
        expect(span.end).toBeLessThanOrEqual(text.length);
        at = span.end;
      }
    }),
    { numRuns: 500 },
  );
});
