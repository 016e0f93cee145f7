// Finds the boundaries of textual encodings (RFC 7468) in any text: a PEM file, a configuration, source code.
//
// Finding is liberal: indented blocks, blocks behind other text on their line, four hyphens for five. What it says is
// wrong is only said of a boundary on a line of its own. Source code speaks of BEGIN lines too ("if the text contains
// …"), and a boundary behind other text that does not turn out to be a block is none.

import { limits } from '../base/limits.ts';
import { message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import { type Span, span } from '../base/span.ts';
import { isKnownLabel } from './labels.ts';
import { mayHoldPem } from './may-hold-pem.ts';

/** One boundary line: `-----BEGIN label-----`. */
export interface Boundary {
  readonly kind: 'BEGIN' | 'END';
  readonly label: string;
  readonly span: Span;
  /** True where nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
  /** False where it is not written exactly as RFC 7468 asks for, so that other programs do not see it. */
  readonly exact: boolean;
}

/** A pair of boundaries, nothing between them looked at. */
export interface ScannedBlock {
  readonly label: string;
  readonly span: Span;
  readonly body: Span;
  readonly ownLine: boolean;
  /** Offset of the first character of the BEGIN line is also the first of its text line: no indentation. */
  readonly atMargin: boolean;
}

export interface PemScan {
  readonly blocks: readonly ScannedBlock[];
  readonly problems: readonly Problem[];
}

export function scanPem(text: string): PemScan {
  const blocks: ScannedBlock[] = [];
  const problems: Problem[] = [];
  if (!mayHoldPem(text)) return { blocks, problems };
  let open: Boundary | undefined;
  let previous: Boundary | undefined;
  for (const boundary of findBoundaries(text)) {
    if (previous?.kind === 'END' && previous.span.end === boundary.span.start) problems.push(glued(boundary));
    previous = boundary;
    if (boundary.kind === 'BEGIN') {
      if (open?.ownLine) problems.push(missingEnd(open));
      open = boundary;
      continue;
    }
    if (!open) {
      if (boundary.ownLine) problems.push(missingBegin(boundary));
      continue;
    }
    const isMatch = open.label === boundary.label;
    if (isMatch || open.ownLine) {
      if (!isMatch) problems.push(labelMismatch(open, boundary));
      if (!open.exact) problems.push(...inexact(open));
      if (!boundary.exact) problems.push(...inexact(boundary));
      if (blocks.length >= limits.pemBlocks) {
        problems.push(tooMany(open));
        return { blocks, problems };
      }
      const atMargin = open.span.start === 0 || isLineEnd(text.charCodeAt(open.span.start - 1));
      if (open.ownLine && !atMargin) problems.push(...folded(text, open));
      blocks.push({
        label: open.label,
        span: span(open.span.start, boundary.span.end),
        body: span(open.span.end, boundary.span.start),
        ownLine: open.ownLine,
        atMargin,
      });
    }
    open = undefined;
  }
  if (open?.ownLine) problems.push(missingEnd(open));
  return { blocks, problems };
}

const looseBoundary = /-{2,} ?(BEGIN|END) +([A-Z0-9.# ]{2,40}?) ?-{2,}/iy;
const longestLabel = 100;

/** Every boundary in text order. `indexOf` runs at memory speed, so that what is not a hyphen costs nothing. */
function findBoundaries(text: string): Boundary[] {
  const found: Boundary[] = [];
  for (let at = text.indexOf('----'); at >= 0; at = text.indexOf('----', at)) {
    const boundary = exactBoundary(text, at) ?? looseBoundaryAt(text, at);
    if (boundary) found.push(boundary);
    at = boundary ? boundary.span.end : endOfHyphens(text, at);
  }
  return found;
}

const usualLabel = 'CERTIFICATE';

/** RFC 7468, section 2: the boundary exactly as it must be. */
function exactBoundary(text: string, at: number): Boundary | undefined {
  const isBegin = text.startsWith('-----BEGIN ', at);
  if (!isBegin && !text.startsWith('-----END ', at)) return undefined;
  const labelStart = at + (isBegin ? 11 : 9);
  const labelEnd = text.indexOf('-----', labelStart);
  if (labelEnd <= labelStart || labelEnd - labelStart > longestLabel) return undefined;
  let label = text.slice(labelStart, labelEnd);
  // RFC 7468, section 3, and spaces in a row: what a label may hold is seen, and reads from left to right.
  if (label === usualLabel) label = usualLabel;
  else if (label.startsWith('-') || label.includes('--') || !/^[ -~]*$/.test(label)) return undefined;
  return {
    kind: isBegin ? 'BEGIN' : 'END',
    label,
    span: span(at, labelEnd + 5),
    ownLine: startsLine(text, at),
    exact: true,
  };
}

/** Four hyphens and a word begin many a comment; only a label that means something makes it a boundary. */
function looseBoundaryAt(text: string, at: number): Boundary | undefined {
  looseBoundary.lastIndex = at;
  const [whole = '', kind = '', label = ''] = looseBoundary.exec(text) ?? [];
  if (!isKnownLabel(label.toUpperCase())) return undefined;
  return {
    kind: kind.toUpperCase() === 'BEGIN' ? 'BEGIN' : 'END',
    label: label.toUpperCase(),
    span: span(at, at + whole.length),
    ownLine: startsLine(text, at),
    exact: false,
  };
}

function endOfHyphens(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 45) end++;
  // A longer run of hyphens may end in the five of a boundary.
  return end - at > 5 && /^(?:BEGIN|END) /.test(text.slice(end, end + 6)) ? end - 5 : end;
}

function startsLine(text: string, start: number): boolean {
  for (let at = start - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return true;
    if (code !== 32 && code !== 9 && !(code === 0xfeff && at === 0)) return false;
  }
  return true;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** The last line before a block, as YAML begins a folded block scalar (YAML 1.2, 8.1.3). */
const foldedScalar = /[\w.'")\]-][ \t]*:[ \t]+>[-+1-9]{0,2}[ \t]*(?:#[^\r\n]*)?\r?\n[ \t]+$/;
const longestKey = 200;

/** A folded scalar joins the lines of an indented block with spaces, and no program finds it in what comes of it. */
function folded(text: string, { span: { start } }: Boundary): Problem[] {
  const before = text.slice(Math.max(0, start - longestKey), start);
  const found = foldedScalar.exec(before);
  if (!found) return [];
  const at = start - before.length + found.index + found[0].indexOf('>', found[0].indexOf(':'));
  return [
    {
      code: 'pem-folded',
      span: span(at, at + 1),
      message: message(
        'A folded scalar (>) joins the lines of this block with spaces, and no program reads it then: write | for >.',
      ),
    },
  ];
}

function missingEnd({ label, span: at }: Boundary): Problem {
  return {
    code: 'pem-missing-end',
    span: at,
    message: message('This block has no END line: expected -----END {label}----- after its base64 text.', { label }),
  };
}

function missingBegin({ label, span: at }: Boundary): Problem {
  return {
    code: 'pem-missing-begin',
    span: at,
    message: message('This END line has no BEGIN line before it: add -----BEGIN {label}----- or remove it.', { label }),
  };
}

function labelMismatch(begin: Boundary, end: Boundary): Problem {
  return {
    code: 'pem-label-mismatch',
    span: end.span,
    message: message('This block begins as {begin} but ends as {end}: both lines must carry the same label.', {
      begin: begin.label,
      end: end.label,
    }),
  };
}

function glued({ span: at }: Boundary): Problem {
  return {
    code: 'pem-glued',
    span: at,
    message: message(
      'This line follows the END line without a line break, so OpenSSL and nginx cannot read either block: start a new line here.',
    ),
  };
}

function inexact({ kind, label, span: at, ownLine }: Boundary): Problem[] {
  if (!ownLine) return [];
  return [
    {
      code: 'pem-boundary',
      span: at,
      message: message(
        'Expected exactly {expected} (five hyphens on each side, capital letters): programs overlook this line.',
        {
          expected: `-----${kind} ${label}-----`,
        },
      ),
    },
  ];
}

function tooMany({ span: at }: Boundary): Problem {
  return {
    code: 'pem-too-many',
    span: at,
    message: message('Only the first {count} blocks of this file are read.', { count: limits.pemBlocks }),
  };
}
