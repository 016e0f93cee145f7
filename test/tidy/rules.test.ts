import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AnyRule, RuleDocs } from '../../server/core/lint/rule.ts';
import { ruleDocs, rules } from '../../server/core/rules/index.ts';

test('the index has every rule once, in the order of their ids', () => {
  const files = globSync('server/core/rules/*/*.ts').map((path) =>
    path.slice('server/core/rules/'.length, -'.ts'.length),
  );
  expect(rules.map(({ id }) => id)).toEqual(files.sort());
});

const documented = rules.map((rule, i): readonly [string, AnyRule, RuleDocs] => [
  rule.id,
  rule,
  ruleDocs[i] as RuleDocs,
]);

describe.each(documented)('%s', (_, { references, messages, since }, docs) => {
  test('cites what it rests on', () => {
    expect(references.length).toBeGreaterThan(0);
  });

  test('says what, why and since when', () => {
    expect(docs.summary).toMatch(/^[A-Z].+\.$/);
    expect(docs.why).toMatch(/^[A-Z].+[.!)]$/);
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('shows at least one text that it reports', () => {
    expect(docs.invalid.length).toBeGreaterThan(0);
  });

  test('has messages that are sentences, or pass a problem on', () => {
    for (const text of Object.values<string>(messages)) expect(text).toMatch(/\S.*[.!?]$|^\{problem\}$/);
  });
});
