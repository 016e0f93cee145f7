import { expect, test } from 'vitest';
import { nearest, type Options, readArguments } from '../../../server/cli/arguments.ts';
import { localizer } from '../../../server/core/base/message.ts';

const options: Options = {
  fix: {},
  format: { choices: ['text', 'json'] },
  cn: { value: true },
  dns: { value: true, repeatable: true },
};

test('options, values and words may stand in any order', () => {
  const read = readArguments(
    ['a', '--dns', 'x', '--fix', 'b', '--dns=y', '--cn', '-dash', '--', '--fix', '-'],
    options,
  );
  if (!read.ok) throw new Error('refused');
  const given = read.value;
  expect(given.positionals).toEqual(['a', 'b', '--fix', '-']);
  expect(given.values('dns')).toEqual(['x', 'y']);
  expect(given.value('cn')).toBe('-dash');
  expect([given.has('fix'), given.has('format'), given.value('format')]).toEqual([true, false, undefined]);
});

test('an empty value is a value', () => {
  const read = readArguments(['--cn='], options);
  expect(read.ok && read.value.value('cn')).toBe('');
});

test.each([
  [['--fx'], 'there is no option --fx', 'Did you mean --fix?'],
  [['-f'], 'there is no option -f', 'The options are --fix, --format, --cn, --dns.'],
  [['--constructor'], 'there is no option --constructor', 'The options are --fix, --format, --cn, --dns.'],
  [['--cn', 'a', '--cn', 'b'], '--cn is given twice', undefined],
  [['--cn'], '--cn needs a value', undefined],
  [['--fix='], '--fix takes no value', undefined],
  [['--format=xml'], '--format cannot be “xml”', 'Possible values are text, json.'],
])('%j is refused', (words, error, hint) => {
  const english = localizer();
  const read = readArguments(words, options);
  if (read.ok) throw new Error('accepted');
  expect(english(read.error.error)).toBe(error);
  expect(read.error.hint && english(read.error.hint)).toBe(hint);
});

test.each([
  ['chek', 'check'],
  ['inspct', 'inspect'],
  ['zzz', undefined],
  ['', undefined],
])('nearest to %j is %j', (word, name) => {
  expect(nearest(word, ['check', 'inspect', 'issue', 'lsp'])).toBe(name);
});
