import type { Problem } from '../base/problem.ts';
import { type Span, span } from '../base/span.ts';
import type { PemBlock, PemHeader } from './block.ts';
import { isText, type PemContent } from './content.ts';
import { contentsOf } from './content-cache.ts';
import { isPlaceholder } from './placeholder.ts';
import { type ScannedBlock, scanPem } from './scan-pem.ts';

export { mayHoldPem } from './may-hold-pem.ts';

/** A block with its content, before anything is placed in the document. */
export interface FoundBlock {
  readonly scanned: ScannedBlock;
  readonly content: PemContent;
}

export interface PemFinding {
  readonly blocks: readonly FoundBlock[];
  /** What is wrong with the boundary lines. */
  readonly problems: readonly Problem[];
}

export interface PemReading {
  readonly blocks: readonly PemBlock[];
  readonly problems: readonly Problem[];
}

/** Blocks of a text with their content; what only looks like a block in source code is left out. */
export function findPem(text: string): PemFinding {
  const { blocks, problems } = scanPem(text);
  const found: FoundBlock[] = [];
  const contents = contentsOf(text, blocks);
  for (const [i, scanned] of blocks.entries()) {
    const content = contents[i] as PemContent;
    if (!content.isTemplate && (scanned.ownLine || isBlock(scanned, content, text))) found.push({ scanned, content });
  }
  return { blocks: found, problems };
}

/** Of what stands behind other text on its line: whether it is a block, if perhaps a damaged one. */
function isBlock({ body }: ScannedBlock, { der, problems }: PemContent, text: string): boolean {
  if (der !== undefined || problems.length === 0) return true;
  return isText(text, body) && !isPlaceholder(text, body);
}

/**
 * Finds every textual encoding (RFC 7468) in any text. Liberal in finding, exact in what it says is wrong: a block that
 * is not finished or not base64 is reported at its place, and the next one is still found.
 */
export function readPem(text: string): PemReading {
  const { blocks, problems } = findPem(text);
  const own = blocks.flatMap((found) => blockProblems(found));
  return {
    blocks: blocks.map((found) => placeBlock(found)),
    problems: own.length === 0 ? problems : [...problems, ...own].sort((a, b) => a.span.start - b.span.start),
  };
}

/** The block at its place in the document; `der` left out where `withDer` is false. */
export function placeBlock({ scanned, content }: FoundBlock, withDer = true): PemBlock {
  const from = scanned.span.start;
  return {
    label: content.label,
    span: scanned.span,
    body: scanned.body,
    headers: content.headers.length === 0 ? [] : placeHeaders(content.headers, from),
    der: withDer ? content.der : undefined,
  };
}

function placeHeaders(headers: readonly PemHeader[], from: number): PemHeader[] {
  return headers.map((header) => ({ ...header, span: shift(header.span, from) }));
}

/** What is wrong inside the block, at its place in the document. */
export function blockProblems({ scanned, content }: FoundBlock): Problem[] {
  if (content.problems.length === 0) return [];
  // An indented block stands in some other format, whose own reader decides what a blank line is.
  const problems = content.problems.filter(({ code }) => code !== 'pem-blank-line' || scanned.atMargin);
  return problems.map((problem) => ({ ...problem, span: shift(problem.span, scanned.span.start) }));
}

function shift({ start, end }: Span, by: number): Span {
  return span(start + by, end + by);
}
