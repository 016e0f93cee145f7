import { expect, test } from 'vitest';
import { templatesIn } from '../../../scripts/generate/templates.ts';

const texts = (source: string): string[] => templatesIn('a.ts', source).map(({ text }) => text);

test.each([
  ["message('plain')", ['plain']],
  ['message("with {data}", { data: 1 })', ['with {data}']],
  ["message('it\\'s \\u00e4 \\x41 \\u{1F600}\\n')", ["it's ä A 😀\n"]],
  ['message(`two\nlines`)', ['two\nlines']],
  ["a(message('outer', { inner: message('inner') }))", ['outer', 'inner']],
  ["l10n.t('client')", ['client']],
  ["vscode.l10n.t('client', 1)", ['client']],
  ["l10n.t({ message: 'object', args: [1], comment: 'for translators' })", ['object']],
  ["problem.message('not ours'); messages('nor this'); t('nor that')", []],
  ["// message('in a comment')\nconst text = \"message('in a string')\";", []],
])('%s', (source, expected) => {
  expect(texts(source)).toEqual(expected);
});

test.each([
  ['message(text)'],
  ["message('a' + b)"],
  ['message(`a \u0024{b}`)'],
  ['message()'],
  ["message(a ? 'b' : 'c')"],
])('%s cannot be translated and is refused with its place', (source) => {
  expect(() => texts(`\n${source}`)).toThrow(/^a\.ts:2: /);
});
