/**
 * Marks of template languages in a configuration that is rendered before nginx reads it: `{{ }}` (Jinja, Go, Helm,
 * Mustache), `{% %}` and `{# #}` (Jinja), `<% %>` (ERB, EJS), `%{ }` (Terraform), `{$name}` and `{if …}` (Smarty),
 * `{name}` (Python), `@if(…)` (Blade). Unquoted, none of the brace forms can stand in a configuration that nginx
 * accepts: its `{` opens a block, and a block starts with no other brace and holds nothing without a semicolon.
 */

/** A mark is looked for in its own line only, and not further than this: a hostile line must not cost its square. */
const longestMark = 500;

/** Where a word stands next in a text, at an offset or after it; -1 where it does not. */
export type Search = (word: string, from: number) => number;

/** Remembers what it found: whoever goes through a text asks for the same closers again and again. */
export function searchIn(text: string): Search {
  const known = new Map<string, { readonly from: number; readonly at: number }>();
  return (word, from) => {
    const last = known.get(word);
    if (last && from >= last.from && (last.at < 0 || from <= last.at)) return last.at;
    const at = text.indexOf(word, from);
    known.set(word, { from, at });
    return at;
  };
}

/** The offset after the template mark that opens at `at`, or -1 where none does. */
export function templateEnd(text: string, at: number, search: Search): number {
  const closer = closerOf(text.charCodeAt(at), text.charCodeAt(at + 1));
  if (closer === undefined) return placeholderEnd(text, at);
  const found = search(closer, at + 2);
  if (found < 0 || found + closer.length > at + longestMark) return -1;
  const newline = search('\n', at + 2);
  if (newline >= 0 && newline < found) return -1;
  const triple = closer === '}}' && text[at + 2] === '{' && text[found + 2] === '}';
  return found + closer.length + Number(triple);
}

/** `{name}` and `{$name}`, with what Python and Smarty allow behind the name. */
const placeholder = /\{\$?[A-Za-z_][\w.$[\]'":|!-]*\}/y;
/** Statements of Smarty. */
const statement = /\{\/?(?:if|else|elseif|foreach|foreachelse|for|while|section|assign|literal)\b[^{};\n]*\}/y;

function placeholderEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x7b || !/[$\w/]/.test(text.charAt(at + 1))) return -1;
  const near = text.slice(at, at + longestMark);
  for (const form of [placeholder, statement]) {
    form.lastIndex = 0;
    if (form.test(near)) return at + form.lastIndex;
  }
  return -1;
}

/** What closes a mark that opens at `at` and stretches over lines, as code and comments do; undefined where none opens. */
export function longCloserAt(text: string, at: number): string | undefined {
  const second = text.charCodeAt(at + 1);
  return second === 0x7b && text.charCodeAt(at) === 0x25 ? undefined : closerOf(text.charCodeAt(at), second);
}

function closerOf(first: number, second: number): string | undefined {
  if (first === 0x25) return second === 0x7b ? '}' : undefined;
  if (first === 0x7b) {
    if (second === 0x7b) return '}}';
    if (second === 0x25) return '%}';
    if (second === 0x23) return '#}';
  }
  if (first === 0x3c && second === 0x25) return '%>';
  return undefined;
}

/** True for a mark that stands for a value (`{{ host }}`, `<%= host %>`), false for one that only steers. */
export function isValueTemplate(text: string, at: number): boolean {
  const second = text[at + 1];
  if (text[at] === '{' && second !== '{' && second !== '%' && second !== '#') {
    statement.lastIndex = 0;
    return !statement.test(text.slice(at, at + longestMark));
  }
  return second === '{' || (second === '%' && text[at + 2] === '=');
}

/** `...` where a directive is due: documentation leaves out what does not matter. `[...]` and `…` are other ways. */
export function isOmission(text: string, at: number): boolean {
  return text.startsWith('...', at) || text.startsWith('[...]', at) || text.startsWith('…', at);
}

const alone = /(?:\$\{\w+\}|\$[A-Z]\w*|@@?\w+@@?|%%?[\w-]+%%?|__\w+__)(?=[ \t]*(?:[\r\n#]|$))/y;

/** Statements of Blade: `@if($a)`, `@endif`. */
const blade =
  /@(?:(?:if|elseif|unless|isset|empty|foreach|forelse|for|while|switch|case|include)[ \t]*\((?:[^()\n]|\([^()\n]*\))*\)|(?:else|empty|default|break|end[a-z]+)(?![\w@]))/y;

/** The end of a placeholder that stands alone in its line, for directives or for nothing (`${EXTRA}`), or of a statement. */
export function alonePlaceholderEnd(text: string, at: number): number {
  for (const form of [alone, blade]) {
    form.lastIndex = at;
    if (form.test(text)) return form.lastIndex;
  }
  return -1;
}

/** With what is said of it in its line. */
export function omissionEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && !';{}#\n'.includes(text.charAt(end))) end++;
  return end;
}

/**
 * True where a value is only known when the configuration is rendered or nginx runs: a variable, `${VAR}` of envsubst,
 * a template mark, a placeholder such as `%s`, `%(name)s`, `@@NAME@@`, `__NAME__`, `%NAME%`, `<name>` or `[name]`, or
 * is left out.
 */
export function isTemplate(value: string): boolean {
  if (value.length < longValue) return holdsMark(value);
  const known = longValues.get(value) ?? holdsMark(value);
  if (longValues.size >= mostLongValues) longValues.clear();
  longValues.set(value, known);
  return known;
}

/** Thousands of servers may inherit it. */
const longValue = 1_000;
const longValues = new Map<string, boolean>();
const mostLongValues = 20;

function holdsMark(value: string): boolean {
  return /\$|\{\{|\{\w|%\{|\{%|<%|%s|%\(\w+\)s|@@?[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]+%|(?<![?P])<[A-Za-z][\w.-]*>|^\[[A-Za-z_]\w*\]|^\.{3}$|…/.test(
    value,
  );
}
