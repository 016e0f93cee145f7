/** The directives that can stand at a place, with what is left to fill in. */
import { type Message, message, verbatim } from '../../../base/message.ts';
import type { Completion, ProgramVersions } from '../../completion.ts';
import { overlap } from '../contexts.ts';
import { type Cursor, contextsAt } from '../cursor.ts';
import { type DirectiveReference, referencedNames, referencesOf } from '../directives/reference.ts';
import { removalOf } from '../directives/removed.ts';
import { commandsOf, directiveNames, takesBlock } from '../directives/table.ts';
import { isAtLeast } from '../versions.ts';
import { codeLine, fieldsOf } from './directive-text.ts';
import { alternativesOf, valuesOf } from './values.ts';

interface Candidate {
  readonly name: string;
  readonly isBlock: boolean;
  readonly reference: DirectiveReference | undefined;
  readonly isRemoved: boolean;
}

export function directiveCompletions(text: string, cursor: Cursor, versions: ProgramVersions): Completion[] {
  return candidatesAt(text, cursor, versions.nginx)
    .map((candidate) => ({ candidate, rank: rankOf(candidate) }))
    .sort((a, b) => a.rank - b.rank || (a.candidate.name < b.candidate.name ? -1 : 1))
    .map(({ candidate }) => toCompletion(candidate, cursor, versions));
}

function candidatesAt(text: string, cursor: Cursor, version: string): Candidate[] {
  const { letters, block } = contextsAt(text, cursor);
  const found: Candidate[] = [];
  if (block !== undefined) {
    for (const name of referencedNames()) {
      const reference = referencesOf(name).find(({ contexts }) => contexts === block);
      if (reference) found.push({ name, isBlock: isBlockSyntax(reference), reference, isRemoved: false });
    }
    return found;
  }
  for (const name of directiveNames()) {
    const commands = (commandsOf(name) ?? []).filter(({ contexts }) => overlap(contexts, letters));
    if (commands.length === 0) continue;
    const reference = referencesOf(name).find(({ contexts }) => contexts === '' || overlap(contexts, letters));
    const removal = removalOf(name);
    const isRemoved = removal !== undefined && isAtLeast(version, removal.since);
    if (isRemoved && removal.gone) continue;
    // An nginx that does not know it does not start.
    if (reference?.since && !isAtLeast(version, reference.since)) continue;
    const isBlock = commands.every(takesBlock) || (reference !== undefined && isBlockSyntax(reference));
    found.push({ name, isBlock, reference, isRemoved });
  }
  return found;
}

function isBlockSyntax({ syntax }: DirectiveReference): boolean {
  return syntax.every((one) => one.includes('{ … }'));
}

/** What makes a server first, then what is about TLS, then what has documentation. */
function rankOf({ name, reference, isRemoved }: Candidate): number {
  if (isRemoved) return 5;
  if (reference?.isCommercial) return 4;
  if (/^(?:ssl_.*|listen|server_name|server|location|http|stream|mail|upstream|include)$/.test(name)) return 0;
  if (/_ssl(?:_|$)|_pass$/.test(name)) return 1;
  return reference?.text ? 2 : 3;
}

function toCompletion(
  { name, isBlock, reference, isRemoved }: Candidate,
  cursor: Cursor,
  versions: ProgramVersions,
): Completion {
  const detail = reference?.syntax[0];
  const base: Completion = {
    label: name,
    kind: isBlock ? 'block' : 'directive',
    replaces: cursor.word,
    ...(detail !== undefined && { detail: verbatim(codeLine(name, detail)) }),
    ...(isRemoved && { isDeprecated: true }),
    documentation: () => documentation(name, reference),
  };
  // Where arguments follow, only the name is written anew.
  if (cursor.goesOn) return base;
  const { snippet, continues } = isBlock ? blockSnippet(name, reference) : statementSnippet(name, reference, versions);
  return { ...base, text: snippet, isSnippet: true, ...(continues && { continues }) };
}

function documentation(name: string, reference: DirectiveReference | undefined): Message[] {
  return [
    ...(reference?.text ? [verbatim(reference.text)] : []),
    ...fieldsOf(name, reference).map(({ label, value }) => message('{label}: {value}', { label, value })),
  ];
}

function blockSnippet(name: string, reference: DirectiveReference | undefined): { snippet: string; continues?: true } {
  const [syntax = ''] = reference?.syntax ?? [];
  const argument = name === 'location' ? '/' : (/<\$?([^>]*)>/.exec(syntax)?.[1] ?? '');
  const head = name === 'if' ? ' ($1)' : argument ? ` \${1:${argument}}` : '';
  return { snippet: `${name}${head} {\n\t$0\n}` };
}

function statementSnippet(
  name: string,
  reference: DirectiveReference | undefined,
  versions: ProgramVersions,
): { snippet: string; continues?: true } {
  const [syntax = ''] = reference?.syntax ?? [];
  const choices = alternativesOf(syntax);
  if (choices.length > 1) {
    const first = reference?.default && choices.includes(reference.default) ? reference.default : undefined;
    // What is not the default is what somebody means to write.
    const ordered = first ? [...choices.filter((choice) => choice !== first), first] : choices;
    return { snippet: `${name} \${1|${ordered.join(',')}|};$0` };
  }
  if (syntax === '') return { snippet: `${name};$0` };
  if (valuesOf(name, [], versions).length > 0) return { snippet: `${name} $1;$0`, continues: true };
  const standard = /^<[^>]*>$/.test(syntax) ? reference?.default : undefined;
  if (standard && !/[\s$}\\|]/.test(standard)) return { snippet: `${name} \${1:${standard}};$0` };
  return { snippet: `${name} $1;$0`, continues: true };
}
