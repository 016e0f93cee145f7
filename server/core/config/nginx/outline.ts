/** The blocks of a configuration, by the names that people know them by. */
import { type Span, span } from '../../base/span.ts';
import { visible } from '../../base/visible.ts';
import type { Fold, OutlineEntry } from '../language.ts';
import type { Directive, Tree } from './tree.ts';

/** More is nothing that anybody looks through. */
const mostEntries = 5_000;
const longestName = 200;

const kinds: Readonly<Record<string, OutlineEntry['kind']>> = {
  http: 'part',
  stream: 'part',
  mail: 'part',
  events: 'part',
  server: 'server',
  location: 'place',
  if: 'place',
  limit_except: 'place',
  upstream: 'peers',
};

export function outlineOf({ children }: Tree): OutlineEntry[] {
  let left = mostEntries;
  const entriesOf = (directives: readonly Directive[]): OutlineEntry[] =>
    directives.flatMap((directive) => {
      const { name, body } = directive;
      if (!body || left-- <= 0) return [];
      return [
        {
          ...titleOf(directive),
          kind: (Object.hasOwn(kinds, name.value) ? kinds[name.value] : undefined) ?? 'table',
          span: directive.span,
          nameSpan: name.span,
          children: entriesOf(body.children),
        },
      ];
    });
  return entriesOf(children);
}

/** A server by its names, and where it listens; every other block as its own line has it. */
function titleOf({ name, args, body }: Directive): Pick<OutlineEntry, 'name' | 'detail'> {
  const words = (directive: string): string[] =>
    (body?.children ?? [])
      .filter((child) => child.name.value === directive)
      .map((child) => child.args.map(({ value }) => value).join(' '));
  if (name.value !== 'server') return { name: shown([name.value, ...args.map(({ value }) => value)].join(' ')) };
  const listens = shown(words('listen').join(', '));
  return {
    name: shown(['server', ...words('server_name').filter((names) => names !== '')].join(' ')),
    ...(listens && { detail: listens }),
  };
}

function shown(text: string): string {
  const line = visible(text.slice(0, longestName).replace(/\s+/g, ' ')).trim();
  return line === '' ? '{ }' : line;
}

/** Blocks, up to the line before their closing brace, and comments of several lines. */
export function foldsOf({ children, comments }: Tree, text: string): Fold[] {
  const folds: Fold[] = [];
  const visit = (directives: readonly Directive[]): void => {
    for (const { body } of directives) {
      if (!body || folds.length >= mostEntries) continue;
      if (body.close !== undefined) folds.push({ kind: 'block', span: span(body.open.start, body.close.start) });
      visit(body.children);
    }
  };
  visit(children);
  return [...folds, ...commentBlocks(comments, text)];
}

function isFirstInLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n';
}

function commentBlocks(comments: readonly Span[], text: string): Fold[] {
  const folds: Fold[] = [];
  let first: Span | undefined;
  let last: Span | undefined;
  const end = (): void => {
    if (first && last && first !== last) folds.push({ kind: 'comment', span: span(first.start, last.end) });
  };
  for (const comment of comments) {
    if (folds.length >= mostEntries) break;
    const isOwnLine = isFirstInLine(text, comment.start);
    const follows = last !== undefined && /^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start));
    if (!isOwnLine || !follows) {
      end();
      first = isOwnLine ? comment : undefined;
    }
    last = isOwnLine ? comment : undefined;
  }
  end();
  return folds;
}
