import { type Localize, type Message, message } from '../../core/base/message.ts';
import { type Span, touches } from '../../core/base/span.ts';
import { visible } from '../../core/base/visible.ts';
import type { CipherSuite } from '../../core/tls/cipher-list/cipher-suite.ts';
import type { Step } from '../../core/tls/cipher-list/expand.ts';
import type { Verdict } from '../../core/tls/cipher-list/verdict.ts';
import type { Setting, TlsContext } from '../../core/tls/context.ts';
import { type ListText, placeOf } from '../../core/tls/list-text.ts';
import type { CipherString, CipherStringReading, GroupList, OpenSslVersion, SuiteList } from '../../core/tls/lists.ts';
import type { Ink, Row } from '../ink.ts';
import { groupMeaning, keywordMeaning, recommendationText, suiteMeaning, verdictText } from '../list-words.ts';

/** What cards of lists are written with. */
export interface ListKit {
  readonly ink: Ink;
  readonly localize: Localize;
  readonly openSslVersion: OpenSslVersion;
}

interface Card {
  readonly text: string;
  readonly span: Span;
}

/** A hover shows some twenty lines before it has to be scrolled for long. */
const shownSuites = 20;
const shownNames = 6;
/** Of what an item does: below it stands what all of them come to. */
const shownOfItem = 4;
const longestItem = 80;

/** The card of a cipher string, a list of TLS 1.3 suites or of groups under the cursor. */
export function listCard(
  { ciphers, cipherSuites, groups }: TlsContext,
  offset: number,
  kit: ListKit,
): Card | undefined {
  return (
    (ciphers && cardOf(ciphers, offset, kit, cipherText)) ??
    (cipherSuites && cardOf(cipherSuites, offset, kit, suiteText)) ??
    (groups && cardOf(groups, offset, kit, groupText))
  );
}

/** `at`: the offset in the list's text, where the cursor is on a character of it. */
type Write<T> = (list: T, at: number | undefined, kit: ListKit) => { readonly text: string; readonly item?: Span };

function cardOf<T extends ListText>(
  { value, span }: Setting<T>,
  offset: number,
  kit: ListKit,
  write: Write<T>,
): Card | undefined {
  if (value === 'unknown') return undefined;
  const piece = value.pieces.find((one) => touches(one.span, offset));
  if (!piece && !touches(span, offset)) return undefined;
  const { text, item } = write(value, piece && piece.at + offset - piece.span.start, kit);
  return { text, span: (item && placeOf(value, item)) ?? piece?.span ?? span };
}

const cipherText: Write<CipherString> = (list, at, kit) => {
  const { ink, localize, openSslVersion: version } = kit;
  const reading = list.read(version);
  const step = at === undefined ? undefined : reading.steps.find(({ command }) => touches(command.span, at));
  const item = step && { text: itemText(step, list, reading, kit), span: step.command.span };
  const { usable } = reading;
  const title = [ink.strong(localize(message('Cipher list'))), localize(countText(reading)), `OpenSSL ${version}`];
  const text = paragraphs([
    item?.text ?? '',
    step ? meaningText(step, kit) : '',
    title.join(' · '),
    gradesText(usable, reading, kit),
    // Before the table, which fills what is seen of a card.
    droppedText(list, reading, kit),
    suiteTable(usable, reading, kit),
    unusableText(reading, kit),
  ]);
  return { text, ...(item && { item: item.span }) };
};

function countText({ usable, refused }: CipherStringReading): Message {
  if (refused?.reason === 'invalid-command') return message('OpenSSL cannot read it and refuses the whole list');
  if (refused) return message('OpenSSL refuses it: no cipher match');
  if (usable.length === 0) return message('no suite can be used');
  return usable.length === 1
    ? message('1 suite of TLS 1.2 and earlier, in this order')
    : message('{count} suites of TLS 1.2 and earlier, in this order', { count: usable.length });
}

/** What one item does to the list. */
function itemText(
  step: Step,
  list: CipherString,
  reading: CipherStringReading,
  { ink, localize, openSslVersion }: ListKit,
): string {
  const { command, added, removed, moved } = step;
  const written = visible(list.text.slice(command.span.start, command.span.end)).slice(0, longestItem);
  const item = ink.code(written);
  const say = (text: Message): string => localize(text);
  switch (command.kind) {
    case 'strength':
      return say(message('{item} sorts what is listed so far by the bits of its cipher.', { item }));
    case 'security-level':
      return say(
        message('{item} sets the security level: keys, signatures and suites below it are refused.', { item }),
      );
    case 'default':
      return say(
        message('{item} stands for what OpenSSL allows by default: {count} suites.', { item, count: added.length }),
      );
    case 'select': {
      const unknown = command.names.find(({ known }) => !known);
      if (unknown && added.length === 0) {
        const name = ink.code(visible(unknown.text).slice(0, longestItem));
        const nearest = reading.nearest(unknown.text);
        const data = { version: openSslVersion, name, item };
        const text = say(
          name === item
            ? message('OpenSSL {version} does not know {name} and drops it without a word.', data)
            : message('OpenSSL {version} does not know {name}: it drops {item} without a word.', data),
        );
        return nearest === undefined || reading.isRetiredWord(unknown.text)
          ? text
          : `${text} ${say(message('{name} was probably meant.', { name: ink.code(nearest) }))}`;
      }
      const [suites, text] =
        added.length > 0
          ? [added, message('{item} adds {count}:', { item, count: suiteCount(added) })]
          : removed.length > 0
            ? [
                removed,
                command.operator === 'kill'
                  ? message('{item} takes out {count}, for good:', { item, count: suiteCount(removed) })
                  : message('{item} takes out {count}:', { item, count: suiteCount(removed) }),
              ]
            : moved.length > 0
              ? [moved, message('{item} puts {count} last:', { item, count: suiteCount(moved) })]
              : [[], nothingText(step, item)];
      if (added.length === 1 && added[0]?.name === command.names[0]?.text && command.names.length === 1) {
        return say(message('{item} adds this suite.', { item }));
      }
      return suites.length === 0 ? say(text) : `${say(text)} ${nameList(suites, ink, localize, shownOfItem)}`;
    }
  }
}

/** What the names of an item mean, whatever they do to this list. */
function meaningText({ command }: Step, { ink, localize }: ListKit): string {
  if (command.kind !== 'select') return '';
  const [name, ...others] = command.names;
  const suite = command.selector?.suite;
  if (suite && name && others.length === 0) {
    return ink.text(`${localize(suiteMeaning(suite))} ${localize(recommendationText(suite.recommendation))}`);
  }
  const meanings = command.names.flatMap(({ text, known }) => (known ? (keywordMeaning(text) ?? []) : []));
  return ink.text(meanings.map(localize).join(' '));
}

function suiteCount({ length }: readonly CipherSuite[]): Message {
  return length === 1 ? message('one suite') : message('{count} suites', { count: length });
}

function nothingText({ command }: Step, item: string): Message {
  if (command.kind === 'select' && command.operator === 'kill') {
    return message('{item} takes nothing out, and lets nothing of it in later.', { item });
  }
  return message('{item} changes nothing here.', { item });
}

function nameList(suites: readonly CipherSuite[], ink: Ink, localize: Localize, shown = shownNames): string {
  const names = suites.slice(0, shown).map(({ name }) => ink.code(name));
  const more = suites.length - names.length;
  return [...names, ...(more > 0 ? [localize(message('and {count} more', { count: more }))] : [])].join(', ');
}

/** How many of each kind: what the first lines of a long table do not show. */
function gradesText(suites: readonly CipherSuite[], { judge }: CipherStringReading, { localize }: ListKit): string {
  const grades = suites.map((suite) => judge(suite));
  const count = (of: (verdict: Verdict) => boolean): number => grades.filter(of).length;
  const parts: readonly (readonly [number, (count: number) => Message])[] = [
    [count(({ grade }) => grade === 'recommended'), (n) => message('{count} recommended', { count: n })],
    [count(({ grade }) => grade === 'acceptable'), (n) => message('{count} good but rarely supported', { count: n })],
    [count(({ flaws }) => flaws.includes('no-encryption')), (n) => message('{count} without encryption', { count: n })],
    [count(({ flaws }) => flaws.includes('anonymous')), (n) => message('{count} without certificate', { count: n })],
    [
      count(({ flaws }) => flaws.includes('static-rsa') || flaws.includes('shared-key')),
      (n) => message('{count} without forward secrecy', { count: n }),
    ],
    [
      count(({ flaws }) => flaws.includes('finite-field')),
      (n) => message('{count} with finite-field Diffie-Hellman', { count: n }),
    ],
    [count(({ flaws }) => flaws.includes('cbc')), (n) => message('{count} with CBC', { count: n })],
  ];
  return parts.flatMap(([n, text]) => (n > 0 ? localize(text(n)) : [])).join(' · ');
}

function suiteTable(suites: readonly CipherSuite[], reading: CipherStringReading, { ink, localize }: ListKit): string {
  if (suites.length === 0) return '';
  const rows = suites.slice(0, shownSuites).map((suite): Row => {
    const verdict = reading.judge(suite);
    const text = `${mark(verdict)} ${verdictText(verdict).map(localize).join(', ')}`;
    return [suite.name, ink.text(text), suite.recommendation.value];
  });
  const more = suites.length - rows.length;
  return paragraphs([
    ink.table(rows, heads),
    more > 0 ? localize(message('and {count} more', { count: more })) : '',
    localize(legend),
  ]);
}

/** Over the columns of suites: what they say of themselves, and IANA's letter. */
const heads = ['', '', 'IANA'];
const legend = message('IANA (RFC 9847): Y recommended, N no statement, D discouraged.');

function mark({ grade }: Verdict): string {
  return { recommended: '✓', acceptable: '✓', legacy: '⚠', broken: '✗' }[grade];
}

/** Listed, and yet no handshake ends with them. */
function unusableText(reading: CipherStringReading, { ink, localize }: ListKit): string {
  const usable = new Set(reading.usable);
  const others = reading.suites.filter((suite) => !usable.has(suite));
  const callback = others.filter(reading.needsCallback);
  const refused = others.filter((suite) => !reading.needsCallback(suite));
  return [
    ...(refused.length > 0
      ? [`${localize(message('Listed, but refused by the security level:'))} ${nameList(refused, ink, localize)}`]
      : []),
    ...(callback.length > 0
      ? [`${localize(message('Only with a pre-shared key or SRP:'))} ${nameList(callback, ink, localize)}`]
      : []),
  ].join('\n\n');
}

function droppedText(list: CipherString, { steps }: CipherStringReading, { ink, localize }: ListKit): string {
  const dropped = steps.flatMap(({ command }) =>
    command.kind === 'select' && command.names.some(({ known }) => !known)
      ? [visible(list.text.slice(command.span.start, command.span.end)).slice(0, longestItem)]
      : [],
  );
  if (dropped.length === 0) return '';
  const more = dropped.length - shownNames;
  const names = dropped.slice(0, shownNames).map((name) => ink.code(name));
  if (more > 0) names.push(localize(message('and {count} more', { count: more })));
  return `${localize(message('Dropped without a word:'))} ${names.join(', ')}`;
}

const suiteText: Write<SuiteList> = (list, at, { ink, localize, openSslVersion }) => {
  const { items, suites, refused } = list.read(openSslVersion);
  const item = at === undefined ? undefined : items.find(({ span }) => touches(span, at));
  const title = [ink.strong(localize(message('Suites of TLS 1.3'))), `OpenSSL ${openSslVersion}`].join(' · ');
  const rows = suites.slice(0, shownSuites).map(({ name, grade, recommendation }): Row => {
    const text =
      grade === 'recommended'
        ? message('recommended')
        : grade === 'broken'
          ? message('no encryption')
          : message('short tag');
    return [name, ink.text(`${mark({ grade, flaws: [] })} ${localize(text)}`), recommendation.value];
  });
  const dropped = items.flatMap(({ name, suite }) => (suite ? [] : [ink.code(visible(name).slice(0, longestItem))]));
  const text = paragraphs([
    item?.suite ? `${ink.code(item.name)} · ${ink.text(localize(recommendationText(item.suite.recommendation)))}` : '',
    title,
    refused ? localize(message('OpenSSL refuses it: no cipher match')) : '',
    rows.length > 0 ? ink.table(rows, heads) : '',
    rows.length > 0 ? localize(legend) : '',
    dropped.length > 0
      ? `${localize(message('Dropped without a word:'))} ${dropped.slice(0, shownNames).join(', ')}`
      : '',
  ]);
  return { text, ...(item && { item: item.span }) };
};

const groupText: Write<GroupList> = (list, at, { ink, localize, openSslVersion }) => {
  const title = [ink.strong(localize(message('Key exchange groups'))), `OpenSSL ${openSslVersion}`].join(' · ');
  if (list.text === list.automatic) {
    return { text: paragraphs([title, localize(message('The choice is left to OpenSSL.'))]) };
  }
  const { items, groups, refused } = list.read(openSslVersion);
  const item = at === undefined ? undefined : items.find(({ span }) => touches(span, at));
  const rows = groups
    .slice(0, shownSuites)
    .map((name) => ink.text(`${name}${/MLKEM/.test(name) ? ` · ${localize(message('post-quantum'))}` : ''}`));
  const unknown = items.flatMap(({ written, group }) =>
    group ? [] : [ink.code(visible(written).slice(0, longestItem))],
  );
  const text = paragraphs([
    item?.group ? `${ink.code(item.group)}: ${localize(groupMeaning(item.group))}` : '',
    title,
    refused ? localize(message('OpenSSL refuses this list.')) : '',
    rows.length > 0 ? ink.list(rows) : '',
    unknown.length > 0 ? `${localize(message('Not known:'))} ${unknown.slice(0, shownNames).join(', ')}` : '',
  ]);
  return { text, ...(item && { item: item.span }) };
};

function paragraphs(all: readonly string[]): string {
  return all.filter((text) => text !== '').join('\n\n');
}
