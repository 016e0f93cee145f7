/** What following a text tells of its expressions, and of the objects they make. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';
import type { Piece } from '../../tls/list-text.ts';

/** How a path relative to the file itself was put together, so that another can be written in the same way. */
export interface PathForm {
  /** `os.path.join(anchor, …)`, `anchor / …`, `anchor + '/…'`. */
  readonly kind: 'join' | 'slash' | 'plus';
  /** The expression of the folder it starts from, and that folder, relative to the document's. */
  readonly anchor: SyntaxNode;
  readonly folder: string;
  /** The function that joins, as written. */
  readonly callee?: string;
}

/** A string, or a path object: whichever, it can name a file. */
export interface Text {
  readonly kind: 'text';
  readonly text: string;
  readonly base: 'document' | 'working-directory';
  /** The characters of its literals, without the outer quotes; undefined where none was written. */
  readonly span?: Span;
  readonly form?: PathForm;
  /** Where its literals stand, if there are several. */
  readonly pieces?: readonly Piece[];
}

export type Value =
  /** Something of a module: `ssl.CERT_NONE`, whatever it is called here. */
  | { readonly kind: 'name'; readonly name: string; readonly imported?: boolean }
  | { readonly kind: 'constant'; readonly value: boolean | number | null }
  | Text
  /** `__file__`. */
  | { readonly kind: 'file' }
  /** `Path(…).parents`, to be indexed. */
  | { readonly kind: 'parents'; readonly of: Value }
  | { readonly kind: 'tuple'; readonly items: readonly Item[] }
  /** `{'verify': False}`, or `dict(verify=False)`. */
  | Dictionary
  /** A function that the text defines. */
  | { readonly kind: 'function'; readonly node: SyntaxNode }
  /** Names joined with `|`. */
  | { readonly kind: 'flags'; readonly names: readonly string[] }
  /** One of these objects, depending on the way the program took. */
  | { readonly kind: 'subjects'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'unknown' };

export interface Item {
  readonly node: SyntaxNode;
  readonly value: Value;
}

/** A value of a dictionary, with its key. */
export interface Entry extends Item {
  readonly key: string;
  /** From the key on. */
  readonly span: Span;
}

export interface Dictionary {
  readonly kind: 'dictionary';
  readonly node: SyntaxNode;
  /** Of equal keys the last counts. */
  readonly entries: readonly Entry[];
  /** True where it takes in what cannot be followed. */
  readonly isOpen: boolean;
}

export const unknown: Value = { kind: 'unknown' };

/** A piece of the program that runs some of the time: a branch, the body of a loop or of a function. */
export interface Branch {
  readonly parent: Branch | undefined;
  readonly node: SyntaxNode;
  /** True where the program never comes to it. */
  readonly isDead?: boolean;
}

export interface Argument extends Item {
  readonly keyword: string | undefined;
  readonly star: '*' | '**' | undefined;
  readonly span: Span;
  /** True where it is an entry of a dictionary that the call unpacks. */
  readonly isUnpacked?: true;
}

/** A call with its arguments followed. */
export interface Call {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  /** The module's name of what is called; undefined for a method or a function of the file. */
  readonly name: string | undefined;
  readonly arguments: readonly Argument[];
}

interface At {
  /** The statement it happens in. */
  readonly statement: SyntaxNode;
  readonly branch: Branch | undefined;
}

/** `subject.attribute = value`. */
export interface Assignment extends At, Item {
  readonly kind: 'assignment';
  readonly attribute: string;
  /** `=`, or `|=` and its like. */
  readonly operator: string;
  /** The `MemberExpression` on the left. */
  readonly target: SyntaxNode;
}

/** `subject.method(…)`. */
export interface MethodCall extends At {
  readonly kind: 'call';
  readonly method: string;
  readonly call: Call;
}

/** `anything(…, subject, …)`: `method` is the last name of what is called. */
export interface Passing extends At {
  readonly kind: 'passing';
  readonly method: string;
  readonly call: Call;
}

export type Touch = Assignment | MethodCall | Passing;

/** An object of a library that the program makes, or is handed, and everything it does with it, in order. */
export interface Subject extends At {
  /** The module's name of the function or class that made it; undefined where it comes from elsewhere. */
  readonly origin: string | undefined;
  /** Its class, where an annotation tells. */
  readonly type: string | undefined;
  /** The call that made it; undefined where it comes from elsewhere. */
  readonly call: Call | undefined;
  /** The call that made it, or the first place that names it. */
  readonly node: SyntaxNode;
  readonly touches: Touch[];
  /** What a dictionary says that tells of TLS by itself. */
  readonly dictionary?: Dictionary;
}

/** `module.attribute = value`: a change for the whole program. */
export interface Patch extends At, Item {
  readonly name: string;
  readonly target: SyntaxNode;
}

/** True where the touch happens whenever the object was made: no branch, loop or function lies between the two. */
export function isCertain(touch: Touch, subject: Subject): boolean {
  for (let at = subject.branch; at; at = at.parent) if (at === touch.branch) return true;
  return touch.branch === undefined;
}

/** What a name stands for after two ways meet; `undefined` where one of them does not define it. */
export function merge(a: Value | undefined, b: Value | undefined): Value {
  if (!a || !b) return a ?? b ?? unknown;
  if (a === b) return a;
  if (a.kind === 'subjects' && b.kind === 'subjects') return union(a.subjects, b.subjects);
  if (a.kind === 'subjects') return a;
  if (b.kind === 'subjects') return b;
  // try: import ssl / except ImportError: ssl = None
  if (a.kind === 'name' && a.imported && isNone(b)) return a;
  if (b.kind === 'name' && b.imported && isNone(a)) return b;
  return isSame(a, b) ? a : unknown;
}

/** More than this many are not one thing to anybody. */
const mostSubjects = 16;

function union(a: readonly Subject[], b: readonly Subject[]): Value {
  const subjects = [...new Set([...a, ...b])];
  return subjects.length > mostSubjects ? unknown : { kind: 'subjects', subjects };
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'name' && b.kind === 'name') return a.name === b.name;
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text && a.base === b.base;
  return a.kind === 'file' && b.kind === 'file';
}

/** Whether a value counts as true; undefined where that is not known. */
export function truth(value: Value): boolean | undefined {
  if (value.kind === 'constant') return Boolean(value.value);
  if (value.kind === 'text' && value.base === 'working-directory') return value.text !== '';
  return undefined;
}
