/** Jupyter notebooks (nbformat 4): JSON whose code cells hold their lines as strings. */
import type { TextEdit } from '../../base/edit.ts';
import { type JsonNode, readJsonText } from '../../base/json-text.ts';
import { limits } from '../../base/limits.ts';
import { type Span, span } from '../../base/span.ts';
import type { Projection } from '../projection.ts';
import { type Code, codeOf } from './notebook-code.ts';

/** Pictures among the outputs make notebooks long; what is longer than this is nobody's code. */
const mostCharacters = 8_000_000;

/** The Python of a notebook's cells, one after the other. */
export function notebookCode(text: string, path: string): readonly Projection[] | undefined {
  const isNotebook = path === '' ? /^\s*\{\s*"(?:cells|metadata|nbformat)/.test(text) : /\.ipynb$/i.test(path);
  if (!isNotebook) return undefined;
  const cells = text.length > mostCharacters ? [] : codeCells(text);
  const length = cells.flat().reduce((sum, { start, end }) => sum + end - start, 0);
  // As it stands it is too long to be searched, which is said.
  if (length > limits.programCharacters) return [{ text, edit: () => undefined }];
  const codes = cells.map((strings) => codeOf(text, strings));
  return [{ text: project(text, codes), edit: (edit) => editOf(edit, codes) }];
}

/** The strings of each cell. */
function codeCells(text: string): readonly (readonly Span[])[] {
  const { value } = readJsonText(text);
  if (value?.kind !== 'object') return [];
  const language =
    path(value, 'metadata', 'language_info', 'name') ?? path(value, 'metadata', 'kernelspec', 'language');
  if (language?.kind === 'scalar' && language.value !== 'python') return [];
  const cells = member(value, 'cells');
  return cells?.kind === 'array' ? cells.items.flatMap((cell) => stringsOf(cell)) : [];
}

function stringsOf(cell: JsonNode): readonly (readonly Span[])[] {
  const type = member(cell, 'cell_type');
  const source = member(cell, 'source');
  if (type?.kind !== 'scalar' || type.value !== 'code' || !source) return [];
  const strings = source.kind === 'array' ? source.items : [source];
  return [strings.flatMap((one) => (one.kind === 'scalar' && typeof one.value === 'string' ? [one.span] : []))];
}

function member(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((one) => one.key === key)?.value : undefined;
}

function path(node: JsonNode, ...keys: readonly string[]): JsonNode | undefined {
  return keys.reduce<JsonNode | undefined>(member, node);
}

function project(text: string, codes: readonly Code[]): string {
  let projected = '';
  for (const { pieces } of codes) {
    for (const { start, written } of pieces) projected += ' '.repeat(start - projected.length) + written;
  }
  return projected + ' '.repeat(text.length - projected.length);
}

/** Both ends of an edit stand in the code of one cell, and what is written is written as JSON. */
function editOf({ span: place, text: written }: TextEdit, codes: readonly Code[]): TextEdit | undefined {
  const code = codes.find(({ start, end }) => place.start <= end && place.end >= start);
  const [first] = codes;
  if (!code) {
    return first && place.start === place.end
      ? { span: span(first.start, first.start), text: escaped(written) }
      : undefined;
  }
  const start = code.snap(Math.max(place.start, code.start));
  const end = code.snap(Math.min(place.end, code.end));
  return start <= end ? { span: span(start, end), text: escaped(written) } : undefined;
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
