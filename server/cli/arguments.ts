import { message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import type { CliFailure } from './io.ts';

/**
 * A command's options by name, without the hyphens: whether one takes a value, and which. An option without a value is
 * a switch; every option with a value may be given as `--name VALUE` or `--name=VALUE`.
 */
export type Options = Readonly<Record<string, Option>>;

export interface Option {
  readonly value?: boolean;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
}

export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  value(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  values(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

/** Reads the words after a command's name. `--` ends the options. */
export function readArguments(words: readonly string[], options: Options): Result<Arguments, CliFailure> {
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const written = equals < 0 ? word : word.slice(0, equals);
    const name = written.replace(/^--/, '');
    const option = written.startsWith('--') && Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) return failure(unknownOption(written, options));
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    if (takesValue(option)) {
      if (value === undefined) value = words[++i];
      if (value === undefined) return failure({ error: message('{option} needs a value', { option: written }) });
      if (option.choices && !option.choices.includes(value)) {
        return failure({
          error: message('{option} cannot be “{value}”', { option: written, value }),
          hint: message('Possible values are {choices}.', { choices: option.choices }),
        });
      }
    } else if (value !== undefined) {
      return failure({ error: message('{option} takes no value', { option: written }) });
    }
    const given = values.get(name) ?? [];
    if (given.length > 0 && !option.repeatable) {
      return failure({ error: message('{option} is given twice', { option: written }) });
    }
    values.set(name, [...given, value ?? '']);
  }
  return success(new Arguments(positionals, values));
}

function takesValue({ value, choices }: Option): boolean {
  return value === true || choices !== undefined;
}

function unknownOption(written: string, options: Options): CliFailure {
  const near = nearest(written.replace(/^-+/, ''), Object.keys(options));
  return {
    error: message('there is no option {option}', { option: written }),
    hint: near
      ? message('Did you mean --{option}?', { option: near })
      : message('The options are {options}.', { options: Object.keys(options).map((name) => `--${name}`) }),
  };
}

/** The name that differs from `word` in at most a third of its letters. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, distance: editDistance(word, name) }));
  ranked.sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Levenshtein's distance; both words are short. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
