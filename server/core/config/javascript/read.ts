import { type FileReference, fileReferences, type TlsContext } from '../../tls/context.ts';
import type { ConfigReading } from '../language.ts';
import { isTooLong, tooLong } from '../long-program.ts';
import { readContext, type Source } from './contexts.ts';
import { observe } from './observe.ts';
import { findPathManner } from './path-manner.ts';
import { isAbsolute } from './paths.ts';
import { type Program, readProgram } from './program.ts';
import { findSources } from './sources.ts';
import { withStapling } from './stapling.ts';

/** A program with the contexts in it and what made each. */
export interface Reading {
  readonly program: Program;
  readonly found: readonly { readonly source: Source; readonly context: TlsContext }[];
}

/** The text read last: what its paths are relative to and how fixes are written is asked for right after. */
let last: { readonly text: string; readonly reading: Reading } | undefined;

/** Undefined for a text that is too long to parse. */
export function readText(text: string): Reading | undefined {
  if (isTooLong(text)) return undefined;
  if (last?.text !== text) last = { text, reading: readAnew(text) };
  return last.reading;
}

function readAnew(text: string): Reading {
  const program = readProgram(text);
  const sources = findSources(program);
  const contexts = withStapling(
    program,
    sources.map((source) => readContext(program, source)),
  );
  const found = sources.flatMap((source, i) => {
    const context = contexts[i];
    return context ? [{ source, context }] : [];
  });
  return { program, found };
}

/** See `ConfigReader.read`. */
export function read(text: string): ConfigReading {
  const reading = readText(text);
  if (reading) {
    const contexts = reading.found.map(({ context }) => context);
    return { contexts, problems: [], observations: observe(reading) };
  }
  return tooLong('javascript-too-long');
}

/** The base of the first relative path to a certificate or key; where there is none, of the text's other paths. */
export function pathBaseOf({ program, found }: Reading): FileReference['base'] {
  for (const { context } of found) {
    const relative = fileReferences(context).find(({ path }) => !isAbsolute(path));
    if (relative) return relative.base;
  }
  const firstUse = found[0]?.source.span.start ?? program.text.length;
  return findPathManner(program, firstUse) ? 'document' : 'working-directory';
}
