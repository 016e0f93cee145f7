import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPem } from '../../../server/core/pem/read-pem.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import { cpuTime } from '../../support/cpu-time.ts';

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
  ['a blank line inside', '-----BEGIN X-----\nAAEC\n\nAAEC\n-----END X-----', 1, ['pem-blank-line']],
  ['a blank line before END', '-----BEGIN X-----\nAAEC\n  \n-----END X-----', 1, ['pem-blank-line']],
  ['a blank line after BEGIN, which OpenSSL reads', '-----BEGIN X-----\n\nAAEC\n-----END X-----', 1, []],
  ['a blank line in an indented block', ' -----BEGIN X-----\n AAEC\n\n AAEC\n -----END X-----', 1, []],
  ['BEGIN glued to END', `${block}${block}`, 2, ['pem-glued']],
  ['four hyphens', '----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----', 1, ['pem-boundary']],
  ['six hyphens', '-----BEGIN CERTIFICATE-----\nAAEC\n------END CERTIFICATE-----', 1, ['pem-boundary']],
  ['lower case', '-----begin certificate-----\nAAEC\n-----END CERTIFICATE-----', 1, ['pem-boundary']],
  ['a comment with hyphens', '---- begin of list ----\n---- END OF LIST ----', 0, []],
  [
    'an SSH2 key, which has four hyphens',
    '---- BEGIN SSH2 PUBLIC KEY ----\nAAEC\n---- END SSH2 PUBLIC KEY ----',
    0,
    [],
  ],
  ['PGP, which has a checksum', '-----BEGIN PGP MESSAGE-----\n\nAAEC\n=abcd\n-----END PGP MESSAGE-----', 1, []],
  ['a message digest of several lines', '-----BEGIN X-----\nA: b\n c\nD: e\n\nAAEC\n-----END X-----', 1, []],
  ['code that looks for a BEGIN line', "if (text.includes('-----BEGIN X-----')) {}", 0, []],
  ['code that looks for both lines', "const a = '-----BEGIN X-----'; const b = '-----END X-----';", 0, []],
  ['code that looks for an END line', "lines.indexOf('-----END X-----')", 0, []],
  ['a template', `-----BEGIN X-----\n$${'{body}'}\n-----END X-----`, 0, []],
  ['a Helm template', '-----BEGIN X-----\n{{ .Values.tls }}\n-----END X-----', 0, []],
])('%s', (_, text, blocks, codes) => {
  const read = readPem(text);
  expect(read.blocks.length).toBe(blocks);
  expect(read.problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['one literal', String.raw`const pem = "-----BEGIN X-----\nAAEC\nAwQF\n-----END X-----\n";`],
  ['a JSON value', String.raw`{ "key": "-----BEGIN X-----\r\nAAEC\r\nAwQF\r\n-----END X-----" }`],
  ['JSON in JSON', String.raw`"{\"key\": \"-----BEGIN X-----\\nAAECAwQF\\n-----END X-----\"}"`],
  ['literals joined by +', "'-----BEGIN X-----\\n' +\n  'AAEC\\n' +\n  'AwQF\\n' +\n  '-----END X-----'"],
  ['literals side by side', '("-----BEGIN X-----\\n"\n "AAEC\\n"\n "AwQF\\n"\n "-----END X-----")'],
  ['a literal over several lines', '`-----BEGIN X-----\nAAEC\nAwQF\n-----END X-----`'],
  ['a continued line', '"-----BEGIN X-----\\n\\\nAAEC\\n\\\nAwQF\\n\\\n-----END X-----"'],
])('source code: %s', (_, text) => {
  const { blocks, problems } = readPem(text);
  expect(problems).toEqual([]);
  expect(blocks.map(({ der }) => der && [...der])).toEqual([[0, 1, 2, 3, 4, 5]]);
  expect(blocks.map(({ span }) => text.slice(span.start, span.end))[0]).toMatch(/^-----BEGIN X.*END X-----$/s);
});

test('headers are read with their places', () => {
  const text = 'x\n-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAEC\n-----END X-----';
  const [read] = readPem(text).blocks;
  expect(read?.headers.map(({ name, value }) => [name, value])).toEqual([
    ['Proc-Type', '4,ENCRYPTED'],
    ['DEK-Info', 'AES-128-CBC,00'],
  ]);
  expect(read?.headers.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    'Proc-Type: 4,ENCRYPTED',
    'DEK-Info: AES-128-CBC,00',
  ]);
  expect([...(read?.der ?? [])]).toEqual([0, 1, 2]);
});

test('problems stand where they are', () => {
  const text = `hello\n-----BEGIN X-----\nAAEC\n${block}\n-----END Z-----\n`;
  expect(readPem(text).problems.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    '-----BEGIN X-----',
    '-----END Z-----',
  ]);
  const blank = '-----BEGIN X-----\nAAEC\n \nAAEC\n-----END X-----';
  expect(readPem(blank).problems.map(({ span }) => blank.slice(span.start, span.end))).toEqual([' \n']);
});

test('a block that stays as it is is decoded once, whatever document it is in', () => {
  const one = block.replaceAll('X', 'ONE');
  const [first] = readPem(`text\n${one}\n`).blocks;
  const [second] = readPem(`${block}\n\n${one}`).blocks.slice(1);
  expect(second?.der).toBe(first?.der);
  expect(second?.span.start).toBe(block.length + 2);
});

test('many unfinished blocks and many blank lines take linear time', () => {
  const used = cpuTime();
  readPem('-----BEGIN CERTIFICATE-----\n'.repeat(50_000));
  readPem(`-----BEGIN X-----${'\n'.repeat(500_000)}-----END X-----`);
  readPem(`-----BEGIN X-----\n"${' '.repeat(500_000)}-----END X-----`);
  readPem(`-----BEGIN X-----\n${'\\'.repeat(500_000)}-----END X-----`);
  readPem(`-----BEGIN X-----\nA:${' '.repeat(500_000)}-----END X-----`);
  readPem('-'.repeat(500_000) + '----BEGIN '.repeat(20_000));
  // Some 0.2 s; quadratic, each would take minutes.
  expect(used()).toBeLessThan(10_000);
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
