/** What Python's path functions make of the paths they are given. */
import { encloses, type Span } from '../../base/span.ts';
import { joinTexts, type ListText } from '../../tls/list-text.ts';
import { spanOf } from './syntax.ts';
import { type Call, type Item, type PathForm, type Text, unknown, type Value } from './value.ts';

/** Functions that give the same file under another spelling. */
const sameFile = new Set([
  'str',
  'os.fspath',
  'os.fsdecode',
  'os.path.abspath',
  'os.path.realpath',
  'os.path.normpath',
  'os.path.normcase',
  'pathlib.Path',
  'pathlib.PurePath',
  'pathlib.PosixPath',
  'pathlib.PurePosixPath',
]);

/** Linux's PATH_MAX. Keeps a text that doubles itself line by line from filling the memory. */
const longestPath = 4096;

/** The path that a call of a function gives; undefined where the function is not about paths. */
export function pathOfCall(call: Call, name: string, calleeText: string): Value | undefined {
  const items = call.arguments;
  if (name === 'os.getcwd' || name === 'pathlib.Path.cwd') {
    return { kind: 'text', text: '', base: 'working-directory' };
  }
  if (name === 'os.path.dirname') return items[0] && isPlain(items) ? parentOf(items[0].value) : unknown;
  if (name === 'os.path.join')
    return isPlain(items) ? joinItems(items, spanOf(call.node), 'join', calleeText) : unknown;
  if (!sameFile.has(name) || items.length === 0) return undefined;
  if (!isPlain(items)) return unknown;
  return name.startsWith('pathlib.') ? joinItems(items, spanOf(call.node), 'slash') : (items[0]?.value ?? unknown);
}

/** `path.method(…)`; undefined where the method is not one of a path object. */
export function pathOfMethod(path: Item, method: string, call: Call): Value | undefined {
  switch (method) {
    case 'resolve':
    case 'absolute':
    case 'as_posix':
    case '__str__':
      return path.value;
    case 'joinpath':
      return isPlain(call.arguments) ? joinItems([path, ...call.arguments], spanOf(call.node), 'slash') : unknown;
    default:
      return undefined;
  }
}

/** `path.attribute`. */
export function pathOfAttribute(path: Value, attribute: string): Value {
  if (attribute === 'parent') return parentOf(path);
  if (attribute === 'parents' && (path.kind === 'file' || path.kind === 'text')) return { kind: 'parents', of: path };
  return unknown;
}

/** `path.parents[index]`. */
export function ancestor(path: Value, index: number): Value {
  if (!Number.isInteger(index) || index < 0 || index > 32) return unknown;
  let at = path;
  for (let i = 0; i <= index; i++) at = parentOf(at);
  return at;
}

function parentOf(path: Value): Value {
  if (path.kind === 'file') return { kind: 'text', text: '', base: 'document' };
  if (path.kind !== 'text') return unknown;
  const { base, text } = path;
  const last = text.split('/').at(-1);
  if (text === '' || text === '.' || last === '..') {
    return base === 'document' ? { kind: 'text', text: normalise(`${text}/..`), base } : unknown;
  }
  const folder = text.slice(0, Math.max(0, text.lastIndexOf('/')));
  return { kind: 'text', text: folder === '' && text.startsWith('/') ? '/' : folder, base };
}

/** `first / second`, `os.path.join(first, second, …)`. */
export function joinItems(items: readonly Item[], whole: Span, kind: PathForm['kind'], callee?: string): Value {
  const [first, ...rest] = items;
  if (!first) return unknown;
  if (rest.length === 0) return first.value;
  let path = first.value;
  for (const { value } of rest) path = join(path, value, whole);
  if (path.kind !== 'text' || path.base !== 'document' || first.value.kind !== 'text') return path;
  const grown = first.value.form;
  // anchor / 'a' / 'b' is read from the left: the anchor is the innermost.
  if (kind === 'slash' && grown?.kind === 'slash' && encloses(spanOf(first.node), spanOf(grown.anchor))) {
    return { ...path, form: grown };
  }
  const form: PathForm = { kind, anchor: first.node, folder: first.value.text };
  return { ...path, form: callee === undefined ? form : { ...form, callee } };
}

function join(left: Value, right: Value, whole: Span): Value {
  if (right.kind !== 'text' || left.kind !== 'text') return unknown;
  if (right.base === 'document' || isAbsolute(right.text)) return right;
  const text = left.text === '' ? right.text : `${left.text}/${right.text}`;
  if (text.length > longestPath) return unknown;
  const joined: Text = { kind: 'text', text: left.base === 'document' ? normalise(text) : text, base: left.base };
  return withSpan(joined, left, right, whole);
}

/** `first + second`, and literals side by side. */
export function concatenate(left: Item, right: Item, whole: Span): Value {
  const [a, b] = [left.value, right.value];
  if (a.kind !== 'text' || b.kind !== 'text' || b.base === 'document') return unknown;
  if (a.text.length + b.text.length > longestPath) return unknown;
  if (a.base === 'working-directory') {
    const { text, pieces } = joinTexts([asList(a), asList(b)]);
    return { ...withSpan({ kind: 'text', text, base: a.base }, a, b, whole), pieces };
  }
  // A folder without a slash after it and a name make the name of its neighbour.
  if (!b.text.startsWith('/') && !a.text.endsWith('/')) return unknown;
  const form: PathForm = a.form ?? { kind: 'plus', anchor: left.node, folder: a.text };
  const path: Text = { kind: 'text', text: normalise(a.text + b.text).replace(/^\//, ''), base: 'document', form };
  return withSpan(path, a, b, whole);
}

/** A string with the places of its literals; one that holds escapes stands nowhere as it is. */
export function asList({ text, span, pieces }: Text): ListText {
  if (pieces) return { text, pieces };
  return { text, pieces: span && span.end - span.start === text.length ? [{ at: 0, span }] : [] };
}

/** From the first to the last literal of the two that stand in the expression itself. */
function withSpan(path: Text, left: Text, right: Text, whole: Span): Text {
  const own = [left.span, right.span].filter((part) => part !== undefined && encloses(whole, part)) as Span[];
  const [first, last] = [own[0], own.at(-1)];
  if (first && last && first.start <= last.start) return { ...path, span: { start: first.start, end: last.end } };
  const span = right.span ?? left.span;
  return span ? { ...path, span } : path;
}

function isPlain(items: Call['arguments']): boolean {
  return items.every(({ keyword, star }) => keyword === undefined && star === undefined);
}

export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[a-zA-Z]:[/\\])/.test(path);
}

/** Without `.`, doubled slashes and `folder/..`. */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') && parts[0] !== '..' ? '/' : '') + parts.join('/');
}

/** The way from one folder to a path, both relative to the same place; undefined where it cannot be told. */
export function relative(folder: string, path: string): string | undefined {
  const from = normalise(folder).split('/').filter(Boolean);
  const to = normalise(path).split('/').filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  const up = from.slice(same);
  return up.includes('..') ? undefined : [...up.map(() => '..'), ...to.slice(same)].join('/');
}
