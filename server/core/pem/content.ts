import { type Message, message } from '../base/message.ts';
import { type Span, span } from '../base/span.ts';
import { decodeBase64, decodePlainBase64 } from './base64.ts';
import type { PemHeader } from './block.ts';
import { internLabel, isForeignLabel } from './labels.ts';
import type { ScannedBlock } from './scan-pem.ts';
import type { SharedOctets } from './shared-octets.ts';

/** Something wrong between the boundary lines; `span` counts from the block's first character. */
export interface ContentProblem {
  readonly code: string;
  readonly span: Span;
  readonly message: Message;
}

/**
 * What stands between two boundary lines. A function of the block's own text, whatever document it is in; spans count
 * from its first character.
 */
export interface PemContent {
  readonly label: string;
  readonly headers: readonly PemHeader[];
  readonly der: Uint8Array | undefined;
  readonly problems: readonly ContentProblem[];
  /** True where the text holds a placeholder of a template in place of base64: there is nothing to read yet. */
  readonly isTemplate: boolean;
  /** Whatever was made of `der`, kept here by who made it: a map of thousands costs as much as making it. */
  made: unknown;
}

/** Line breaks as string literals write them, and the seams between literals that are joined over several lines. */
const literalBreaks = /\\{1,4}(?:[nrt]|u000[ad])|\\\r?\n|["'`]\s*(?:[+.,]\s*)?[fr]?["'`]/gi;
/** `${…}`, `{{ … }}`, `<%= … %>`, `%s`: something else puts the base64 text here later. */
const placeholder = /\$\{|\{\{|<%|%[sv({]|\$\(/;

/** The text of a block as ASCII, which begins at `start`, and where its octets come to lie. */
export interface AsciiBlock {
  readonly ascii: Uint8Array;
  readonly start: number;
  readonly octets: SharedOctets;
}

/** Reads the text of one block, from its BEGIN line to its END line; faster where it is at hand as ASCII. */
export function readContent(scanned: ScannedBlock, text: string, block?: AsciiBlock): PemContent {
  const label = internLabel(scanned.label);
  const body = span(scanned.body.start - scanned.span.start, scanned.body.end - scanned.span.start);
  const { headers, start } = readHeaders(text, body);
  const none = { label, headers, der: undefined, problems: [], isTemplate: false, made: undefined };
  if (isForeignLabel(label)) return none;
  if (block && headers.length === 0) {
    const der = decodePlainBase64(block.ascii, block.start + start, block.start + body.end, block.octets);
    if (der) return { ...none, der };
  }
  const decoded = decodeBase64(text, start, body.end);
  if (decoded.ok) {
    return { ...none, der: decoded.bytes, problems: blankLine(text, span(start, body.end), headers.length > 0) };
  }
  if (placeholder.test(text)) return { ...none, isTemplate: true };
  const plain = text.replace(literalBreaks, (broken) => ' '.repeat(broken.length));
  const again = plain === text ? decoded : decodeBase64(plain, start, body.end);
  if (again.ok) return { ...none, der: again.bytes };
  return { ...none, problems: [base64Problem(plain, body, again)] };
}

/**
 * Whether the body of a block in source code is text alone, line breaks and seams of literals apart: what code puts
 * together is not damaged where it holds no base64.
 */
export function isText(text: string, { start, end }: Span): boolean {
  const plain = text.slice(start, end).replace(literalBreaks, ' ');
  return !/["'`\\${}()<>%;,]/.test(plain);
}

/** RFC 1421 headers (`Proc-Type: 4,ENCRYPTED`), which end at an empty line. */
function readHeaders(text: string, body: Span): { readonly headers: readonly PemHeader[]; readonly start: number } {
  const first = text.slice(body.start, Math.min(body.end, body.start + 200));
  if (!/^\s*[A-Za-z][A-Za-z0-9-]*:/.test(first)) return { headers: [], start: body.start };
  const headers: PemHeader[] = [];
  let start = body.start;
  for (const line of text.slice(body.start, Math.min(body.end, body.start + 8192)).matchAll(/[^\n]*\n?/g)) {
    const header = /^[ \t]*([A-Za-z][A-Za-z0-9-]*):(.*)$/.exec(line[0].trimEnd());
    const at = body.start + line.index;
    const isContinuation = headers.length > 0 && /^[ \t]+\S/.test(line[0]);
    const isBlank = line[0].trim() === '';
    if (header?.[1] !== undefined && header[2] !== undefined) {
      const indent = line[0].length - line[0].trimStart().length;
      headers.push({
        name: header[1],
        value: header[2].trim(),
        span: span(at + indent, at + line[0].trimEnd().length),
      });
    } else if (!isBlank && !isContinuation) break;
    start = at + line[0].length;
    if (line[0] === '' || (isBlank && headers.length > 0)) break;
  }
  return { headers, start };
}

const lineBeginnings = ['\n\n', '\n\r', '\n ', '\n\t'];

/**
 * A blank line within the base64 text: OpenSSL, and with it nginx and Python, end the block there and then report a bad
 * end line. One directly after the BEGIN line is read as an empty header part.
 */
function blankLine(text: string, body: Span, hasHeaders: boolean): ContentProblem[] {
  // A line that begins with white space, or with nothing, is what all of them have; hardly any block has one.
  if (!lineBeginnings.some((beginning) => text.includes(beginning, body.start))) return [];
  const blank = /\n[ \t\r]*(?=\n)/g;
  // Without headers, the blank lines before the first text are the end of an empty header part.
  blank.lastIndex = hasHeaders ? body.start : body.start + text.slice(body.start, body.end).search(/\S|$/);
  const match = blank.exec(text);
  if (match && match.index < body.end) {
    return [
      {
        code: 'pem-blank-line',
        span: span(match.index + 1, match.index + match[0].length + 1),
        message: message(
          'This blank line ends the block for OpenSSL, nginx and Python, which then refuse it: remove the line.',
        ),
      },
    ];
  }
  return [];
}

function base64Problem(
  text: string,
  body: Span,
  { at, reason }: { readonly at: number; readonly reason: 'character' | 'padding' | 'length' },
): ContentProblem {
  switch (reason) {
    case 'character': {
      const point = text.codePointAt(at) ?? 0;
      return {
        code: 'pem-base64-character',
        span: span(at, at + (point > 0xffff ? 2 : 1)),
        message: message('Expected base64 text (letters, digits, + and /), found the character {character}.', {
          character: showCharacter(point),
        }),
      };
    }
    case 'padding':
      return {
        code: 'pem-base64-padding',
        span: span(at, at + 1),
        message: message(
          'Expected the END line after the padding (=), found more text: the base64 text is damaged here.',
        ),
      };
    case 'length': {
      const last = body.start + text.slice(body.start, body.end).trimEnd().length;
      return {
        code: 'pem-base64-length',
        span: span(Math.max(body.start, last - 1), last),
        message: message(
          'The base64 text ends in the middle of a group of four characters: some are missing. Copy the whole block again.',
        ),
      };
    }
  }
}

/** A visible character as it is, with its code point: `“-” (U+002D)` tells a hyphen from its look-alikes. */
function showCharacter(point: number): string {
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return point > 0x20 && point < 0x7f ? `“${String.fromCodePoint(point)}” (${code})` : code;
}
