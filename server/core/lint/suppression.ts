/**
 * Comments that say that a finding is right as it is:
 *
 *     tlsense-disable-next-line <rule>[, <rule>] -- <reason>
 *     tlsense-disable-line <rule> -- <reason>
 *     tlsense-disable <rule> -- <reason>             for the whole file
 */
import { type Span, span, touches } from '../base/span.ts';
import { LineIndex } from '../base/text.ts';
import type { Finding } from './finding.ts';
import { currentRule } from './renamed-rules.ts';

export interface SuppressedRule {
  readonly id: string;
  readonly span: Span;
}

export interface Suppression {
  readonly scope: 'file' | 'line';
  readonly rules: readonly SuppressedRule[];
  /** Empty where none is given. */
  readonly reason: string;
  /** From the word to the end of the reason. */
  readonly span: Span;
  readonly comment: Span;
  /** The lines that it is about; absent for the whole file. */
  readonly lines?: Span;
}

/** A finding that a comment speaks of. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** What an editor writes where a person still has to say why; it is no reason. */
export const reasonPlaceholder = '(reason)';

/** Nobody writes more. */
const limits = { comments: 2_000, rules: 50, characters: 2_000, lines: 200 };

const word = /(?:#+|\/\/+|\/\*+|<!--)[\s*]*(tlsense-disable)(-next-line|-line)?(?=[ \t\r\n]|$|\*\/|-->)/y;

/** `comments` are those of the text's own language, marks included. */
export function readSuppressions(text: string, comments: readonly Span[]): Suppression[] {
  const found: Read[] = [];
  for (const comment of comments) {
    if (found.length >= limits.comments) break;
    const suppression = readComment(text, comment);
    if (suppression) found.push(suppression);
  }
  if (found.length === 0) return [];
  const lines = new Lines(text);
  const behind = linesBehind(text, lines, found);
  return found.map((suppression) => withLines(text, lines, suppression, behind));
}

interface Read extends Suppression {
  readonly isNext: boolean;
}

function readComment(text: string, comment: Span): Read | undefined {
  // Most comments are none of ours.
  const head = text.slice(comment.start, Math.min(comment.end, comment.start + 200));
  word.lastIndex = 0;
  const match = word.exec(head);
  if (!match) return undefined;
  const [whole, name = '', which = ''] = match;
  const start = comment.start + whole.length - name.length - which.length;
  const from = comment.start + whole.length;
  const written = text.slice(from, Math.min(comment.end, from + limits.characters)).split(/\r?\n|\*\/|-->/)[0] ?? '';
  const dashes = /(?:^|[ \t])--(?:[ \t]|$)/.exec(written);
  const list = dashes ? written.slice(0, dashes.index) : written;
  const reason = dashes ? written.slice(dashes.index + dashes[0].length).trim() : '';
  const rules = [...list.matchAll(/[^\s,]+/g)].slice(0, limits.rules).map((rule) => ({
    id: currentRule(rule[0]),
    span: span(from + rule.index, from + rule.index + rule[0].length),
  }));
  return {
    scope: which === '' ? 'file' : 'line',
    isNext: which === '-next-line',
    rules,
    reason: reason === reasonPlaceholder ? '' : reason,
    span: span(start, from + written.trimEnd().length),
    comment,
  };
}

/** By the beginning of a line with nothing in it but such a comment: where the first line behind it begins that is none. */
function linesBehind(text: string, lines: Lines, all: readonly Read[]): ReadonlyMap<number, number> {
  const behind = new Map<number, number>();
  for (const { comment } of all.toReversed()) {
    const start = lines.start(comment.start);
    const end = lines.end(comment.end);
    const isAlone = text.slice(start, comment.start).trim() === '' && text.slice(comment.end, end).trim() === '';
    if (isAlone) behind.set(start, behind.get(end + 1) ?? end + 1);
  }
  return behind;
}

/** The lines that a comment is about: its own, or the next one that is not another such comment. */
function withLines(
  text: string,
  lines: Lines,
  { isNext, ...suppression }: Read,
  behind: ReadonlyMap<number, number>,
): Suppression {
  if (suppression.scope === 'file') return suppression;
  let start = lines.start(suppression.comment.start);
  if (isNext) {
    start = lines.end(suppression.comment.end) + 1;
    start = behind.get(start) ?? start;
  }
  let end = lines.end(start);
  // A line that goes on in the next is one.
  for (let left = limits.lines; left > 0 && end < text.length; left--) {
    if (!/\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) break;
    end = lines.end(end + 1);
  }
  return { ...suppression, lines: span(start, end) };
}

/** Where lines begin and end; many comments may stand in one long line. */
class Lines {
  readonly #index: LineIndex;
  readonly #length: number;

  constructor(text: string) {
    this.#index = new LineIndex(text);
    this.#length = text.length;
  }

  start(at: number): number {
    return this.#index.lineStart(this.#index.position(at).line);
  }

  /** Before the line feed. */
  end(at: number): number {
    const next = this.#index.position(at).line + 1;
    return next < this.#index.lineCount ? this.#index.lineStart(next) - 1 : this.#length;
  }
}

/** Findings without those that comments speak of, and the rules of comments of which there was nothing to find. */
export function suppress(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly unused: ReadonlyMap<Suppression, readonly SuppressedRule[]>;
} {
  const byRule = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    for (const { id } of suppression.rules) byRule.set(id, [...(byRule.get(id) ?? []), suppression]);
  }
  const used = new Map<Suppression, Set<string>>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const meant = (byRule.get(finding.rule) ?? []).filter(
      ({ lines }) => lines === undefined || touches(lines, finding.span.start),
    );
    const [first] = meant;
    if (first) suppressed.push({ finding, suppression: first });
    else kept.push(finding);
    for (const suppression of meant) used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.rule));
  }
  const unused = suppressions.map((suppression) => {
    const rules = suppression.rules.filter(({ id }) => !used.get(suppression)?.has(id));
    return [suppression, rules] as const;
  });
  return { kept, suppressed, unused: new Map(unused) };
}
