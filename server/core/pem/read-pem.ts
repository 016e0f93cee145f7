import { limits } from '../base/limits.ts';
import { message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import { type Span, span } from '../base/span.ts';
import { decodeBase64 } from './base64.ts';
import type { PemBlock } from './block.ts';

export interface PemReading {
  readonly blocks: readonly PemBlock[];
  readonly problems: readonly Problem[];
}

const boundary = /-----(BEGIN|END) ([^\r\n-]*(?:-(?!-)[^\r\n-]*)*)-----/g;

/** Whether a text can hold a PEM block at all. */
export function mayHoldPem(text: string): boolean {
  return text.includes('-----BEGIN ') || text.includes('-----END ');
}

/**
 * Finds every textual encoding (RFC 7468) in any text. Liberal in finding, exact in what it says is wrong: a block
 * that is not finished or not base64 is reported at its place, and the next one is still found.
 */
export function readPem(text: string): PemReading {
  const blocks: PemBlock[] = [];
  const problems: Problem[] = [];
  if (!mayHoldPem(text)) return { blocks, problems };
  let open: { readonly label: string; readonly span: Span } | undefined;
  for (const match of text.matchAll(boundary)) {
    const at = span(match.index, match.index + match[0].length);
    const label = match[2] ?? '';
    if (match[1] === 'BEGIN') {
      if (open) problems.push(missingEnd(open));
      open = { label, span: at };
      continue;
    }
    if (!open) {
      problems.push({
        code: 'pem-missing-begin',
        span: at,
        message: message('This END line has no BEGIN line before it: add -----BEGIN {label}-----, or remove it.', {
          label,
        }),
      });
      continue;
    }
    if (open.label !== label) {
      problems.push({
        code: 'pem-label-mismatch',
        span: at,
        message: message('This block begins as {begin} but ends as {end}: both lines must carry the same label.', {
          begin: open.label,
          end: label,
        }),
      });
    }
    if (blocks.length >= limits.pemBlocks) {
      problems.push({
        code: 'pem-too-many',
        span: open.span,
        message: message('Only the first {count} blocks of this file are read.', { count: limits.pemBlocks }),
      });
      return { blocks, problems };
    }
    blocks.push(readBlock(text, open, at, problems));
    open = undefined;
  }
  if (open) problems.push(missingEnd(open));
  return { blocks, problems };
}

function readBlock(
  text: string,
  begin: { readonly label: string; readonly span: Span },
  end: Span,
  problems: Problem[],
): PemBlock {
  const body = span(begin.span.end, end.start);
  const { headers, start } = readHeaders(text, body);
  const decoded = decodeBase64(text, start, body.end);
  if (!('bytes' in decoded)) {
    const lone = decoded.reason === 'length' ? span(end.start, end.end) : span(decoded.at, decoded.at + 1);
    problems.push({ code: `pem-base64-${decoded.reason}`, span: lone, message: base64Message(text, decoded) });
  }
  const der = 'bytes' in decoded ? decoded.bytes : undefined;
  return { label: begin.label, span: span(begin.span.start, end.end), body, headers, der };
}

function base64Message(
  text: string,
  { at, reason }: { readonly at: number; readonly reason: string },
): Problem['message'] {
  switch (reason) {
    case 'character': {
      const point = text.codePointAt(at) ?? 0;
      const found = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
      return message('Expected base64 (letters, digits, + and /), found the character {found}.', { found });
    }
    case 'padding':
      return message('Expected the END line after the padding (=), found more text: the base64 is damaged here.');
    default:
      return message('The base64 text above ends too early: characters are missing. Copy the whole block again.');
  }
}

function missingEnd({ label, span: at }: { readonly label: string; readonly span: Span }): Problem {
  return {
    code: 'pem-missing-end',
    span: at,
    message: message('This block has no END line: expected -----END {label}----- after its base64 text.', { label }),
  };
}

/** RFC 1421 headers (`Proc-Type: 4,ENCRYPTED`), which end at an empty line. */
function readHeaders(text: string, body: Span): { readonly headers: PemBlock['headers']; readonly start: number } {
  const head = text.slice(body.start, Math.min(body.end, body.start + 4096));
  if (!head.includes(':')) return { headers: [], start: body.start };
  const headers: PemBlock['headers'][number][] = [];
  let at = 0;
  for (const line of head.matchAll(/[^\n]*\n?/g)) {
    if (line[0] === '') break;
    const header = /^([A-Za-z0-9-]+):[ \t]*(.*?)[ \t\r]*\n?$/.exec(line[0]);
    const start = body.start + line.index;
    if (header?.[1] && header[2] !== undefined) {
      headers.push({ name: header[1], value: header[2], span: span(start, start + line[0].trimEnd().length) });
    } else if (line[0].trim() !== '' && !(headers.length > 0 && /^[ \t]/.test(line[0]))) break;
    at = line.index + line[0].length;
  }
  return headers.length > 0 ? { headers, start: body.start + at } : { headers: [], start: body.start };
}
