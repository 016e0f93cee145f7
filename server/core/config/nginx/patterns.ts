/** The regular expressions of a configuration: which words of which directives nginx compiles. */
import type { Level } from './level.ts';
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

export interface WrittenPattern {
  readonly word: Word;
  readonly pattern: string;
  /** Where the pattern begins in the word's value. */
  readonly start: number;
}

/** Those of a level's own directives; of its blocks only those that are no level themselves. */
export function* patternsOf({ own }: Level): Iterable<WrittenPattern> {
  for (const [name, wordsOf] of byName) {
    for (const directive of own.get(name) ?? []) {
      for (const found of wordsOf(directive)) if (!placeholder.test(found.pattern)) yield found;
    }
  }
}

/** A dollar sign is the end of a line here. */
const placeholder = /\{\{|\{%|<%|%\{|\{[A-Za-z_$]|\$\{?[A-Z_]{2}|@@[A-Z]|__[A-Z]\w*__|%s|%\(\w+\)s|…/;

type Reader = (directive: Directive) => Iterable<WrittenPattern>;

const readers: Readonly<Record<string, Reader>> = {
  location: ({ args: [first, second] }) => {
    if (first && !second) return marked([first]);
    return first && second && /^~\*?$/.test(first.value) ? [whole(second)] : [];
  },
  if: ({ args }) => {
    const at = args.findIndex(({ value }) => /^!?~\*?$/.test(value));
    const word = at < 0 ? undefined : args[at + 1];
    if (!word) return [];
    // The parenthesis that ends the condition.
    const pattern = at + 2 === args.length ? word.value.replace(/\)$/, '') : word.value;
    return [{ word, pattern, start: 0 }];
  },
  rewrite: ({ args }) => args.slice(0, 1).map(whole),
  fastcgi_split_path_info: ({ args }) => args.slice(0, 1).map(whole),
  server_name: ({ args }) => marked(args),
  valid_referers: ({ args }) => marked(args),
  proxy_redirect: ({ args }) => marked(args.slice(0, 1)),
  proxy_cookie_domain: ({ args }) => marked(args.slice(0, 1)),
  proxy_cookie_path: ({ args }) => marked(args.slice(0, 1)),
  map: ({ body }) => marked((body?.children ?? []).map(({ name }) => name)),
};

const byName = Object.entries(readers);

function whole(word: Word): WrittenPattern {
  return { word, pattern: word.value, start: 0 };
}

/** Words that say with `~` or `~*` that they are one. */
function marked(words: readonly Word[]): WrittenPattern[] {
  return words.flatMap((word) => {
    const [mark] = /^~\*?/.exec(word.value) ?? [];
    return mark === undefined ? [] : [{ word, pattern: word.value.slice(mark.length), start: mark.length }];
  });
}
