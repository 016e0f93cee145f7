import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import { type Span, span } from '../../base/span.ts';
import type { Change } from '../../tls/change.ts';
import type { FilePurpose, FileReference, Setting, TlsContext, Unknown } from '../../tls/context.ts';
import type { Observation } from '../../tls/observation.ts';
import type { Followed } from './follow.ts';
import type { Argument, Call, Item, PathForm, Subject, Value } from './value.ts';

/** An observation in a file that is not put right before somebody asks. */
export interface Observed extends Omit<Observation, 'repair' | 'trust'> {
  /** Statements that the repair takes away. */
  readonly removes?: readonly SyntaxNode[];
  repair?(file: SourceFile): readonly TextEdit[] | undefined;
  trust?(file: SourceFile, anchors: string): readonly TextEdit[] | undefined;
}

/** A context, and how a change of it is written. */
export interface Place {
  readonly context: TlsContext;
  /** Statements that a change may take away. */
  readonly insecure: readonly SyntaxNode[];
  /** See `ConfigLanguage.write`. */
  write(change: Change, file: SourceFile): readonly TextEdit[] | undefined;
}

/** What writing needs to know of the file besides the context. */
export interface SourceFile extends Followed {
  readonly places: readonly Place[];
  readonly observed: readonly Observed[];
  /** Every statement that some fix may take away: a block that all of them would leave empty needs another. */
  readonly removable: readonly SyntaxNode[];
  /** How the file's own references are put together; the first of those relative to the file itself. */
  readonly pathForms: readonly PathForm[];
}

/** A library, and the contexts that its objects are. */
export interface Library {
  /** The first part of its names. */
  readonly module: string;
  readonly classes: readonly string[];
  readonly attributes: readonly string[];
  /** Keys of a dictionary by which it is taken for one of this library's settings. Absent: none. */
  readonly keys?: readonly string[];
  /** Calls of a method by which an object of unknown origin is taken for one of this library's. Absent: none. */
  isTelling?(method: string, given: readonly Argument[]): boolean;
  readPlaces(subject: Subject, text: string): readonly Place[];
  observe?(subject: Subject, text: string): readonly Observed[];
}

export function explicit<T>(value: T | Unknown, place: Span): Setting<T> {
  return { value, span: place, origin: 'explicit' };
}

/** The argument of a keyword, or else at a position among those without one. */
export function argument(call: Call, keyword: string, position?: number): Argument | undefined {
  const named = call.arguments.findLast((one) => one.keyword === keyword);
  if (named || position === undefined) return named;
  const positional = call.arguments.slice(0, position + 1);
  const found = positional[position];
  return found && positional.every((one) => one.keyword === undefined && !one.star) ? found : undefined;
}

/** True where arguments are passed that the text does not spell out. */
export function hasUnpacked(call: Call): boolean {
  return call.arguments.some(({ star }) => star !== undefined);
}

export function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

/** A file that a value names; `whole` is what a finding underlines. */
export function fileSetting({ node, value }: Item, whole: Span, purpose: FilePurpose): Setting<FileReference> {
  if (value.kind !== 'text' || value.text === '') return explicit<FileReference>('unknown', whole);
  const { text: path, base } = value;
  return explicit({ path, span: value.span ?? span(node.from, node.to), purpose, base }, whole);
}

/** From the first of these nodes to the end of the last. */
export function extent(subject: Subject): Span {
  const statements = [subject.node, ...subject.touches.map(({ statement }) => statement)];
  // A block statement holds the touch in its head; its body is another matter.
  const ends = statements.map((node) => node.getChild('Body')?.from ?? node.to);
  const starts = [statementStart(subject), ...statements.map(({ from }) => from)];
  return span(Math.min(...starts), Math.max(...ends));
}

function statementStart({ node, statement }: Subject): number {
  return statement.from <= node.from && node.to <= statement.to && statement.name !== 'FunctionDefinition'
    ? statement.from
    : node.from;
}
