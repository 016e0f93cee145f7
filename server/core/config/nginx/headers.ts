/** Headers that nginx adds or passes on: arrays, which a level inherits whole or not at all. */
import { byObject } from '../../base/by-object.ts';
import type { TextEdit } from '../../base/edit.ts';
import { insertAfter, quote } from './edits.ts';
import { find, type Level, noteAsked } from './level.ts';
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

export function isHsts({ args }: Directive): boolean {
  return args[0]?.value.toLowerCase() === 'strict-transport-security';
}

/** Strict-Transport-Security as one directive sets it. */
export interface HstsHeader {
  readonly directive: Directive;
  /** The word that holds its value, and where in it the value begins. */
  readonly word: Word;
  readonly start: number;
  readonly value: string;
}

const named = /^strict-transport-security\s*:\s*/i;

/** Those that a level's own directives set: `add_header`, and `more_set_headers` of the headers-more module. */
export function hstsOf(level: Level): readonly HstsHeader[] {
  for (const name of ['add_header', 'more_set_headers']) noteAsked(name);
  return hstsIn(level);
}

const hstsIn = byObject((level: Level): readonly HstsHeader[] => {
  const headers: HstsHeader[] = [];
  for (const directive of level.own.get('add_header') ?? []) {
    const word = directive.args[1];
    if (isHsts(directive) && word) headers.push({ directive, word, start: 0, value: word.value });
  }
  for (const directive of level.own.get('more_set_headers') ?? []) {
    for (const word of directive.args) {
      const start = named.exec(word.value)?.[0].length;
      if (start !== undefined) headers.push({ directive, word, start, value: word.value.slice(start) });
    }
  }
  return headers;
});

/** A part of the value of Strict-Transport-Security that became a directive, for want of quotes. */
export function isHstsPart(name: string): boolean {
  return /^(?:includesubdomains|preload)$/i.test(name);
}

/** The directives of this name that `level` would inherit if it had none of its own. */
export function inheritedBy(level: Level, name: string): readonly Directive[] {
  return (level.parent && find(level.parent, name)?.directives) ?? [];
}

/** A header that carries what nginx found out about the client's certificate. */
export function carriesClientCertificate({ args }: Directive): boolean {
  return args.slice(1).some(({ value }) => /\$\{?ssl_client_/.test(value));
}

export function headerName({ args }: Directive): string {
  return args[0]?.value.toLowerCase() ?? '';
}

/** Writes directives again behind another one. */
export function repeatAfter(text: string, last: Directive, lost: readonly Directive[]): TextEdit | undefined {
  return insertAfter(
    text,
    last,
    lost.map((directive) => textOf(text, directive)),
  );
}

/** The directive's own text, on one line. */
function textOf(text: string, { name, args, span: { start, end } }: Directive): string {
  // One of another file has its place behind the text.
  if (end > text.length) return `${[name, ...args].map(({ value }) => quote(value)).join(' ')};`;
  return text.slice(start, end).replace(/(?<![ \t])[ \t]*\r?\n[ \t]*/g, ' ');
}
