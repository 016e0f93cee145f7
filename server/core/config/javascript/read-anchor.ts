import type { TextEdit } from '../../base/edit.ts';
import { quoteOf } from './layout.ts';
import { quote } from './literals.ts';
import { fileReaderAt } from './modules.ts';
import { findPathManner } from './path-manner.ts';
import { isAbsolute } from './paths.ts';
import { pathBaseOf, type Reading } from './read.ts';

/** An expression at `position` whose value is what is in the file, and the import that it needs. */
export interface AnchorReading {
  readonly expression: string;
  readonly edits: readonly TextEdit[];
}

export function readAnchor(reading: Reading, path: string, position: number): AnchorReading {
  const firstUse = reading.found[0]?.source.span.start ?? position;
  const { callee, edits } = fileReaderAt(reading.program, position, firstUse);
  return { expression: `${callee}(${pathExpression(reading, path, position)})`, edits };
}

/** `path` as an expression: in the text's own manner where its paths start from its folder, else a plain string. */
function pathExpression(reading: Reading, path: string, position: number): string {
  const mark = quoteOf(reading.program.text);
  const isRelative = !isAbsolute(path) && pathBaseOf(reading) === 'document';
  const manner = isRelative ? findPathManner(reading.program, position) : undefined;
  return manner ? manner(path, mark) : quote(path, mark);
}
