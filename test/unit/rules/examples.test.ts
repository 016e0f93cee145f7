import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../../server/core/analysis.ts';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { languages } from '../../../server/core/config/index.ts';
import type { Example, RuleDocs } from '../../../server/core/lint/rule.ts';
import { ruleDocs, rules } from '../../../server/core/rules/index.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { fixtures } from '../../support/fixtures.ts';

const known = new Set(['pem', ...languages.map(({ id }) => id)]);

describe.each(rules.map(({ id }, i) => [id, ruleDocs[i] as RuleDocs] as const))('%s', (id, docs) => {
  test.each(docs.invalid.filter(isKnown).map((example, i) => [i, example] as const))(
    'invalid %i',
    async (_, example) => {
      const { text, analysis } = await run(example);
      const mine = analysis.findings.filter((finding) => finding.rule === id);
      expect(mine.length, `findings of ${id}`).toBe(1);
      if (example.fixed === undefined) return;
      const edits = analysis.findings.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
      const fixed = applyEdits(text, edits);
      expect(fixed).toBe(example.fixed);
      const again = await run({ ...example, text: fixed ?? '' });
      expect(again.analysis.findings.filter((finding) => finding.rule === id)).toEqual([]);
    },
  );

  test.each(docs.valid.filter(isKnown).map((example, i) => [i, example] as const))('valid %i', async (_, example) => {
    const { analysis } = await run(example);
    expect(analysis.findings.filter((finding) => finding.rule === id)).toEqual([]);
  });
});

function isKnown({ language }: Example): boolean {
  return known.has(language);
}

async function run(example: Example): Promise<{ readonly text: string; readonly analysis: Analysis }> {
  const made = await fixtures();
  const pem = (name: string): string => made.get(name) ?? name;
  const text = typeof example.text === 'string' ? example.text : pem(example.text.fixture);
  const files = Object.fromEntries(Object.entries(example.files ?? {}).map(([path, name]) => [path, pem(name)]));
  return { text, analysis: await analyseText(example.language, text, files) };
}
