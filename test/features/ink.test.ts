import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown, markdown } from '../../server/lsp/ink.ts';

test.each([
  ['plain text, 2026-11-23', 'plain text, 2026-11-23'],
  ['CN=a_b*c', 'CN=a\\_b\\*c'],
  ['<b>&amp;', '\\<b>&amp;amp;'],
  ['a|b', 'a\\|b'],
  ['[x](https://y)', '\\[x\\](https\\://y)'],
  ['x@y.example', 'x\\@y.example'],
  ['www.y.example', 'www\\.y.example'],
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['# heading', '\\# heading'],
  ['> quote', '\\> quote'],
  ['===', '\\==='],
  ['two\n\nparagraphs', 'two paragraphs'],
])('%j is written as %j', (text, written) => {
  expect(escapeMarkdown(text)).toBe(written);
});

test('escaping takes nothing away: unescaped it is the text again', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const unescaped = escapeMarkdown(text)
        .replace(/\\([!-/:-@[-`{-~])/g, '$1')
        .replaceAll('&amp;', '&');
      expect(unescaped).toBe(text.replace(/\s+/g, ' ').trim());
    }),
    { numRuns: 300 },
  );
});

test('no character that begins markup inside a line stays bare', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'\\`*_[]<~|&a ') }), (text) => {
      const withoutEscapes = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]|&amp;/g, '');
      expect(withoutEscapes).not.toMatch(/[\\`*_[\]<~|&]/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['AB:CD', '`AB:CD`'],
  ['a`b', '`` a`b ``'],
  ['a``b|c', '``` a``b\\|c ```'],
])('%j in code is %j', (text, written) => {
  expect(markdown.code(text)).toBe(written);
});

test('labels of a table stay on one line, those without spaces too', () => {
  expect(markdown.table([['适用名称', '1']])).toContain('| 适\u2060用\u2060名\u2060称&nbsp;&nbsp; | 1 |');
});

test('labels of a table stand off its values', () => {
  expect(markdown.table([['List number', '1']])).toBe('| | |\n|:--|:--|\n| List\u00a0number&nbsp;&nbsp; | 1 |');
});

test('a link’s address cannot end the link', () => {
  expect(markdown.link('a', 'file:///x/y) [z](http://evil')).toBe('[a](file:///x/y%29%20[z]%28http://evil)');
});
