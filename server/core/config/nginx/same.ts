/** Whether what is read anew says what is known already. */
import type { Span } from '../../base/span.ts';
import type { NamedFile, TlsContext } from '../../tls/context.ts';
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

/** Whether `b` is `a`, each place in it moved by `by`. */
export function isSameDirective(a: Directive, b: Directive, by: number): boolean {
  if (!isSameHead(a, b, by) || !isMoved(a.span, b.span, by)) return false;
  if (!a.semicolon !== !b.semicolon || (a.semicolon && b.semicolon && !isMoved(a.semicolon, b.semicolon, by)))
    return false;
  const { body } = a;
  if (!body || !b.body) return body === b.body;
  const { open, close, children } = b.body;
  if (!isMoved(body.open, open, by) || body.children.length !== children.length) return false;
  if (!body.close !== !close || (body.close && close && !isMoved(body.close, close, by))) return false;
  return body.children.every((child, i) => isSameDirective(child, children[i] as Directive, by));
}

export function isSameHead(a: Directive, b: Directive, by: number): boolean {
  if (a.args.length !== b.args.length || !isSameWord(a.name, b.name, by)) return false;
  return a.args.every((word, i) => isSameWord(word, b.args[i] as Word, by));
}

function isSameWord(a: Word, b: Word, by: number): boolean {
  return (
    a.value === b.value &&
    a.quoted === b.quoted &&
    a.startsLine === b.startsLine &&
    isMoved(a.span, b.span, by) &&
    isMoved(a.content, b.content, by)
  );
}

function isMoved(a: Span, b: Span, by: number): boolean {
  return a.start + by === b.start && a.end + by === b.end;
}

/**
 * Whether two contexts say the same at the same places, of the same directives: a place is its object, which moves along
 * with the directive it was taken from. What one directive sets is always the same.
 */
export function isSameContext(a: TlsContext, b: TlsContext): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSameFact(a[key as keyof TlsContext], b[key as keyof TlsContext]))
  );
}

function isSameFact(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => isSameFact(one, b[i]));
  if (isNamedFile(a) && isNamedFile(b)) return a.path === b.path && a.purpose === b.purpose && a.base === b.base;
  if (!isSetting(a) || !isSetting(b)) return false;
  const isSameValue = a.value === b.value || (typeof a.value === 'object' && typeof b.value === 'object');
  return isSameValue && a.span === b.span && a.origin === b.origin;
}

function isNamedFile(fact: unknown): fact is NamedFile {
  return typeof fact === 'object' && fact !== null && 'path' in fact && 'purpose' in fact && 'base' in fact;
}

function isSetting(fact: unknown): fact is { readonly value: unknown; readonly span: Span; readonly origin: string } {
  return typeof fact === 'object' && fact !== null && 'origin' in fact && 'span' in fact && 'value' in fact;
}
