/**
 * Every mistake of the list: the finding is there, the right text gives none of it and is accepted by nginx, and where
 * nginx itself reports something, a finding of ours is in the same line.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analysis } from '../../../server/core/analysis.ts';
import { applyEdits } from '../../../server/core/base/edit.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { mistakeFiles } from './nginx-mistakes/files.ts';
import { Judge } from './nginx-mistakes/judge.ts';
import type { Row } from './nginx-mistakes/row.ts';
import { rows } from './nginx-mistakes/rows.ts';

const judge = new Judge();
let known: ReadonlyMap<string, string>;
let standard: Readonly<Record<string, string>>;

beforeAll(async () => {
  known = await mistakeFiles();
  standard = { 'standard/server.pem': known.get('server') ?? '', 'standard/server.key': known.get('server-key') ?? '' };
});
afterAll(() => judge.remove());

function textsOf(files: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, names]) => [
      path,
      names
        .split('+')
        .map((name) => known.get(name) ?? expect.fail(`no file ${name}`))
        .join(''),
    ]),
  );
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function linesOf({ findings, document }: Analysis, rule?: string): number[] {
  return findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ span }) => lineOf(document.text, span.start));
}

function analyseRow({ settings }: Row, text: string, files: Readonly<Record<string, string>>): Promise<Analysis> {
  return analyseText('nginx', text, files, settings);
}

/** With the preferred fix of each of its findings, or the right text of the row. */
async function rightOf(row: Row, files: Readonly<Record<string, string>>): Promise<string> {
  let { text } = row;
  if (row.right !== undefined) return row.right;
  for (let count = 0; count < 5; count++) {
    const { findings } = await analyseRow(row, text, files);
    const finding = findings.find((each) => each.rule === row.rule);
    if (!finding) return text;
    const edits = finding.fixes.find(({ preferred }) => preferred)?.edits ?? [];
    expect(edits.length, 'a fix').toBeGreaterThan(0);
    text = applyEdits(text, edits) ?? expect.fail('edits that overlap');
  }
  return text;
}

describe.each(rows.map(([number, row]) => [number, row.mistake, row] as const))('%i %s', (_, __, row) => {
  const expectedLine = lineOf(row.text, row.text.indexOf(row.at));

  test('is found in its line', async () => {
    expect(row.text).toContain(row.at);
    const analysis = await analyseRow(row, row.text, textsOf(row.files));
    expect(linesOf(analysis, row.rule)).toContain(expectedLine);
  });

  test('is gone from the right text, which nginx accepts', async () => {
    const files = textsOf(row.files);
    const right = await rightOf(row, files);
    const rightFiles = row.rightFiles ? textsOf(row.rightFiles) : files;
    expect(linesOf(await analyseRow(row, right, rightFiles), row.rule)).toEqual([]);
    if (row.notRun !== undefined) return;
    const { accepted, told } = judge.run(right, rightFiles, standard);
    expect(accepted, JSON.stringify(told)).toBe(row.refused === undefined);
  });

  if (row.notRun !== undefined) return;
  test('where nginx reports it, in the same line', async () => {
    const files = textsOf(row.files);
    const { told } = judge.run(row.text, files, standard);
    const lines = linesOf(await analyseRow(row, row.text, files));
    for (const { line, text } of told) {
      if (line === 0 || row.refused !== undefined) continue;
      // What a block comes to nginx knows at its end, and http's is behind the text.
      const isEnd = /^\s*\}?$/.test(row.text.split('\n')[line - 1] ?? '');
      if (isEnd) expect(Math.min(...lines), text).toBeLessThan(line);
      else expect(lines, text).toContain(line);
    }
  });
});

test('every mistake that a file can show is in the table', () => {
  expect([...new Set(rows.map(([number]) => number))]).toEqual(Array.from({ length: 96 }, (_, i) => i + 1));
});
