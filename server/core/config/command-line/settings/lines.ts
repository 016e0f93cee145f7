import { type Span, span } from '../../../base/span.ts';

/** One setting of a file that has one a line. */
export interface SettingLine {
  /** Of the last `[…]` before it, as written between the brackets. */
  readonly section: string;
  /** Without quotes and dashes around it. */
  readonly key: string;
  /** '' where it is empty; undefined where there is no separator. */
  readonly value: string | undefined;
  /** From the key to the value. */
  readonly span: Span;
  /** The value's own characters, without quotes. */
  readonly valueSpan: Span;
  /** It alone is on its line, or lines. */
  readonly line: Span;
}

export interface LineSyntax {
  /** What stands between key and value, besides blanks around it. */
  readonly separators: '=' | '=:' | ' ' | '=: ';
  /** What begins a line that is a comment, and one behind a value. */
  readonly comments: string;
  readonly hasSections?: boolean;
  /** `\n` ends a line too: in what `printf` is given. */
  readonly hasEscapes?: boolean;
  /** Indented lines go on with the value before them. */
  readonly isContinued?: boolean;
}

export function* readLines(text: string, whole: Span, syntax: LineSyntax): Iterable<SettingLine> {
  let section = '';
  let at = whole.start;
  while (at < whole.end) {
    const found = text.indexOf('\n', at);
    let end = found < 0 || found > whole.end ? whole.end : found;
    const first = at;
    at = end + 1;
    const escaped = syntax.hasEscapes ? text.slice(first, end).indexOf('\\n') : -1;
    if (escaped >= 0) {
      end = first + escaped;
      at = end + 2;
    }
    let start = skipBlanks(text, first, end);
    // No setting is one character.
    if (start >= end - 1 || syntax.comments.includes(text[start] ?? '')) continue;
    if (syntax.hasSections && text[start] === '[') {
      const close = text.indexOf(']', start);
      if (close < 0 || close >= end) continue;
      section = text.slice(start + 1, close).trim();
      start = skipBlanks(text, close + 1, end);
      if (start >= end || syntax.comments.includes(text[start] ?? '')) continue;
    }
    while (syntax.isContinued && at < whole.end && /[ \t]/.test(text[at] ?? '')) {
      const next = text.indexOf('\n', at);
      const stop = next < 0 || next > whole.end ? whole.end : next;
      if (text.slice(at, stop).trim() === '') break;
      end = stop;
      at = end + 1;
    }
    yield settingOf(text, section, span(start, end), span(first, Math.min(at, whole.end)), syntax);
  }
}

function settingOf(text: string, section: string, { start, end }: Span, line: Span, syntax: LineSyntax): SettingLine {
  const mayBeBlank = syntax.separators.includes(' ');
  let at = start;
  while (at < end && !isSeparator(text[at] ?? '', syntax.separators, mayBeBlank)) at++;
  const key = text
    .slice(start, at)
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^--/, '');
  const keyEnd = start + text.slice(start, at).trimEnd().length;
  if (at >= end) return { section, key, value: undefined, span: span(start, keyEnd), valueSpan: span(end, end), line };
  let from = skipBlanks(text, at, end);
  if (!mayBeBlank || '=:'.includes(text[from] ?? ' ')) from = skipBlanks(text, from + 1, end);
  const valueSpan = valueIn(text, span(Math.min(from, end), end), syntax.comments);
  const isQuoted = /["']/.test(text[valueSpan.end] ?? '') && text[valueSpan.start - 1] === text[valueSpan.end];
  const stop = Math.max(keyEnd, valueSpan.end + (isQuoted ? 1 : 0));
  return { section, key, value: text.slice(valueSpan.start, valueSpan.end), span: span(start, stop), valueSpan, line };
}

function isSeparator(char: string, separators: string, mayBeBlank: boolean): boolean {
  return mayBeBlank && (char === ' ' || char === '\t') ? true : char !== ' ' && separators.includes(char);
}

function valueIn(text: string, { start, end }: Span, comments: string): Span {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    if (close > 0 && close < end) return span(start + 1, close);
  }
  let stop = end;
  for (let at = start; at < end; at++) {
    if (comments.includes(text[at] ?? '') && (at === start || /\s/.test(text[at - 1] ?? ''))) {
      stop = at;
      break;
    }
  }
  return span(start, start + text.slice(start, stop).trimEnd().length);
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[ \t\r]/.test(text[at] ?? '')) at++;
  return at;
}
