/** What a cipher string comes to, item by item: `SSL_CTX_set_cipher_list` of OpenSSL 3. */
import type { Span } from '../../base/span.ts';
import type { CipherSuite, OpenSslVersion } from './cipher-suite.ts';
import { type Command, type Commands, readCommands } from './commands.ts';
import { add, initialPreference, kill, moveToEnd, type Preference, remove, sortByStrength } from './preference.ts';
import { fits, selectorOf } from './selector.ts';

/** One item with what it did to the list. */
export interface Step {
  readonly command: Command;
  /** Suites that are in the list since this item, taken out by it, or put last by it. */
  readonly added: readonly CipherSuite[];
  readonly removed: readonly CipherSuite[];
  readonly moved: readonly CipherSuite[];
}

export interface Expansion {
  readonly version: OpenSslVersion;
  readonly steps: readonly Step[];
  /** In order of preference. */
  readonly suites: readonly CipherSuite[];
  /** Set by `@SECLEVEL`; the last one counts. */
  readonly securityLevel?: number;
  /** Why OpenSSL refuses the string: something it cannot read, or no suite is left. */
  readonly refused?:
    | { readonly reason: 'invalid-command'; readonly span: Span }
    | { readonly reason: 'no-cipher-match' };
  readonly isCutOff?: true;
}

/** `ALL:!COMPLEMENTOFDEFAULT:!eNULL`, which OpenSSL puts in the place of DEFAULT. */
const defaultList = 'ALL:!COMPLEMENTOFDEFAULT:!eNULL';

/** RFC 6460; whatever follows the word is not looked at. */
const suiteB: readonly (readonly [word: string, list: string])[] = [
  ['SUITEB128ONLY', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  ['SUITEB128C2', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  ['SUITEB128', 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384'],
  ['SUITEB192', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
];

export function expand(text: string, version: OpenSslVersion): Expansion {
  const profile = suiteB.find(([word]) => text.startsWith(word));
  if (profile) return expandProfile(profile[0], profile[1], version);
  const read = readCommands(text, version);
  const steps: Step[] = [];
  let list = initialPreference(version);
  let securityLevel: number | undefined;
  for (const command of read.commands) {
    if (command.kind === 'security-level') securityLevel = command.level;
    const { step, next } = apply(list, command, version);
    steps.push(step);
    list = next;
  }
  return result(read, steps, list, securityLevel, version);
}

function result(
  { invalid, isCutOff }: Commands,
  steps: readonly Step[],
  list: Preference,
  securityLevel: number | undefined,
  version: OpenSslVersion,
): Expansion {
  const suites = list.flatMap(({ suite, on }) => (on ? [suite] : []));
  return {
    version,
    steps,
    suites: invalid ? [] : suites,
    ...(securityLevel !== undefined && { securityLevel }),
    ...(invalid && { refused: { reason: 'invalid-command', span: invalid } }),
    ...(!invalid && suites.length === 0 && { refused: { reason: 'no-cipher-match' } }),
    ...(isCutOff && { isCutOff }),
  };
}

function expandProfile(word: string, list: string, version: OpenSslVersion): Expansion {
  const suites = list.split(':').flatMap((name) => selectorOf(name, version)?.suite ?? []);
  const place = { start: 0, end: word.length };
  const command: Command = {
    kind: 'select',
    operator: 'add',
    names: [{ text: word, span: place, known: true }],
    span: place,
  };
  return { version, steps: [{ command, added: suites, removed: [], moved: [] }], suites };
}

function apply(list: Preference, command: Command, version: OpenSslVersion): { step: Step; next: Preference } {
  const nothing = { added: [], removed: [], moved: [] };
  switch (command.kind) {
    case 'security-level':
      return { step: { command, ...nothing }, next: list };
    case 'strength':
      return { step: { command, ...nothing }, next: sortByStrength(list) };
    case 'default': {
      const next = readCommands(defaultList, version).commands.reduce(
        (at, inner) => apply(at, inner, version).next,
        list,
      );
      const added = next.flatMap(({ suite, on }) => (on ? [suite] : []));
      return { step: { command, ...nothing, added }, next };
    }
    case 'select': {
      const { selector, operator } = command;
      if (!selector) return { step: { command, ...nothing }, next: list };
      const matches = (suite: CipherSuite): boolean => fits(suite, selector);
      const whether = (state: boolean): CipherSuite[] =>
        list.flatMap(({ suite, on }) => (on === state && matches(suite) ? [suite] : []));
      switch (operator) {
        case 'add':
          return { step: { command, ...nothing, added: whether(false) }, next: add(list, matches) };
        case 'remove':
          return { step: { command, ...nothing, removed: whether(true) }, next: remove(list, matches) };
        case 'kill':
          return { step: { command, ...nothing, removed: whether(true) }, next: kill(list, matches) };
        case 'move':
          return { step: { command, ...nothing, moved: whether(true) }, next: moveToEnd(list, matches) };
      }
    }
  }
}
