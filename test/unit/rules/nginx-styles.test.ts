/** Each mistake in other handwritings: the finding stays in its line. Each right configuration: still none. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { reader } from '../../../server/core/config/nginx/reader.ts';
import { analyseText } from '../../support/analyse-text.ts';
import { mistakeFiles } from './nginx-mistakes/files.ts';
import { rows } from './nginx-mistakes/rows.ts';

/** A text in another handwriting, and where an offset of the first is in it. */
interface Restyled {
  readonly text: string;
  at(offset: number): number;
}

type Style = (text: string) => Restyled;

/** Replaces matches, and knows where each offset went. */
function replaced(text: string, pattern: RegExp, by: (...groups: string[]) => string): Restyled {
  const moves: [number, number][] = [];
  let out = '';
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    out += text.slice(last, match.index);
    const made = by(...match.map((group) => group ?? ''));
    moves.push([match.index + match[0].length, made.length - match[0].length]);
    out += made;
    last = match.index + match[0].length;
  }
  out += text.slice(last);
  return {
    text: out,
    at: (offset) => offset + moves.reduce((sum, [from, by_]) => (from <= offset ? sum + by_ : sum), 0),
  };
}

/** What does not stand in http: whole files, and snippets of a server. */
const isWhole = /^(?:http|stream|mail|events|location)\b/m;

const styles: Readonly<Record<string, Style>> = {
  'carriage returns': (text) => replaced(text, /\n/g, () => '\r\n'),
  tabs: (text) => replaced(text, / {4}/g, () => '\t'),
  'comments behind every line': (text) => replaced(text, /;\n/g, () => '; # note: { "quoted" ; }\n'),
  'comments between the lines': (text) => replaced(text, /;\n/g, () => ';\n    # ssl_protocols SSLv3; }\n\n'),
  'a byte order mark': (text) => ({ text: `\uFEFF${text}`, at: (offset) => offset + 1 }),
  'many spaces': (text) => replaced(text, /(\w) (?=\w)/g, (_, before = '') => `${before}    `),
  'braces on their own lines': (text) => replaced(text, / \{\n/g, () => '\n{\n'),
  'inside http, among other servers': (text) => {
    if (isWhole.test(text)) return { text, at: (offset) => offset };
    const before = 'events {}\nhttp {\n  server { listen 8081; server_name z.example; root /srv/z; }\n';
    const after = '\n  server { listen 8082; server_name y.example; root /srv/y; }\n}\n';
    return { text: before + text + after, at: (offset) => offset + before.length };
  },
  'with other directives between': (text) =>
    replaced(
      text,
      /\n( +)listen ([^;]*);/g,
      (_, indent, rest) => `\n${indent}listen ${rest};\n${indent}access_log off;\n${indent}index index.html;`,
    ),
};

let known: ReadonlyMap<string, string>;
beforeAll(async () => {
  known = await mistakeFiles();
});

function textsOf(files: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, names]) => [
      path,
      names
        .split('+')
        .map((name) => known.get(name))
        .join(''),
    ]),
  );
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

describe.each(Object.entries(styles))('%s', (name, style) => {
  // A list over two lines, and braces of blocks in a value, are what the mistake is about.
  const fitting = rows.filter(([, { mistake }]) => !/over two lines/.test(mistake));

  test.each(fitting.map(([number, row]) => [number, row.mistake, row] as const))('%i %s', async (_, __, row) => {
    const { text, at } = style(row.text);
    const expected = lineOf(text, at(row.text.indexOf(row.at)));
    const { findings, document } = await analyseText('nginx', text, textsOf(row.files), row.settings);
    const lines = findings.filter(({ rule }) => rule === row.rule).map(({ span }) => lineOf(document.text, span.start));
    // Braces and words of one directive may stand in the lines around.
    expect(
      lines.some((line) => Math.abs(line - expected) <= (name.startsWith('braces') ? 1 : 0)),
      `${lines} for ${expected} in\n${text}`,
    ).toBe(true);
  });
});

const folder = new URL('../config/nginx/topics/', import.meta.url);
const topics = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

test.each(Object.entries(styles))('%s: right configurations give no finding', async (_, style) => {
  const said: string[] = [];
  // The other directives are http's.
  const fitting = topics.filter(([, topic]) => !/^(?:stream|mail) /m.test(topic));
  for (const [name, topic] of fitting) {
    // Files of this workspace have no part in it.
    const { text } = style(topic.replace(/(?<=[ '"])certs\//g, '/etc/nginx/certs/'));
    const { findings } = await analyseText('nginx', text);
    said.push(...findings.map(({ rule, span }) => `${name}: ${rule}: ${text.slice(span.start, span.end)}`));
  }
  expect(said).toEqual([]);
});

/** The same numbers each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let at = seed; ; ) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
    yield at / 0x1_0000_0000;
  }
}

test('600 damaged configurations are read, and everything that is said lies inside them', async () => {
  const random = numbers(7);
  const next = (below: number): number => Math.floor(random.next().value * below);
  const pieces = [
    '{',
    '}',
    ';',
    '"',
    "'",
    '\\',
    '#',
    '$',
    '\n',
    '${',
    '{{',
    '}}',
    '{%',
    'include *;',
    'server {',
    '\0',
    '\uD800',
    ' '.repeat(500),
  ];
  let levels = 0;
  for (let i = 0; i < 600; i++) {
    let text = topics[next(topics.length)]?.[1] ?? '';
    for (let change = 0; change <= next(4); change++) {
      const at = next(text.length);
      const to = Math.min(text.length, at + next(60));
      const kind = next(4);
      if (kind === 0) text = text.slice(0, at) + text.slice(to);
      else if (kind === 1) text = text.slice(0, at) + (pieces[next(pieces.length)] ?? '') + text.slice(at);
      else if (kind === 2) text = text.slice(0, to) + text.slice(at, to) + text.slice(to);
      else text = text.slice(0, at);
    }
    const { document } = reader.read(text);
    levels += document?.tree.children.length ?? 0;
    const { findings } = await analyseText('nginx', text);
    for (const { span } of findings) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  }
  expect(levels).toBeGreaterThan(600);
});
