import { applyEdits } from '../base/edit.ts';
import type { FileEdit, Finding, Fix } from './finding.ts';

/** What fixing everything at once changes, file by file: no two edits touch, none is there twice. */
export interface FixPass {
  readonly edits: ReadonlyMap<string, readonly FileEdit[]>;
  /** How many findings it answers. */
  readonly count: number;
}

/**
 * Each finding's preferred fix, whole or not at all. Fixes that write the same count once; one that would touch what
 * another already changes waits for the next pass, and so do those that `mayGoOn` leaves no time for.
 */
export function planPass(
  documents: readonly { readonly uri: string; readonly findings: readonly Finding[] }[],
  writable: (uri: string) => boolean,
  mayGoOn: () => boolean = () => true,
): FixPass {
  const files = new Map<string, Taken>();
  let count = 0;
  for (const { uri, findings } of documents) {
    for (const finding of findings) {
      if (!mayGoOn()) break;
      const fix = finding.fixes.find(({ preferred }) => preferred);
      if (!fix?.edits.every((edit) => writable(edit.uri)) || !fits(fix, uri, files)) continue;
      count++;
      for (const edit of fix.edits) {
        const { edits, keys } = files.get(edit.uri) ?? { edits: [], keys: new Set<string>() };
        files.set(edit.uri, { edits, keys });
        if (!keys.has(keyOf(edit))) edits.push(edit);
        keys.add(keyOf(edit));
      }
    }
  }
  return { edits: new Map([...files].map(([uri, { edits }]) => [uri, edits])), count };
}

/** What a file has been given already. */
interface Taken {
  readonly edits: FileEdit[];
  /** Fixes of hundreds of findings may write the same hundreds of edits. */
  readonly keys: Set<string>;
}

function keyOf({ span: { start, end }, text }: FileEdit): string {
  return `${start} ${end} ${text}`;
}

function fits(fix: Fix, findingUri: string, files: ReadonlyMap<string, Taken>): boolean {
  return fix.edits.every((edit) => {
    const taken = files.get(edit.uri);
    if (!taken || taken.keys.has(keyOf(edit))) return true;
    return taken.edits.every((other) => !touch(edit, other) || (edit.uri !== findingUri && areLines(edit, other)));
  });
}

function touch(a: FileEdit, b: FileEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** Two insertions of whole lines: several keys of one folder that go into the same .gitignore. */
function areLines(a: FileEdit, b: FileEdit): boolean {
  return [a, b].every(
    ({ span, text }) => span.start === span.end && span.start === a.span.start && /^[^\r\n].*\r?\n$/.test(text),
  );
}

/** The text after a pass, with the line ends it had before. */
export function applyPass(text: string, edits: readonly FileEdit[]): string {
  const lineEnd = /\r?\n/.exec(text)?.[0] ?? '\n';
  const written = edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineEnd) }));
  return applyEdits(text, written) ?? text;
}
