import type { SyntaxNode } from '@lezer/common';
import { type WrittenName, writeName } from './imports.ts';
import { quote } from './literals.ts';
import { isAbsolute, relative } from './paths.ts';
import type { SourceFile } from './place.ts';
import { functionAround } from './syntax.ts';
import type { PathForm } from './value.ts';

/** Writes a path at a place as the file writes its own: its quotes, and what it is relative to. */
export function writePath(path: string, file: SourceFile, place: SyntaxNode): WrittenName {
  const mark = quoteMark(file.text, place);
  const [form] = file.pathForms;
  if (isAbsolute(path) || pathBaseOf(file) !== 'document') return { text: quote(path, mark), edits: [] };
  const usable = file.pathForms.find((one) => isUsable(one, file, place) && relative(one.folder, path) !== undefined);
  if (usable) return { text: written(usable, relative(usable.folder, path) ?? path, mark, file.text), edits: [] };
  if (form?.kind === 'slash') {
    const { text, edits } = writeName('pathlib.Path', file.imports, place, file.text);
    return {
      text: `${text}(__file__).parent${segments(path, mark)
        .map((part) => ` / ${part}`)
        .join('')}`,
      edits,
    };
  }
  const { text, edits } = writeName('os.path', file.imports, place, file.text);
  return { text: `${text}.join(${text}.dirname(__file__), ${segments(path, mark).join(', ')})`, edits };
}

function written({ kind, anchor, callee }: PathForm, path: string, mark: string, text: string): string {
  const start = text.slice(anchor.from, anchor.to);
  const parts = segments(path, mark);
  switch (kind) {
    case 'join':
      return `${callee ?? 'os.path.join'}(${[start, ...parts].join(', ')})`;
    case 'slash':
      return [start, ...parts].join(' / ');
    case 'plus':
      return `${start} + ${quote(`/${path}`, mark)}`;
  }
}

function segments(path: string, mark: string): string[] {
  return path.split('/').map((part) => quote(part, mark));
}

/** What the file's references are relative to. */
export function pathBaseOf({ places }: Pick<SourceFile, 'places'>): 'document' | 'working-directory' {
  const bases = places.flatMap(({ context }) =>
    [context.certificates, context.privateKeys, context.trustAnchors, context.revocationLists].flatMap((settings) =>
      (settings ?? []).flatMap(({ value }) => (value === 'unknown' || isAbsolute(value.path) ? [] : [value.base])),
    ),
  );
  const fromDocument = bases.filter((base) => base === 'document').length;
  return fromDocument > 0 && fromDocument * 2 >= bases.length ? 'document' : 'working-directory';
}

/** True where every name of the form's start means the same at `place`. */
function isUsable({ anchor }: PathForm, file: SourceFile, place: SyntaxNode): boolean {
  const around = functionAround(anchor);
  const isNear = anchor.from < place.from && around?.from === functionAround(place)?.from;
  let usable = true;
  anchor.cursor().iterate((node) => {
    if (node.name !== 'VariableName') return;
    const name = file.text.slice(node.from, node.to);
    if (name !== '__file__' && name !== 'str' && !isNear && !file.moduleNames.has(name)) usable = false;
  });
  return usable && !file.text.slice(anchor.from, anchor.to).includes('\n');
}

/** The quotes of the nearest string before the place, or else of the first after it. */
function quoteMark(text: string, place: SyntaxNode): string {
  let script = place;
  while (script.parent) script = script.parent;
  let mark: string | undefined;
  script.cursor().iterate((node) => {
    if (node.name !== 'String' || (mark !== undefined && node.from > place.to)) return;
    const quotes = /^[a-zA-Z]*('''|"""|'|")/.exec(text.slice(node.from, node.from + 6))?.[1];
    if (quotes?.length === 1) mark = quotes;
  });
  return mark ?? "'";
}
