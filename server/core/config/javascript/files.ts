import type { SyntaxNode } from '@lezer/common';
import type { FilePurpose, FileReference, Setting } from '../../tls/context.ts';
import { followName } from './constants.ts';
import { memberName, originOf } from './origins.ts';
import { pathOf, toFilePath } from './paths.ts';
import { mostSteps, type Program } from './program.ts';
import { argumentsOf, calleeOf, childAfter, children, spanOf, unwrap, unwrapAwaited } from './syntax.ts';

/** One list of certificates or keys; more than a service has. */
const mostFiles = 100;

/**
 * The files whose content an option's value is: one, or a list. A string literal is PEM text for Node, never a path,
 * so that only what reads a file counts; everything else is 'unknown'.
 */
export function fileSettings(
  program: Program,
  value: SyntaxNode | undefined,
  purpose: FilePurpose,
  option: Omit<Setting<FileReference>, 'value'>,
): Setting<FileReference>[] {
  const list = value && followArray(program, value);
  if (!list) return [{ ...option, value: fileOf(program, value, purpose) ?? 'unknown' }];
  return elements(list)
    .slice(0, mostFiles)
    .map((element) => ({
      value: fileOf(program, element, purpose) ?? 'unknown',
      span: spanOf(element),
      origin: option.origin,
    }));
}

function followArray(program: Program, value: SyntaxNode): SyntaxNode | undefined {
  let node = unwrap(value);
  for (let steps = 0; steps < mostSteps; steps++) {
    if (node.name === 'ArrayExpression') return node;
    const init = followName(program, node);
    if (!init) return undefined;
    node = unwrap(init);
  }
  return undefined;
}

/** The elements of an array; a spread's expression stands for whatever it holds. */
function elements(array: SyntaxNode): SyntaxNode[] {
  return children(array).filter(({ name }) => !['[', ']', ',', 'Spread'].includes(name));
}

function fileOf(
  program: Program,
  expression: SyntaxNode | undefined,
  purpose: FilePurpose,
  steps = mostSteps,
): FileReference | undefined {
  if (!expression || steps === 0) return undefined;
  const node = unwrapAwaited(expression);
  const init = followName(program, node);
  if (init) return fileOf(program, init, purpose, steps - 1);
  if (node.name === 'ObjectExpression') return fileOf(program, pemOf(program, node), purpose, steps - 1);
  const callee = node.name === 'CallExpression' ? calleeOf(node) : undefined;
  if (!callee) return undefined;
  if (readsFile(program, callee)) {
    const [argument] = argumentsOf(node);
    const path = argument && toFilePath(pathOf(program, argument));
    return path && { path: path.path, span: path.span, base: path.base, purpose };
  }
  const name = program.text.slice(callee.from, callee.to);
  if (name === 'String' || name === 'Buffer.from') return fileOf(program, argumentsOf(node)[0], purpose, steps - 1);
  // `fs.readFileSync(…).toString()`
  if (callee.name !== 'MemberExpression' || !/\.(?:toString|trim)$/.test(name)) return undefined;
  return fileOf(program, children(callee)[0], purpose, steps - 1);
}

/** `{pem: …, passphrase: …}`, which `key` takes too. */
function pemOf(program: Program, object: SyntaxNode): SyntaxNode | undefined {
  const property = object.getChildren('Property').find(({ firstChild }) => {
    return firstChild && program.text.slice(firstChild.from, firstChild.to) === 'pem';
  });
  return property && childAfter(property, ':');
}

/**
 * True for the functions that give a file's content: fs.readFileSync and its copies in fs-extra or graceful-fs (by the
 * name, which no other function has), fs.promises.readFile and Deno's.
 */
function readsFile(program: Program, callee: SyntaxNode): boolean {
  const { text } = program;
  const name = callee.name === 'MemberExpression' ? memberName(callee, text) : text.slice(callee.from, callee.to);
  if (name === 'readFileSync' || name === 'readTextFileSync' || name === 'readTextFile') return true;
  const origin = originOf(program, callee);
  if (origin?.path.at(-1) === 'readFileSync') return true;
  if (origin?.path.at(-1) !== 'readFile') return false;
  return origin.module === 'fs/promises' || origin.module === 'fs-extra' || origin.path.at(-2) === 'promises';
}
