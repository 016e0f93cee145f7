import type { TextEdit } from '../../../base/edit.ts';
import { type Span, span } from '../../../base/span.ts';
import type { ProtocolVersion } from '../../../tls/protocol-version.ts';
import { quoteWord, removeWords, replaceValue, replaceWords } from '../edit-words.ts';
import { type Effect, type FoundSwitch, nameUnchecked, unverified } from '../effect.ts';
import type { Invocation } from '../invocation.ts';
import { type ListSetting, placeOfList } from '../list-settings.ts';
import { type Arguments, type Option, type OptionSyntax, readArguments } from '../options.ts';
import type { Place } from '../place.ts';
import type { Word } from '../syntax.ts';

/** A `key=value` given to an option: `git -c http.sslVerify=false`. */
export interface PairSwitch {
  readonly options: readonly string[];
  readonly key: RegExp;
  readonly off: RegExp;
  readonly effect?: Effect;
  /** The option as it is written to trust a CA instead: replaces the pair. */
  readonly trust?: (path: string) => string;
}

/** A command that changes a setting for good: `npm config set strict-ssl false`. */
export interface SettingSwitch {
  /** Words that stand before the key, apart by blanks; several ways to say it. */
  readonly verbs: readonly string[];
  readonly key: RegExp;
  readonly off: RegExp;
  /** The value that is put in the place of `off`; absent: there is none, and the setting is taken away by `unset`. */
  readonly secure?: string;
  readonly unset?: string;
  /** With one of these options nothing is set. */
  readonly unless?: readonly string[];
  readonly effect?: Effect;
}

/** The switches of one or several programs that understand the same words. */
export interface ProgramSwitches extends OptionSyntax {
  readonly programs: readonly string[];
  /** Flags that switch verification off by being there; with `=false` they do not. */
  readonly off?: readonly string[];
  /** Flags that switch it off by `=false`, and by a `false` behind them where `spaced`. */
  readonly on?: readonly string[];
  readonly spaced?: boolean;
  /** Flags that switch off the check of the name. */
  readonly unnamed?: readonly string[];
  /** Options with a value that decides. */
  readonly values?: Readonly<Record<string, RegExp>>;
  /** What a value of `values` becomes when it is undone; absent: the option is taken away. */
  readonly secureValue?: string;
  readonly pairs?: readonly PairSwitch[];
  readonly settings?: readonly SettingSwitch[];
  /** Options that choose protocol versions, with the value where it decides. */
  readonly versions?: readonly VersionOption[];
  /** Options whose value is a list of suites or groups. */
  readonly lists?: Readonly<Record<string, ListSetting>>;
  /** What switches off an option of `on`, where the program takes fewer words than most. */
  readonly no?: RegExp;
  /** The last of these and `off` holds. */
  readonly undo?: readonly string[];
  /** The words that make it trust a CA. */
  readonly trust?: (path: string) => readonly string[];
  /** Long names may be cut off where one option alone is meant. */
  readonly abbreviates?: boolean;
  /** Only where this is among the words. */
  readonly subcommands?: ReadonlySet<string>;
  /** Whether nothing is encrypted anyway. */
  readonly isPlain?: (operands: readonly Word[], options: readonly Option[]) => boolean;
}

export interface VersionOption {
  readonly option: string;
  readonly value?: RegExp;
  readonly effect: Effect;
  /** The option that sets `version` instead. */
  readonly write?: (version: ProtocolVersion) => string | undefined;
}

const yes = /^(?:1|t|true|yes|y|on)$/i;
const no = /^(?:0|f|false|no|n|off)$/i;

/** The lists of suites and groups that a program is given. */
export function listsOf(spec: ProgramSwitches, args: readonly Word[], role: 'client' | 'server'): Place[] {
  const { lists } = spec;
  if (!lists) return [];
  return readArguments(args, syntaxOf(spec)).options.flatMap((option) => {
    const setting = Object.hasOwn(lists, option.name) ? lists[option.name] : undefined;
    const { value } = option;
    if (!setting || !value?.isKnown || value.text === '') return [];
    const { span: place } = found(option, unverified);
    return [placeOfList(setting, value.text, place, value.word.verbatim, { role })];
  });
}

/** The switches that a program is run with. */
export function readSwitches(text: string, spec: ProgramSwitches, invocation: Invocation): FoundSwitch[] {
  const given = readArguments(invocation.args, syntaxOf(spec));
  const { options, operands } = given;
  if (spec.subcommands && !operands.some((word) => spec.subcommands?.has(word.text))) return [];
  const found: FoundSwitch[] = [];
  const lastUndo = options.findLastIndex(({ name }) => spec.undo?.includes(name));
  for (const [i, option] of options.entries()) {
    const effect = effectOf(spec, option, i < lastUndo, invocation.args);
    if (effect) found.push({ ...effect, isGlobal: false, ...ways(text, spec, effect) });
    found.push(...pairsOf(text, spec, option), ...versionsOf(text, spec, option));
  }
  if (found.some(({ effect }) => effect === unverified) && spec.isPlain?.(operands, options)) return [];
  return [...found, ...settingsOf(text, spec, given)];
}

const syntaxes = new WeakMap<ProgramSwitches, OptionSyntax>();

/** With every option that takes a value, those that are switches among them. */
function syntaxOf(spec: ProgramSwitches): OptionSyntax {
  let syntax = syntaxes.get(spec);
  if (!syntax) {
    const valued = new Set([
      ...(spec.valued ?? []),
      ...Object.keys(spec.values ?? {}),
      ...pairOptions(spec),
      ...Object.keys(spec.lists ?? {}),
    ]);
    for (const { option, value } of spec.versions ?? []) if (value) valued.add(option);
    syntax = { ...spec, valued };
    syntaxes.set(spec, syntax);
  }
  return syntax;
}

function pairOptions({ pairs = [] }: ProgramSwitches): string[] {
  return pairs.flatMap(({ options }) => options);
}

interface FoundOption {
  readonly span: Span;
  readonly effect: Effect;
  readonly words: readonly Word[];
  readonly letter?: number;
  /** The value that decides, where another can stand in its place. */
  readonly value?: Word;
}

function effectOf(
  spec: ProgramSwitches,
  option: Option,
  isUndone: boolean,
  args: readonly Word[],
): FoundOption | undefined {
  const { name, value, words } = option;
  const isOff = isNamed(spec, spec.off, name);
  const isUnnamed = isNamed(spec, spec.unnamed, name);
  if (isOff || isUnnamed) {
    if (value && !(value.isKnown && yes.test(value.text))) return undefined;
    return isUndone ? undefined : found(option, isOff ? unverified : nameUnchecked);
  }
  if (spec.on?.includes(name)) {
    const isNo = spec.no ?? no;
    if (value) return value.isKnown && isNo.test(value.text) ? found(option, unverified) : undefined;
    const word = words[0];
    const next = word && args[args.indexOf(word) + 1];
    if (!word || !spec.spaced || !next?.isKnown || !isNo.test(next.text)) return undefined;
    return { ...found(option, unverified), span: span(word.span.start, next.span.end), words: [word, next] };
  }
  const decisive = spec.values?.[name];
  if (decisive && value?.isKnown && decisive.test(value.text)) {
    return { ...found(option, unverified), ...(spec.secureValue !== undefined && { value: value.word }) };
  }
  return undefined;
}

function found({ words, letter }: Option, effect: Effect): FoundOption {
  const [first] = words;
  const last = words.at(-1);
  const whole = span(first?.span.start ?? 0, last?.span.end ?? 0);
  return { span: whole, effect, words, ...(letter !== undefined && { letter }) };
}

function isNamed(
  { abbreviates = false }: ProgramSwitches,
  names: readonly string[] | undefined,
  given: string,
): boolean {
  if (!names) return false;
  if (names.includes(given)) return true;
  return abbreviates && given.length >= 7 && names.some((name) => name.startsWith('--') && name.startsWith(given));
}

function ways(text: string, spec: ProgramSwitches, option: FoundOption): Pick<FoundSwitch, 'undo' | 'trust'> {
  const { words, letter, value } = option;
  const [word] = words;
  const undo = (): TextEdit[] | undefined => {
    if (value && spec.secureValue !== undefined) return [replaceValue(value, spec.secureValue)];
    if (letter === undefined) return removeWords(text, words);
    const edit = word && removeLetter(word, letter);
    return edit && [edit];
  };
  const { trust } = spec;
  if (!trust) return { undo };
  return {
    undo,
    trust(path) {
      const written = trust(path);
      if (value && spec.secureValue !== undefined) {
        return [replaceValue(value, spec.secureValue), ...insertBefore(word, written)];
      }
      if (letter === undefined) return replaceWords(text, words, written);
      const edit = word && removeLetter(word, letter);
      return edit && [...insertBefore(word, written), edit];
    },
  };
}

function removeLetter({ verbatim }: Word, letter: number): TextEdit | undefined {
  return verbatim && { span: span(verbatim.start + letter, verbatim.start + letter + 1), text: '' };
}

function insertBefore(word: Word | undefined, written: readonly string[]): TextEdit[] {
  if (!word) return [];
  const at = span(word.span.start, word.span.start);
  const text = word.write ? `${written.map(word.write).join(', ')}, ` : `${written.map(quoteWord).join(' ')} `;
  return [{ span: at, text }];
}

function* pairsOf(text: string, { pairs = [] }: ProgramSwitches, option: Option): Iterable<FoundSwitch> {
  const { name, value, words } = option;
  if (!value?.isKnown) return;
  for (const { options, key, off, effect = unverified, trust } of pairs) {
    const equals = value.text.indexOf('=');
    if (!options.includes(name) || equals < 0) continue;
    if (
      !key.test(value.text.slice(0, equals)) ||
      !off.test(value.text.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2'))
    ) {
      continue;
    }
    yield {
      span: found(option, effect).span,
      effect,
      isGlobal: false,
      undo: () => removeWords(text, words),
      ...(trust && { trust: (path) => [replaceValue(value.word, trust(path))] }),
    };
  }
}

function* versionsOf(text: string, { versions = [] }: ProgramSwitches, option: Option): Iterable<FoundSwitch> {
  for (const { option: name, value, effect, write } of versions) {
    if (option.name !== name) continue;
    if (value && !(option.value?.isKnown && value.test(option.value.text))) continue;
    yield {
      span: found(option, effect).span,
      effect,
      isGlobal: false,
      undo: () => undefined,
      setVersion(version) {
        const written = write?.(version);
        if (written === undefined || option.letter !== undefined) return undefined;
        return value && option.value
          ? [replaceValue(option.value.word, written)]
          : replaceWords(text, option.words, [written]);
      },
    };
  }
}

function* settingsOf(text: string, spec: ProgramSwitches, { options, operands }: Arguments): Iterable<FoundSwitch> {
  for (const { verbs, key, off, secure, unset, unless = [], effect = unverified } of spec.settings ?? []) {
    if (options.some(({ name }) => unless.includes(name))) continue;
    for (const verb of verbs) {
      const words = verb.split(' ');
      if (!words.every((word, i) => operands[i]?.text === word)) continue;
      const first = operands[words.length];
      if (!first?.isKnown) continue;
      const equals = first.text.indexOf('=');
      const isJoined = equals > 0 && key.test(first.text.slice(0, equals));
      if (!isJoined && !key.test(first.text)) continue;
      const second = operands[words.length + 1];
      const value = isJoined ? joinedValue(first, equals + 1) : second;
      if (!value?.isKnown || !off.test(value.text)) continue;
      const setter = operands[words.length - 1];
      yield {
        span: span(first.span.start, isJoined ? first.span.end : value.span.end),
        effect,
        isGlobal: true,
        undo() {
          if (secure !== undefined) return [replaceValue(value, secure)];
          if (unset === undefined || !setter || isJoined) return undefined;
          return [replaceValue(setter, unset), ...removeWords(text, [value])];
        },
      };
      break;
    }
  }
}

function joinedValue(word: Word, at: number): Word {
  const place = word.verbatim && span(word.verbatim.start + at, word.verbatim.end);
  return {
    span: place ?? word.span,
    text: word.text.slice(at),
    isKnown: word.isKnown,
    ...(place && { verbatim: place }),
  };
}
