import { describe, expect, test } from 'vitest';
import type { CheckedFile } from '../../../server/cli/check/project.ts';
import { message } from '../../../server/core/base/message.ts';
import type { FileEdit } from '../../../server/core/lint/finding.ts';
import { applyPass, planPass } from '../../../server/core/lint/fix-pass.ts';

const edit = (start: number, end: number, text: string, uri = 'file:///a'): FileEdit => ({
  uri,
  span: { start, end },
  text,
});

/** A file of which each finding has one preferred fix with these edits. */
function fileWith(uri: string, ...fixes: readonly (readonly FileEdit[])[]): CheckedFile {
  return {
    uri,
    source: { text: '0123456789', byteOrderMark: false, exact: true },
    concerned: true,
    suppressed: [],
    findings: fixes.map((edits) => ({
      rule: 'tls/x',
      severity: 'error',
      span: { start: 0, end: 1 },
      message: message('x'),
      related: [],
      fixes: [
        { title: message('other'), kind: 'suggestion', preferred: false, edits: [edit(0, 10, 'wrong')] },
        { title: message('this'), kind: 'automatic', preferred: true, edits },
      ],
    })),
  };
}
const always = () => true;
const plan = (...fixes: readonly (readonly FileEdit[])[]) => planPass([fileWith('file:///a', ...fixes)], always);

describe('a pass', () => {
  test('leaves for the next one what there is no time for', () => {
    let left = 2;
    const file = fileWith('file:///a', [edit(0, 1, 'a')], [edit(3, 4, 'b')], [edit(5, 6, 'c')]);
    const { edits, count } = planPass([file], always, () => left-- > 0);
    expect(count).toBe(2);
    expect([...edits.values()].flat()).toEqual([edit(0, 1, 'a'), edit(3, 4, 'b')]);
  });

  test('takes the preferred fix of each finding', () => {
    const { edits, count } = plan([edit(0, 1, 'a')], [edit(5, 6, 'b')]);
    expect({ edits: [...edits], count }).toEqual({
      edits: [['file:///a', [edit(0, 1, 'a'), edit(5, 6, 'b')]]],
      count: 2,
    });
  });

  test('counts the same fix of two findings for both', () => {
    const { edits, count } = plan([edit(0, 4, '')], [edit(0, 4, '')]);
    expect(count).toBe(2);
    expect(applyPass('0123456789', edits.get('file:///a') ?? [])).toBe('456789');
  });

  test.each([
    ['overlaps', edit(2, 6, 'b')],
    ['touches its end', edit(4, 5, 'b')],
    ['inserts inside', edit(3, 3, 'b')],
    ['inserts at its start', edit(1, 1, 'b')],
  ])('leaves a fix that %s for the next', (_, second) => {
    expect(plan([edit(1, 4, 'a')], [second]).edits.get('file:///a')).toEqual([edit(1, 4, 'a')]);
  });

  test('takes a fix whole or not at all', () => {
    const { edits, count } = plan([edit(1, 4, 'a')], [edit(8, 9, 'b'), edit(2, 3, 'c')]);
    expect(count).toBe(1);
    expect(edits.get('file:///a')).toEqual([edit(1, 4, 'a')]);
  });

  test('lets two findings add a line each at one place of another file', () => {
    const ignore = (text: string): FileEdit => edit(10, 10, text, 'file:///.gitignore');
    const files = [fileWith('file:///a', [ignore('/a\n')]), fileWith('file:///b', [ignore('/b\n')])];
    expect(planPass(files, always).edits.get('file:///.gitignore')).toHaveLength(2);
    const glued = [fileWith('file:///a', [ignore('\n/a\n')]), fileWith('file:///b', [ignore('\n/b\n')])];
    expect(planPass(glued, always).edits.get('file:///.gitignore')).toHaveLength(1);
  });

  test('leaves what cannot be written', () => {
    const files = [fileWith('file:///a', [edit(0, 1, 'a'), edit(0, 1, 'b', 'file:///b')])];
    expect(planPass(files, (uri) => uri !== 'file:///b')).toEqual({ edits: new Map(), count: 0 });
  });
});

test.each([
  ['a\r\nb\r\n', 'a\r\nx\r\ny\r\nb\r\n'],
  ['a\nb\n', 'a\nx\ny\nb\n'],
])('line ends of %j stay', (text, after) => {
  expect(applyPass(text, [edit(text.indexOf('b'), text.indexOf('b'), 'x\ny\r\n')])).toBe(after);
});
