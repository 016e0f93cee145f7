import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const file = new URL('../../../../syntaxes/nginx.tmLanguage.json', import.meta.url);
const grammar = JSON.parse(readFileSync(file, 'utf8'));

function visit(node: unknown, property: (key: string, value: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') property(key, value);
    else visit(value, property);
  }
}

test('the grammar has its scope, and every include leads somewhere', () => {
  expect(grammar.scopeName).toBe('source.nginx');
  const includes: string[] = [];
  visit(grammar, (key, value) => {
    if (key === 'include') includes.push(value.slice(1));
  });
  expect(includes.filter((name) => !Object.hasOwn(grammar.repository, name))).toEqual([]);
  expect(Object.keys(grammar.repository).filter((name) => !includes.includes(name))).toEqual([]);
});

test('every pattern is a regular expression', () => {
  let patterns = 0;
  visit(grammar, (key, value) => {
    if (key !== 'match' && key !== 'begin' && key !== 'end') return;
    patterns++;
    // `\1` in an `end` is what the `begin` has captured.
    expect(() => new RegExp(value.replaceAll('\\1', '=*'))).not.toThrow();
  });
  expect(patterns).toBeGreaterThan(20);
});
