import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { AuthorityFiles } from '../../core/issue/authority.ts';
import type { GivenAuthority, GivenFile } from '../../core/issue/plan/plan.ts';
import { type Arguments, type Options, readArguments } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { readPemInput } from './input-files.ts';
import { placeOf } from './places.ts';
import { readSecret, type SecretName, secretOptions, secretSource } from './secrets.ts';

/** One word after `tlsense issue`. */
export interface IssueTask {
  readonly name: string;
  readonly options: Options;
  /** Options and, in capitals, positionals that have to be there. */
  readonly required: readonly string[];
  /** How many words without an option there may be; none where it is left out. */
  readonly positionals?: number;
  run(args: Arguments, io: CliIo): Promise<Result<Done, CliFailure>>;
}

/** What was done, for people and scripts. */
export interface Done {
  /** What stdout gets, a line each: the paths of the files that were written. */
  readonly written: readonly string[];
  /** What stderr gets, a line each. */
  readonly said: readonly string[];
}

export const caOptions: Options = {
  ca: { value: true },
  'ca-key': { value: true },
  ...secretOptions('ca-passphrase'),
};

export function readCall(
  { options, required, positionals = 0 }: IssueTask,
  words: readonly string[],
): Result<Arguments, CliFailure> {
  const args = readArguments(words, options);
  if (!args.ok) return args;
  const extra = args.value.positionals[positionals];
  if (extra !== undefined) {
    return failure({
      error: message('“{word}” is one word too many', { word: extra }),
      hint: message('Put a name that has spaces in it between quotes.'),
    });
  }
  const isThere = (name: string) =>
    name === name.toUpperCase() ? args.value.positionals.length > 0 : Boolean(args.value.value(name));
  const lacking = required.filter((name) => !isThere(name));
  if (lacking.length === 0) return args;
  return failure({
    error: message('missing: {options}', {
      options: lacking.map((name) => (name === name.toUpperCase() ? name : `--${name}`)),
    }),
    hint: message('`{call}` shows what is needed.', { call: 'tlsense issue --help' }),
  });
}

export async function readAuthority(args: Arguments, io: CliIo): Promise<Result<GivenAuthority, CliFailure>> {
  const files = await readPair({ certificate: 'ca', key: 'ca-key', passphrase: 'ca-passphrase' }, args, io);
  if (!files.ok) return files;
  return success({
    certificate: placeOf(args.value('ca') ?? ''),
    privateKey: placeOf(args.value('ca-key') ?? ''),
    files: files.value,
    passphraseFrom: secretSource('ca-passphrase', args),
  });
}

/** A PEM file with its place. */
export async function readGiven(path: string, io: CliIo): Promise<Result<GivenFile, CliFailure>> {
  const text = await readPemInput(path, io);
  return text.ok ? success({ place: placeOf(path), text: text.value }) : text;
}

/** The certificate, key and passphrase that three options name. */
export async function readPair(
  options: { readonly certificate: string; readonly key: string; readonly passphrase: SecretName },
  args: Arguments,
  io: CliIo,
): Promise<Result<AuthorityFiles, CliFailure>> {
  const certificatePem = await readPemInput(args.value(options.certificate) ?? '', io);
  if (!certificatePem.ok) return certificatePem;
  const privateKeyPem = await readPemInput(args.value(options.key) ?? '', io);
  if (!privateKeyPem.ok) return privateKeyPem;
  const passphrase = await readSecret(options.passphrase, args, io);
  if (!passphrase.ok) return passphrase;
  return success({
    certificatePem: certificatePem.value,
    privateKeyPem: privateKeyPem.value,
    passphrase: passphrase.value,
  });
}

/** The number of an option, which may be left out. */
export function readNumber(name: string, args: Arguments): Result<number | undefined, CliFailure> {
  const text = args.value(name);
  if (text === undefined) return success(undefined);
  if (/^\d{1,6}$/.test(text)) return success(Number(text));
  return failure({
    error:
      name === 'days'
        ? message('--days has to be a number, not “{days}”', { days: text })
        : message('{option} has to be a number, not “{text}”', { option: `--${name}`, text }),
  });
}
