import { expect, test } from 'vitest';
import { patternFault } from '../../../../server/core/config/nginx/regular-expression.ts';

/** What pcre2_compile of PCRE2 10.42 says of them, with the code of its error. */
test.each([
  ['a**', 'nothing-to-repeat', 109],
  ['^*', 'nothing-to-repeat', 109],
  ['{2}', 'nothing-to-repeat', 109],
  ['*.php$', 'nothing-to-repeat', 109],
  ['(*.php)', 'nothing-to-repeat', 160],
  ['a{3,1}', 'bounds-out-of-order', 104],
  ['a{99999}', 'bounds-out-of-order', 105],
  ['[z-a]', 'range-out-of-order', 108],
  ['[b-\\]]', 'range-out-of-order', 108],
  ['[[:foo:]]', 'unknown-class', 130],
  ['[[=a=]]', 'unknown-class', 113],
  ['[:alpha:]', 'class-outside', 112],
  ['[]', 'unclosed-class', 106],
  ['[a\\]', 'unclosed-class', 106],
  ['a\\', 'unknown-escape', 101],
  ['\\y', 'unknown-escape', 103],
  ['\\u0041', 'unknown-escape', 137],
  ['\\p{L', 'unknown-escape', 146],
  ['(?<1a>x)', 'group-name', 144],
  ['(?<a', 'group-name', 142],
  ['(?<a>x)(?<a>y)', 'duplicate-name', 143],
  ['(a)\\2', 'missing-group', 115],
  ['\\k<a>', 'missing-group', 115],
  ['(?1)', 'missing-group', 115],
  ['(?<=a+)b', 'endless-lookbehind', 125],
  ['(?i-z)', 'unknown-group', 111],
  ['(?i', 'unclosed-group', 114],
  ['(?#a', 'unclosed-group', 118],
  ['\\.(php|cgi$', 'unclosed-group', 114],
  ['\\.php)$', 'unopened-group', 122],
] as const)('%s: %s', (pattern, kind, _code) => {
  expect(patternFault(pattern)?.kind).toBe(kind);
});

test.each([
  '(?=a)*',
  'a{,3}',
  'a{2,',
  'a{1}+',
  'a{2}?',
  '()*',
  '[]a]',
  '[^]a]',
  '[\\Q]\\E]',
  '[a-z\\d_.-]+',
  '(*UTF8)a',
  '(?|(?<a>x)|(?<a>y))',
  '(?>a*)',
  '\\Qa*(',
  '\\10',
  'x{0}',
  "(?'n'a)\\k{n}",
  '(?<=(?=a*)b)',
  '(?<=a|bc)',
  '(?R)?',
  '(a)(?(1)b|c)',
  '(?x) a # (',
  '^/(?:index|home)\\.(?i:html?)$',
  '\\/\\-\\_\\:',
])('%s compiles', (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
});

test('the place of a fault', () => {
  expect(patternFault('a(b[c-a]')).toEqual({ kind: 'range-out-of-order', start: 4, end: 7 });
});
