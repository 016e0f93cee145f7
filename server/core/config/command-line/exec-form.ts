import { type Span, span } from '../../base/span.ts';
import { commandLimits } from './limits.ts';
import type { Command, Word } from './syntax.ts';

/** `["curl", "-k", "https://db.internal"]`: words without a shell. Undefined where it is not an array of strings. */
export function execCommand(text: string, place: Span): Command | undefined {
  const written = text.slice(place.start, place.end);
  if (!/^\s*\[/.test(written)) return undefined;
  const words: Word[] = [];
  const item =
    /\s*(?:[[,]\s*)?("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s,[\]"'#{}](?:[^,\]\n]*[^\s,\]])?)\s*(?=[,\]])/y;
  let previous = -1;
  let at = 0;
  while (words.length < commandLimits.words) {
    item.lastIndex = at;
    const match = item.exec(written);
    const raw = match?.[1]?.trimEnd();
    if (!match || raw === undefined) break;
    const end = at + match[0].trimEnd().length;
    const whole = span(place.start + end - raw.length, place.start + end);
    const isQuoted = /^["']/.test(raw);
    const inner = isQuoted ? raw.slice(1, -1) : raw;
    const value = raw.startsWith('"') ? inner.replace(/\\(.)/g, '$1') : inner.replaceAll("''", "'");
    const quote = isQuoted ? raw[0] : '';
    words.push({
      span: whole,
      text: value,
      isKnown: !/\$\{|\$\(|\{\{/.test(value),
      ...(value === inner && { verbatim: isQuoted ? span(whole.start + 1, whole.end - 1) : whole }),
      write: (other) => `${quote}${other}${quote}`,
      // With the comma before it.
      ...(previous >= 0 && { removal: span(previous, whole.end) }),
    });
    previous = whole.end;
    at = end;
  }
  if (words.length === 0) return undefined;
  return commandOf(words);
}

export function commandOf(words: readonly Word[]): Command {
  return {
    span: span(words[0]?.span.start ?? 0, words.at(-1)?.span.end ?? 0),
    words,
    redirections: [],
    hereDocuments: [],
    isConditional: false,
    isTested: false,
    isPiped: false,
  };
}
