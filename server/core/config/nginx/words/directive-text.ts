/** The documentation of a directive in words, for cards and for lists of completions. */
import { type Message, message, verbatim } from '../../../base/message.ts';
import type { Span } from '../../../base/span.ts';
import type { Description } from '../../completion.ts';
import { overlap } from '../contexts.ts';
import { type DirectiveReference, pageOf, referencesOf } from '../directives/reference.ts';
import { removalOf } from '../directives/removed.ts';
import { type Command, commandsOf, isFlag } from '../directives/table.ts';

const contextNames: Readonly<Record<string, string>> = {
  m: 'main',
  e: 'events',
  h: 'http',
  s: 'server',
  l: 'location',
  u: 'upstream',
  i: 'if in server',
  j: 'if in location',
  x: 'limit_except',
  M: 'mail',
  N: 'server',
  T: 'stream',
  V: 'server',
  W: 'upstream',
};

/** Letters of one part of nginx, which are named together. */
const parts = ['hsliujx', 'MN', 'TVW', 'me'];

/** The documentation that is meant where these contexts are; all of it where none fits. */
function referencesAt(name: string, letters: string, block?: string): readonly DirectiveReference[] {
  const all = referencesOf(name);
  const here = all.filter(({ contexts }) => (block === undefined ? overlap(contexts, letters) : contexts === block));
  return here.length > 0 ? here : all;
}

/** A card; undefined for a name that is not nginx's. */
export function describeDirective(
  name: string,
  letters: string,
  block: string | undefined,
  span: Span,
): Description | undefined {
  const commands = commandsOf(name);
  const references = referencesAt(name, letters, block);
  const [first] = references;
  if (!commands && !first) return undefined;
  const removal = removalOf(name);
  return {
    kind: 'directive',
    span,
    code: first
      ? first.syntax.map((syntax) => wrapped(codeLine(name, syntax)))
      : [codeLine(name, syntaxOf(commands ?? []))],
    paragraphs: [
      ...(first?.text && !removal ? [verbatim(first.text)] : []),
      ...(removal
        ? [
            removal.gone
              ? message('nginx does not start with it since {version}.', { version: removal.since })
              : message('nginx ignores it since {version}.', { version: removal.since }),
          ]
        : []),
      ...(!first && commands?.length === 0 ? [message('A directive of a module that is not part of nginx.')] : []),
    ],
    fields: fieldsOf(name, first),
    ...(first && { page: pageOf(first) }),
  };
}

export function fieldsOf(name: string, reference: DirectiveReference | undefined): Description['fields'] {
  const contexts = contextsText(name, reference);
  const since = reference ? sinceText(reference) : undefined;
  return [
    ...(reference?.default ? [{ label: message('Default'), value: verbatim(`\`${reference.default}\``) }] : []),
    ...(contexts ? [{ label: message('Contexts'), value: contexts }] : []),
    ...(since ? [{ label: message('Since'), value: since }] : []),
  ];
}

function sinceText({ since, isCommercial, module }: DirectiveReference): Message | undefined {
  // Modules with a life of their own count for themselves.
  if (module === 'ngx_http_acme_module') return since ? verbatim(`${module} ${since}`) : undefined;
  if (isCommercial) {
    return since ? message('nginx {version}, NGINX Plus only', { version: since }) : message('NGINX Plus only');
  }
  return since ? message('nginx {version}', { version: since }) : undefined;
}

/** Where it may stand in the part of nginx that is spoken of, and in which others it may. */
function contextsText(name: string, reference: DirectiveReference | undefined): Message | undefined {
  const letters = (commandsOf(name) ?? []).map(({ contexts }) => contexts).join('');
  const own = reference?.contexts ?? '';
  if (own.length > 1 && !isLetters.test(own)) return verbatim(own);
  if (reference && own === '') return message('anywhere');
  const [here, ...others] = parts
    .filter((part) => overlap(part, own) || overlap(part, letters))
    .toSorted((a, b) => Number(overlap(b, own)) - Number(overlap(a, own)));
  if (here === undefined) return undefined;
  const known = overlap(here, own) ? own : letters;
  const contexts = [...here].filter((letter) => known.includes(letter)).map((letter) => contextNames[letter] ?? '');
  if (others.length === 0) return verbatim(contexts.join(', '));
  const outer = others.map((part) => contextNames[part.charAt(0)] ?? '');
  return message('{contexts}; also in {others}', { contexts, others: outer });
}

const isLetters = /^[mehsluijxMNTVW]+$/;

/** Long syntax goes on in further lines, indented. */
const longestLine = 80;

export function codeLine(name: string, syntax: string): string {
  return syntax.includes('{ … }') ? `${name} ${syntax}` : `${name} ${syntax}`.trim().concat(';');
}

function wrapped(line: string): string {
  const lines: string[] = [];
  for (const word of line.split(/ (?=\[|<|[a-z])/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < longestLine) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `    ${word}`);
  }
  return lines.join('\n');
}

function syntaxOf(commands: readonly Command[]): string {
  return commands.length > 0 && commands.every(isFlag) ? 'on | off' : '…';
}
