import type { SyntaxNode } from '@lezer/common';
import { fromCodePoint, type LiteralPart } from '../literal-part.ts';

const single: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** The value of the characters between a string's quotes (ECMA-262, 12.9.4). */
function decode(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (_, codePoint?: string, unit?: string, byte?: string, character?: string) => {
      if (codePoint) return fromCodePoint(Number.parseInt(codePoint, 16));
      if (unit ?? byte) return String.fromCharCode(Number.parseInt(unit ?? byte ?? '', 16));
      if (!character || /^[\r\n\u2028\u2029]/.test(character)) return '';
      return single[character] ?? character;
    },
  );
}

/** The parts of a `String` or `TemplateString` node in order; undefined where its end is missing. */
export function literalParts(node: SyntaxNode, text: string): LiteralPart[] | undefined {
  const start = node.from + 1;
  const end = node.to - 1;
  if (end < start || text[node.from] !== text[end]) return undefined;
  const parts: LiteralPart[] = [];
  let at = start;
  const addText = (to: number): void => {
    if (to > at) parts.push({ text: decode(text.slice(at, to)), span: { start: at, end: to } });
  };
  for (const interpolation of node.getChildren('Interpolation')) {
    addText(interpolation.from);
    const expression = interpolation.firstChild?.nextSibling;
    parts.push({ expression: expression && !expression.type.isError ? expression : undefined });
    at = interpolation.to;
  }
  addText(end);
  return parts;
}

/** The value of a string without expressions in it. */
export function stringValue(node: SyntaxNode, text: string): string | undefined {
  if (node.name !== 'String' && node.name !== 'TemplateString') return undefined;
  const parts = literalParts(node, text);
  if (!parts) return undefined;
  let value = '';
  for (const part of parts) {
    if (!('text' in part)) return undefined;
    value += part.text;
  }
  return value;
}

/** `value` as a string literal in these quotes. */
export function quote(value: string, mark: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`).replaceAll('\n', '\\n');
  return mark + escaped.replaceAll('\r', '\\r') + mark;
}
