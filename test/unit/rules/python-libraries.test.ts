/** One insecure and one correct example of each library: the first is found and its fix is clean, the second is not. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { rows } from '../../support/python-libraries.ts';
import { compile } from '../config/python/python.ts';

const insecure = /^(?:tls|python)\//;

async function rulesOf(text: string): Promise<string[]> {
  return (await analyseText('python', text)).findings.map(({ rule }) => rule).filter((rule) => insecure.test(rule));
}

describe('each library', () => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', async (_, [, rule, bad, good, fix]) => {
    expect(await rulesOf(good)).toEqual([]);
    const { findings } = await analyseText('python', bad);
    const own = findings.filter((finding) => finding.rule === rule);
    expect(own.length).toBe(1);
    const edits = own.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
    expect(edits.length > 0).toBe(fix === undefined);
    if (fix !== undefined) return;
    const fixed = applyEdits(bad, edits) ?? '';
    expect(await rulesOf(fixed), fixed).not.toContain(rule);
    expect(compile([bad, good, fixed])).toBe('');
  });
});
