import { type Span, span } from '../../base/span.ts';
import { placesOfVariable, removeLines } from './environment-places.ts';
import { execCommand } from './exec-form.ts';
import { parseCommands } from './parse.ts';
import type { Places } from './place.ts';
import { readCommands, readWritten } from './read-commands.ts';
import type { Command } from './syntax.ts';

const instruction = /^[ \t]*(?:ONBUILD[ \t]+)?(RUN|CMD|ENTRYPOINT|SHELL|ENV|ARG|HEALTHCHECK|COPY|ADD)\b[ \t]*/i;
const hereDocument = /<<-?["']?(\w+)["']?/g;

/** `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK` as commands; `ENV` and `ARG` as the environment of what runs then. */
export function readDockerfile(text: string, whole: Span = span(0, text.length)): Places {
  const regions: Span[] = [];
  const commands: Command[] = [];
  const places: Places['places'][number][] = [];
  const comments: Span[] = [];
  const copied: Places[] = [];
  const closing = new ClosingLines(text, whole);
  let at = whole.start;
  while (at < whole.end) {
    // A million lines may be empty.
    if (text[at] === '\n') {
      at++;
      continue;
    }
    const end = instructionEnd(text, at, whole.end, closing);
    const written = text.slice(at, end);
    if (/^[ \t]*#/.test(written)) comments.push(span(at + written.indexOf('#'), end));
    const match = instruction.exec(written);
    if (match) {
      const name = match[1]?.toUpperCase();
      const start = at + match[0].length;
      if (name === 'COPY' || name === 'ADD') copied.push(...copiedTexts(text, span(start, end)));
      else if (name === 'ENV' || name === 'ARG')
        places.push(...readEnv(text, span(start, end), span(at, end), comments));
      else {
        const from = start + behindFlags(text.slice(start, end), name === 'HEALTHCHECK');
        const exec = execCommand(text, span(from, end));
        if (exec) commands.push(exec);
        else regions.push(span(from, end));
      }
    }
    at = end + 1;
  }
  // Each instruction has a shell of its own, but ARG and ENV are variables to all.
  const read = readCommands({ text, manner: { commentLines: true, indented: false }, regions, commands });
  return {
    ...read,
    places: [...places, ...read.places, ...copied.flatMap((one) => one.places)],
    comments: [...comments, ...(read.comments ?? [])],
    observations: [...(read.observations ?? []), ...copied.flatMap(({ observations = [] }) => observations)],
  };
}

/** `COPY <<EOF /root/.curlrc` writes a file. */
function copiedTexts(text: string, place: Span): Places[] {
  if (!text.slice(place.start, place.end).includes('<<')) return [];
  const [command] = parseCommands(text, place, { commentLines: true });
  const file = command?.words.at(-1);
  return (command?.hereDocuments ?? []).flatMap(
    (body) => (file && readWritten(text, { file: file.text, span: body })) ?? [],
  );
}

function behindFlags(text: string, isHealthCheck: boolean): number {
  const flags = /^(?:--[a-z-]+=\S+(?:[ \t]|\\\r?\n)+)*/.exec(text)?.[0].length ?? 0;
  return isHealthCheck ? flags + (/^CMD[ \t]+/i.exec(text.slice(flags))?.[0].length ?? 0) : flags;
}

/** The end of the last line of an instruction, here-documents with it. */
function instructionEnd(text: string, start: number, end: number, closing: ClosingLines): number {
  let lineStart = start;
  let isContinued = false;
  const marks: string[] = [];
  while (lineStart < end) {
    const found = text.indexOf('\n', lineStart);
    const lineEnd = found < 0 || found > end ? end : found;
    if (isContinued && lineEnd === lineStart + 1 && text[lineStart] === '\\') {
      lineStart = lineEnd + 1;
      continue;
    }
    const line = text.slice(lineStart, lineEnd);
    const isComment = /^[ \t]*#/.test(line);
    if (!isComment) {
      for (const [, mark = ''] of line.matchAll(hereDocument)) marks.push(mark);
    }
    const isEmpty = /^\s*$/.test(line);
    const goesOn = /[\\`][ \t]*\r?$/.test(line) || (isContinued && (isComment || isEmpty));
    if (!goesOn || (isComment !== isContinued && isComment)) {
      if (!(isContinued && isComment)) {
        for (const mark of marks) {
          const close = closing.after(mark, lineEnd);
          if (close !== undefined) return close;
        }
        return lineEnd;
      }
    }
    isContinued = true;
    lineStart = lineEnd + 1;
  }
  return end;
}

/** The lines that may end a here-document, looked for once in all. */
class ClosingLines {
  readonly #text: string;
  readonly #whole: Span;
  #ends: Map<string, number[]> | undefined;

  constructor(text: string, whole: Span) {
    this.#text = text;
    this.#whole = whole;
  }

  /** The end of the first line behind `at` that is `mark` alone. */
  after(mark: string, at: number): number | undefined {
    this.#ends ??= this.#find();
    const ends = this.#ends.get(mark) ?? [];
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return ends[low];
  }

  #find(): Map<string, number[]> {
    const ends = new Map<string, number[]>();
    const line = /^[ \t]*(\w+)[ \t]*\r?$/gm;
    const { start, end } = this.#whole;
    for (const match of this.#text.slice(start, end).matchAll(line)) {
      const [found, mark = ''] = match;
      const known = ends.get(mark);
      const at = start + match.index + found.length;
      if (known) known.push(at);
      else ends.set(mark, [at]);
    }
    return ends;
  }
}

/** `ENV NAME=value …` and the old `ENV NAME value`. */
function readEnv(text: string, given: Span, whole: Span, comments: Span[]): Places['places'][number][] {
  const written = text.slice(given.start, given.end);
  const old = /^([A-Za-z_]\w*)[ \t]+(\S(?:.*\S)?)\s*$/.exec(written);
  if (old && !/^\S+=/.test(written)) {
    const [, name = '', value = ''] = old;
    const end = given.start + written.trimEnd().length;
    return [
      ...placesOfVariable(name, value, span(given.start, end), span(end - value.length, end), {
        remove: () => [removeLines(text, whole)],
        replace: (other, path) => [{ span: span(given.start, end), text: `${other}=${path}` }],
      }),
    ];
  }
  const [command] = parseCommands(text, given, { commentLines: true }, comments);
  const words = command?.words ?? [];
  return words.flatMap((word) => {
    const match = /^([A-Za-z_][\w.-]*)=(["']?)/.exec(text.slice(word.span.start, word.span.end));
    if (!match) return [];
    const [before, name = '', quote = ''] = match;
    const value = word.text.slice(name.length + 1);
    const start = word.span.start + before.length;
    const end = word.span.end - quote.length;
    const isPlain = text.slice(start, end) === value;
    return placesOfVariable(
      name,
      value,
      word.span,
      isPlain ? span(start, end) : undefined,
      {
        remove: () =>
          words.length === 1 ? [removeLines(text, whole)] : [{ span: withBlanks(text, word.span), text: '' }],
        replace: (other, path) => (/\s/.test(path) ? undefined : [{ span: word.span, text: `${other}=${path}` }]),
      },
      !word.isKnown,
    );
  });
}

/** A pair goes with what separates it from the next, or from the one before where it is the last. */
function withBlanks(text: string, { start, end }: Span): Span {
  const next = /^(?:[ \t]|\\\r?\n)+(?=[A-Za-z_])/.exec(text.slice(end, end + 500));
  if (next) return span(start, end + next[0].length);
  const before = /(?<![ \t])(?:[ \t]|\\\r?\n)+$/.exec(text.slice(Math.max(0, start - 500), start));
  return span(start - (before?.[0].length ?? 0), end);
}
