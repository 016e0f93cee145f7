import { type Span, span } from '../../base/span.ts';
import type { Steps } from '../../base/steps.ts';
import { placesOfVariable, removeLines } from './environment-places.ts';
import type { Places } from './place.ts';
import { readCommandsInSteps } from './read-commands.ts';
import type { Word } from './syntax.ts';
import { commentStart } from './syntax.ts';

/** A logical line: those that end with a backslash go on. */
function* logicalLines(text: string): Iterable<Span> {
  let start = 0;
  while (start < text.length) {
    // Nothing stands in an empty line.
    while (text[start] === '\n') start++;
    let end = text.indexOf('\n', start);
    while (end >= 0 && isContinued(text, start, end)) end = text.indexOf('\n', end + 1);
    const stop = end < 0 ? text.length : end;
    yield span(start, stop);
    start = stop + 1;
  }
}

function isContinued(text: string, start: number, end: number): boolean {
  const last = text[end - 1] === '\r' ? end - 2 : end - 1;
  return last >= start && text[last] === '\\';
}

/** Recipes, and variables that recipes name (GNU make, 5 and 6). */
export function* readMakefile(text: string): Steps<Places> {
  const regions: Span[] = [];
  const assigned: { name: string; value: Span }[] = [];
  const exported: Span[] = [];
  const comments: Span[] = [];
  let conditionals = 0;
  const conditional = new Set<string>();
  for (const { start, end } of logicalLines(text)) {
    const line = text.slice(start, end);
    const recipe = /^\t[ \t]*[@+-]*[ \t]*/.exec(line);
    if (recipe) {
      if (recipe[0].length < line.length) regions.push(span(start + recipe[0].length, end));
      continue;
    }
    if (/^[ \t]*(?:ifn?eq|ifn?def)\b/.test(line)) conditionals++;
    if (/^[ \t]*endif\b/.test(line)) conditionals--;
    if (/^\s*#/.test(line)) {
      comments.push(span(start + line.indexOf('#'), end));
      continue;
    }
    const assignment =
      /^[ \t]*(?:[^\s:=#]+(?:[ \t]+[^\s:=#]+)*[ \t]*::?[ \t]*)?(?:(export|override|private)[ \t]+)*([\w.-]+)[ \t]*(?:::?:?|\?|\+|!)?=[ \t]*/.exec(
        line,
      );
    if (assignment) {
      const [whole, word, name = ''] = assignment;
      const comment = line.length - commentStart(line);
      if (comment > 0) comments.push(span(start + line.indexOf('#', line.length - comment), end));
      const value = span(start + whole.length, Math.max(start + whole.length, end - comment));
      assigned.push({ name, value });
      if (conditionals > 0) conditional.add(name);
      if (word === 'export') exported.push(span(start, value.end));
      continue;
    }
    const inline = behindPrerequisites(line);
    if (inline !== undefined) regions.push(span(start + inline, end));
    if (/^[ \t]*export[ \t]+[\w.-]+[ \t]*$/.test(line)) {
      const name = line.trim().split(/\s+/)[1];
      const found = assigned.find((one) => one.name === name);
      if (found) exported.push(span(text.lastIndexOf('\n', found.value.start) + 1, found.value.end));
    }
  }
  yield;
  const commands = yield* readCommandsInSteps({
    text,
    manner: { make: true, commentLines: false },
    regions,
    variables(variables) {
      for (const { name, value } of assigned) {
        variables.add(name, wordOf(text, value), conditional.has(name));
      }
    },
  });
  const exports = exported.map((place) => readExport(text, place));
  return {
    ...commands,
    places: [...commands.places, ...exports.flat()],
    comments: [...comments, ...(commands.comments ?? [])],
  };
}

/** Where the command of `target: prerequisites; command` begins. */
function behindPrerequisites(line: string): number | undefined {
  if (/^[\s#]/.test(line)) return undefined;
  const hash = line.indexOf('#');
  let colon = line.indexOf(':', 1);
  while (colon >= 0 && (hash < 0 || colon < hash)) {
    const sign = /[=;]/g;
    sign.lastIndex = colon + 1;
    const found = sign.exec(line);
    if (!found) return undefined;
    const behind = found.index + 1;
    if (found[0] === ';') return behind + (/^[ \t]*[@+-]*/.exec(line.slice(behind))?.[0].length ?? 0);
    colon = line.indexOf(':', behind);
  }
  return undefined;
}

function wordOf(text: string, place: Span): Word {
  const value = text.slice(place.start, place.end).trimEnd();
  const exact = span(place.start, place.start + value.length);
  return { span: exact, text: value, isKnown: true, verbatim: exact };
}

/** `export NAME := value` is for the programs that the recipes start. */
function readExport(text: string, { start, end }: Span): Places['places'] {
  const written = text.slice(start, end).trimEnd();
  // An assignment on several lines is nobody's short value, and each of its signs would be tried to the end of the first.
  if (/[\r\n]/.test(written)) return [];
  const match = /^(.*?)(?<!\w)([A-Za-z_]\w*)[ \t]*(?:::?:?|\?|\+|!)?=[ \t]*(.*)$/.exec(written);
  if (!match) return [];
  const [whole, before = '', name = '', value = ''] = match;
  const valueEnd = start + whole.length;
  const place = span(start + before.length, valueEnd);
  return placesOfVariable(name, value, place, span(valueEnd - value.length, valueEnd), {
    remove: () => [removeLines(text, place)],
    replace: (other, path) => [{ span: place, text: `${other} = ${path}` }],
  });
}
