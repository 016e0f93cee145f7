import type { SyntaxNode } from '@lezer/common';
import { fromCodePoint, type LiteralPart } from '../literal-part.ts';

const single: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The value of the characters between a string's quotes (Python reference, 2.4.1). Unknown escapes stay as they are. */
function resolveEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g,
    (whole, byte?: string, unit?: string, long?: string, octal?: string, character?: string) => {
      const hexadecimal = byte ?? unit ?? long;
      if (hexadecimal !== undefined) return fromCodePoint(Number.parseInt(hexadecimal, 16));
      if (octal !== undefined) return fromCodePoint(Number.parseInt(octal, 8));
      if (character === undefined) return whole;
      if (/^[\r\n]/.test(character)) return '';
      return single[character] ?? whole;
    },
  );
}

/** The parts of a `String` or `FormatString` node in order; undefined where its end is missing. */
export function literalParts(node: SyntaxNode, text: string): LiteralPart[] | undefined {
  const opening = /^([a-zA-Z]*)('''|"""|'|")/.exec(text.slice(node.from, Math.min(node.to, node.from + 6)));
  const [whole, prefix, quotes] = opening ?? [];
  if (whole === undefined || quotes === undefined) return undefined;
  const start = node.from + whole.length;
  const end = node.to - quotes.length;
  if (end < start || text.slice(end, node.to) !== quotes) return undefined;
  const isRaw = /r/i.test(prefix ?? '');
  const parts: LiteralPart[] = [];
  let at = start;
  const addText = (to: number): void => {
    if (to <= at) return;
    const raw = text.slice(at, to);
    parts.push({ text: isRaw ? raw : resolveEscapes(raw), span: { start: at, end: to } });
  };
  const replacements = node.name === 'FormatString' ? node.getChildren('FormatReplacement') : [];
  for (const replacement of replacements) {
    addText(replacement.from);
    const expression = replacement.firstChild?.nextSibling;
    // A conversion or a format changes what is put in.
    const isPlain = expression?.nextSibling?.name === '}' && !expression.type.isError;
    parts.push({ expression: isPlain ? expression : undefined });
    at = replacement.to;
  }
  addText(end);
  return parts;
}

/** `value` as a string literal in these quotes. */
export function quote(value: string, mark: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };
  const escaped = value.replace(/[\\'"\n\r\t\0]/g, (char) => {
    if (char === "'" || char === '"') return char === mark ? `\\${char}` : char;
    return escapes[char] ?? `\\${char}`;
  });
  return mark + escaped + mark;
}
