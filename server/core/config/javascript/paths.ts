import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';
import type { FileReference } from '../../tls/context.ts';
import { evaluate, followName, recall } from './constants.ts';
import { literalParts } from './literals.ts';
import { memberName, originOf } from './origins.ts';
import { mostSteps, type Program } from './program.ts';
import { argumentsOf, calleeOf, children, isName, lastChild, unwrapAwaited } from './syntax.ts';

/** A path that an expression makes. */
export interface PathValue {
  readonly base: Exclude<FileReference['base'], 'configuration'>;
  /** Relative to `base` or absolute; empty for the base itself. */
  readonly path: string;
  /** The characters of the last string with a piece of the path in it; absent where only the base is named. */
  readonly span?: Span;
}

/** Stands for the document's own name in a path: `path.join(__filename, '..')` is its folder. */
const ownName = '\0';
const longestPath = 4096;

/** The path that `expression` evaluates to, as Node's `path`, `url` and string functions would make it. */
export function pathOf(program: Program, expression: SyntaxNode, steps = mostSteps): PathValue | undefined {
  const value = readPath(program, expression, steps);
  return value && value.path.length <= longestPath ? value : undefined;
}

function readPath(program: Program, expression: SyntaxNode, steps: number): PathValue | undefined {
  if (steps === 0) return undefined;
  const { text } = program;
  const node = unwrapAwaited(expression);
  switch (node.name) {
    case 'String':
    case 'TemplateString':
      return readLiteral(program, node, steps);
    case 'BinaryExpression': {
      const [left, operator] = children(node);
      const right = lastChild(node);
      if (!left || !right || !operator || text.slice(operator.from, operator.to) !== '+') return undefined;
      return concatenate(pathOf(program, left, steps - 1), pathOf(program, right, steps - 1));
    }
    case 'MemberExpression':
      return readMember(program, node, steps);
    case 'CallExpression':
      return readCall(program, node, steps);
    case 'NewExpression':
      return readUrl(program, node, steps);
    default:
      return isName(node) ? readName(program, node, steps) : undefined;
  }
}

function readName(program: Program, node: SyntaxNode, steps: number): PathValue | undefined {
  const name = program.text.slice(node.from, node.to);
  // In ES modules people define them by hand, with the meaning they have in CommonJS.
  if (name === '__dirname') return { base: 'document', path: '' };
  if (name === '__filename') return { base: 'document', path: ownName };
  const init = followName(program, node);
  if (init) return recall(program.paths, init.from, () => pathOf(program, init, steps - 1));
  return undefined;
}

function readLiteral(program: Program, node: SyntaxNode, steps: number): PathValue | undefined {
  let value: PathValue | undefined;
  for (const part of literalParts(node, program.text) ?? []) {
    let piece: PathValue | undefined;
    if ('text' in part) piece = { base: 'working-directory', path: part.text, span: part.span };
    else if (part.expression) piece = pathOf(program, part.expression, steps - 1);
    if (!piece) return undefined;
    value = value ? concatenate(value, piece) : piece;
    if (!value) return undefined;
  }
  return value;
}

/** `left + right`, of which `right` must be plain characters. */
function concatenate(left: PathValue | undefined, right: PathValue | undefined): PathValue | undefined {
  if (!left || !right || right.base === 'document' || left.path.includes(ownName)) return undefined;
  if (left.base === 'document' && left.path === '') {
    // `__dirname + 'ca.pem'` is a neighbour of the folder, not a file in it.
    if (!/^[\\/]/.test(right.path)) return undefined;
    const span = right.span && { start: right.span.start + 1, end: right.span.end };
    return { base: 'document', path: right.path.slice(1), ...(span ? { span } : {}) };
  }
  const span = right.path !== '' ? right.span : left.span;
  return { base: left.base, path: left.path + right.path, ...(span ? { span } : {}) };
}

function readMember(program: Program, node: SyntaxNode, steps: number): PathValue | undefined {
  const object = children(node)[0];
  const name = memberName(node, program.text);
  if (object?.name === 'ImportMeta') {
    if (name === 'dirname') return { base: 'document', path: '' };
    if (name === 'filename' || name === 'url') return { base: 'document', path: ownName };
    return undefined;
  }
  // The parts of a URL that hold its path.
  if (object && (name === 'pathname' || name === 'href')) return pathOf(program, object, steps - 1);
  return undefined;
}

function readCall(program: Program, node: SyntaxNode, steps: number): PathValue | undefined {
  const callee = calleeOf(node);
  if (!callee) return undefined;
  const args = argumentsOf(node);
  const only = (): PathValue | undefined => args[0] && pathOf(program, args[0], steps - 1);
  const origin = originOf(program, callee);
  const name = origin?.path.at(-1);
  switch (origin?.module) {
    case 'path':
    case 'path/posix':
    case 'upath':
      if (name === 'join' || name === 'resolve') return join(program, args, name, steps);
      if (name === 'normalize') return only();
      if (name === 'dirname') return normalized(only(), '..');
      return undefined;
    case 'url':
      return name === 'fileURLToPath' ? only() : undefined;
    case 'fileURLToPath':
    case 'String':
      return only();
    case 'process':
      return name === 'cwd' ? { base: 'working-directory', path: '' } : undefined;
    case 'require':
      return name === 'resolve' ? toDocument(only()) : undefined;
  }
  const object = callee.name === 'MemberExpression' ? children(callee)[0] : undefined;
  const method = object && memberName(callee, program.text);
  return object && method === 'toString' ? pathOf(program, object, steps - 1) : undefined;
}

/** A path that a function resolves from the document, not the working directory. */
function toDocument(path: PathValue | undefined): PathValue | undefined {
  return path?.path.startsWith('.') ? { ...path, base: 'document' } : undefined;
}

/** `new URL('ca.pem', import.meta.url)`. */
function readUrl(program: Program, node: SyntaxNode, steps: number): PathValue | undefined {
  const callee = calleeOf(node);
  const origin = callee && originOf(program, callee);
  if (!origin || (origin.module !== 'URL' && origin.path.at(-1) !== 'URL')) return undefined;
  const [first, second] = argumentsOf(node);
  const relative = first && evaluate(program, first)?.value;
  const path = first && pathOf(program, first, steps - 1);
  if (typeof relative !== 'string' || !path) return undefined;
  const decoded = decodeUrlPath(relative);
  if (/^file:\/\/\//i.test(relative)) return { ...path, base: 'working-directory', path: decoded.slice(7) };
  if (/^[a-z][\w+.-]*:/i.test(relative) || !second) return undefined;
  const base = pathOf(program, second, steps - 1);
  return base?.base === 'document' && base.path === ownName ? { ...path, base: 'document', path: decoded } : undefined;
}

function decodeUrlPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `path.join` and `path.resolve`; POSIX separators, which Node accepts everywhere. */
function join(
  program: Program,
  args: readonly SyntaxNode[],
  kind: 'join' | 'resolve',
  steps: number,
): PathValue | undefined {
  let joined: PathValue | undefined;
  for (const argument of args) {
    const part = pathOf(program, argument, steps - 1);
    if (!part) return undefined;
    const restarts = kind === 'resolve' && (part.base === 'document' || isAbsolute(part.path));
    if (!joined || restarts) joined = part;
    else if (part.base === 'document') return undefined;
    else {
      const span = part.path !== '' ? part.span : joined.span;
      const path = [joined.path, part.path].filter((piece) => piece !== '').join('/');
      joined = { base: joined.base, path, ...(span ? { span } : {}) };
    }
  }
  return args.length > 1 ? normalized(joined) : joined;
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `value` with `more` after it, `.` and `..` taken out as far as they can be. */
function normalized(value: PathValue | undefined, more?: string): PathValue | undefined {
  if (!value) return undefined;
  const kept: string[] = [];
  for (const segment of [...value.path.split('/'), ...(more ? [more] : [])]) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (segment !== '..' || !value.path.startsWith('/')) kept.push(segment);
  }
  const path = (value.path.startsWith('/') ? '/' : '') + kept.join('/');
  return { ...value, path };
}

/** The file that a path names; undefined for a folder the text only starts from. */
export function toFilePath(value: PathValue | undefined): (PathValue & { readonly span: Span }) | undefined {
  const { span, path } = value ?? {};
  if (!value || !span || !path || path.includes(ownName)) return undefined;
  return { ...value, span };
}
