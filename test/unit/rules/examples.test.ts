import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../../server/core/analysis.ts';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { languages } from '../../../server/core/config/index.ts';
import type { FileEdit } from '../../../server/core/lint/finding.ts';
import type { Example, RuleDocs } from '../../../server/core/lint/rule.ts';
import { ruleDocs, rules } from '../../../server/core/rules/index.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { fixtures } from '../../support/fixtures.ts';

const known = new Set(['pem', 'json', ...languages.map(({ id }) => id)]);

describe.each(rules.map(({ id }, i) => [id, ruleDocs[i] as RuleDocs] as const))('%s', (id, docs) => {
  test.each(docs.invalid.filter(isKnown).map((example, i) => [i, example] as const))(
    'invalid %i',
    async (_, example) => {
      const { text, analysis } = await run(example);
      const mine = analysis.findings.filter((finding) => finding.rule === id);
      expect(mine.length, `findings of ${id}`).toBe(1);
      if (example.fixed === undefined) return;
      const edits = analysis.findings.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred)?.edits ?? []);
      const own = edits.filter(({ uri }) => uri === analysis.document.uri);
      const fixed = applyEdits(text, own);
      expect(fixed).toBe(example.fixed);
      const fixedFiles = await changed(example, edits);
      for (const [path, name] of Object.entries(example.fixedFiles ?? {})) {
        expect(fixedFiles[path], path).toBe(await textOf(name));
      }
      const others = edits.filter((edit) => edit.uri !== analysis.document.uri).map(({ uri }) => uri);
      expect(others.filter((uri) => !Object.keys(example.fixedFiles ?? {}).some((path) => uri.endsWith(path)))).toEqual(
        [],
      );
      const again = await run({ ...example, text: fixed ?? '', files: fixedFiles });
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
  const text = await textOf(typeof example.text === 'string' ? example.text : example.text.fixture);
  const files: Record<string, string> = {};
  for (const [path, name] of Object.entries(example.files ?? {})) files[path] = await textOf(name);
  return {
    text,
    analysis: await analyseText(example.language, text, files, example.settings, undefined, { mode: example.mode }),
  };
}

/** The text of a fixture, or of several one after the other; what names none is itself the text. */
async function textOf(name: string): Promise<string> {
  const made = await fixtures();
  const parts = name.split('+');
  return parts.every((part) => made.has(part)) ? parts.map((part) => made.get(part)).join('') : name;
}

/** The other files of an example after the edits of its fixes. */
async function changed({ files = {} }: Example, edits: readonly FileEdit[]): Promise<Record<string, string>> {
  const after: Record<string, string> = {};
  for (const [path, name] of Object.entries(files)) {
    const own = edits.filter(({ uri }) => uri === `file:///workspace/${path}`);
    after[path] = applyEdits(await textOf(name), own) ?? '';
  }
  return after;
}
