import { sameEdit } from '../core/base/edit.ts';
import type { FileEdit, Finding } from '../core/lint/finding.ts';

/**
 * The preferred fixes of all findings that can be made at once: each whole or not at all, in document order. One that
 * would touch what another changes is left for the next time; what several write alike (an import) is written once.
 */
export function composeFixes(findings: readonly Finding[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ preferred }) => preferred);
    if (!fix) continue;
    const fresh = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (fresh.every((edit) => !taken.some((other) => touch(edit, other)))) taken.push(...fresh);
  }
  return taken;
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.uri === b.uri && sameEdit(a, b);
}

function touch(a: FileEdit, b: FileEdit): boolean {
  return a.uri === b.uri && a.span.start <= b.span.end && b.span.start <= a.span.end;
}
