import { type Message, verbatim } from '../../core/base/message.ts';
import { type Span, span, touches } from '../../core/base/span.ts';
import type { Completion, ListPlace } from '../../core/config/completion.ts';
import { languageOf } from '../../core/config/find.ts';
import { cipherSuites } from '../../core/tls/cipher-list/cipher-suite.ts';
import { commonGroups } from '../../core/tls/cipher-list/groups.ts';
import { keywordNames } from '../../core/tls/cipher-list/selector.ts';
import { tls13Suites } from '../../core/tls/cipher-list/suite-list.ts';
import { judge, type Verdict } from '../../core/tls/cipher-list/verdict.ts';
import type { ListText } from '../../core/tls/list-text.ts';
import type { OpenSslVersion } from '../../core/tls/lists.ts';
import { groupMeaning, keywordMeaning, recommendationText, suiteMeaning, verdictText } from '../list-words.ts';
import type { CompletionProvider, Place } from './provider.ts';

/** Items of cipher strings, of lists of TLS 1.3 suites and of groups, wherever such a string stands. */
export const listItems: CompletionProvider = async (place) => {
  const list = await listAt(place);
  if (!list) return [];
  const { text } = place.reading.document;
  const item = itemAt(text, list.span, place.offset);
  const written = new Set(text.slice(list.span.start, list.span.end).split(/[: ,;+!-]/));
  // A suite's name has hyphens of its own.
  for (const part of text.slice(list.span.start, list.span.end).split(/[: ,;]/))
    written.add(part.replace(/^[!+-]/, ''));
  const version = place.settings.openSslVersion;
  return itemsOf(list.kind, item, version)
    .filter(({ label }) => !written.has(label) || label === text.slice(item.place.start, item.place.end))
    .map((one) => ({ ...one, replaces: item.place }));
};

/** What the language says of a text that is not finished, else the lists that were read. */
async function listAt({ reading, offset }: Place): Promise<ListPlace | undefined> {
  const { document, contexts } = reading;
  const vocabulary = await languageOf(document)?.loadVocabulary?.();
  const told = vocabulary?.listPlace(document.text, offset);
  if (told) return told;
  for (const { ciphers, cipherSuites: suites, groups } of contexts) {
    const lists: readonly (readonly [ListPlace['kind'], ListText | 'unknown' | undefined])[] = [
      ['ciphers', ciphers?.value],
      ['suites', suites?.value],
      ['groups', groups?.value],
    ];
    for (const [kind, list] of lists) {
      const piece = list && list !== 'unknown' && list.pieces.find((one) => touches(one.span, offset));
      if (piece) return { kind, span: piece.span };
    }
  }
  return undefined;
}

interface Item {
  /** The name that the cursor is in, without its operator. */
  readonly place: Span;
  /** `!`, `-` or `+` in front of the item. */
  readonly operator: string;
  /** Behind another name of the same item: `ECDHE+`. */
  readonly isFurther: boolean;
}

function itemAt(text: string, list: Span, offset: number): Item {
  let start = offset;
  while (start > list.start && !/[: ,;/"']/.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < list.end && !/[: ,;/"']/.test(text.charAt(end))) end++;
  const operator = /^[!+*?-]*/.exec(text.slice(start, end))?.[0] ?? '';
  const first = start + operator.length;
  const plus = text.slice(first, offset).lastIndexOf('+');
  const from = plus < 0 ? first : first + plus + 1;
  const next = text.slice(Math.max(from, offset), end).indexOf('+');
  return {
    place: span(Math.min(from, offset), next < 0 ? end : Math.max(from, offset) + next),
    operator,
    isFurther: plus >= 0,
  };
}

type Offered = Omit<Completion, 'replaces'>;

function itemsOf(kind: ListPlace['kind'], item: Item, version: OpenSslVersion): Offered[] {
  switch (kind) {
    case 'groups':
      return commonGroups(version).map((label) => ({
        label,
        kind: 'value',
        documentation: () => [groupMeaning(label)],
      }));
    case 'suites':
      return tls13Suites(version).map(({ name, grade, recommendation }) => ({
        label: name,
        kind: 'value',
        ...(grade !== 'recommended' && { isDeprecated: true }),
        documentation: () => [recommendationText(recommendation)],
      }));
    case 'ciphers':
      if (item.isFurther) return keywords(item);
      // What is left out is rather a kind than a suite, and a weak one may well be.
      if (/[!-]/.test(item.operator)) {
        return [...keywords(item), ...suites(version).map((suite) => ({ ...suite, isDeprecated: false }))];
      }
      return [...suites(version), ...keywords(item), ...commands(item)];
  }
}

const grades = ['recommended', 'acceptable', 'legacy', 'broken'];

/** Best first: what is bad at the end, crossed out. */
function suites(version: OpenSslVersion): Offered[] {
  return cipherSuites(version)
    .map((suite) => ({ suite, verdict: judge(suite) }))
    .sort(
      (a, b) => rank(a.suite.name, a.verdict) - rank(b.suite.name, b.verdict) || (a.suite.name < b.suite.name ? -1 : 1),
    )
    .map(({ suite, verdict }) => ({
      label: suite.name,
      kind: 'value',
      remark: joined(verdictText(verdict)),
      ...((verdict.grade === 'legacy' || verdict.grade === 'broken') && { isDeprecated: true }),
      documentation: () => [suiteMeaning(suite), recommendationText(suite.recommendation)],
    }));
}

/** Those that a program has to provide a secret for come behind what is as good. */
function rank(name: string, { grade }: Verdict): number {
  return grades.indexOf(grade) + (/PSK|SRP/.test(name) ? 1.5 : 0);
}

function keywords({ operator }: Item): Offered[] {
  // What is left out is mostly this; what is taken in, that.
  const usual = /[!-]/.test(operator)
    ? ['aNULL', 'eNULL', 'MD5', 'kRSA', 'DHE']
    : ['ECDHE', 'AESGCM', 'CHACHA20', 'HIGH'];
  return keywordNames
    .filter((name) => !name.includes('-'))
    .toSorted((a, b) => order(a, usual) - order(b, usual))
    .map((name) => {
      const meaning = keywordMeaning(name);
      return { label: name, kind: 'value', ...(meaning && { documentation: (): Message[] => [meaning] }) };
    });
}

function order(name: string, usual: readonly string[]): number {
  const at = usual.indexOf(name);
  return at < 0 ? usual.length : at;
}

function commands({ operator }: Item): Offered[] {
  return operator === '' ? ['@STRENGTH', '@SECLEVEL=2'].map((label) => ({ label, kind: 'value' })) : [];
}

function joined(parts: readonly Message[]): Message {
  const [first, ...rest] = parts;
  return rest.length === 0 && first ? first : { ...verbatim(''), data: { 0: parts } };
}
