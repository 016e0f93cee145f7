/** One insecure and one correct example of each library: the first is found and its fix is clean, the second is not. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { rows } from '../../support/javascript-libraries.ts';
import { nodeSyntaxErrors } from '../config/javascript/node-syntax.ts';

async function rulesOf(text: string): Promise<string[]> {
  return (await analyseText('javascript', text)).findings.map(({ rule }) => rule);
}

const written: string[] = [];

describe('each library', () => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', async (_, [, rule, bad, good]) => {
    expect(await rulesOf(good)).toEqual([]);
    const { findings } = await analyseText('javascript', bad);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    const edits = findings.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
    expect(edits.length).toBeGreaterThan(0);
    const fixed = applyEdits(bad, edits) ?? '';
    expect(await rulesOf(fixed), fixed).toEqual([]);
    written.push(bad, good, fixed);
  });

  test('Node.js accepts every text', async () => {
    expect(written.length).toBe(3 * rows.length);
    const errors = await nodeSyntaxErrors(written.map((text) => ({ text, isTypeScript: false })));
    expect(errors.filter((error) => error !== '')).toEqual([]);
  });
});
