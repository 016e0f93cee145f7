/**
 * The command line. Results go to stdout, everything else to stderr; a failure is one line `error:` and, where there is
 * something to do about it, one line `hint:`. Programs get English (`--format json`), people their language.
 */
import { message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { version } from '../core/base/version.ts';
import { nearest } from './arguments.ts';
import { hostAt, readTime } from './clock.ts';
import { commands } from './commands/index.ts';
import { type CliFailure, type CliIo, exitCode, fail } from './io.ts';

/** Runs the command that `argv` (without node and script) names; resolves to the exit code. */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  const [name, ...words] = argv;
  if (name === '--version' || name === '-V') {
    io.stdout(`tlsense ${version}\n`);
    return exitCode.clean;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(words[0], name, io);
  const command = commands.find((known) => known.name === name);
  if (!command) return fail(io, unknownCommand(name));
  if (asksForHelp(words)) {
    io.stdout(`${io.localize(command.usage)}\n`);
    return exitCode.clean;
  }
  const clocked = takeTime(words);
  if (!clocked.ok) return fail(io, clocked.error);
  const { at, rest } = clocked.value;
  try {
    return await command.run(rest, at ? { ...io, host: hostAt(io.host, at) } : io);
  } catch (bug) {
    io.stderr(`error: ${traceOf(bug)}\n`);
    const link = 'https://github.com/tlsense/tlsense/issues';
    io.stderr(`hint: ${io.localize(message('This is a bug in tlsense. Please report it: {link}', { link }))}\n`);
    return exitCode.failure;
  }
}

/** Where a bug is, without the error's message: it may quote a file that holds a key. */
function traceOf(bug: unknown): string {
  if (!(bug instanceof Error)) return 'failed';
  const frames = (bug.stack ?? '').split('\n').filter((line) => /^\s*at .*:\d+:\d+\)?$/.test(line));
  return [bug.name, ...frames].join('\n');
}

function help(topic: string | undefined, name: string | undefined, io: CliIo): number {
  const command = commands.find((known) => known.name === topic);
  if (topic !== undefined && !command) return fail(io, unknownCommand(topic));
  const text = command ? `${io.localize(command.usage)}\n` : overview(io);
  if (name === undefined) {
    io.stderr(text);
    return exitCode.failure;
  }
  io.stdout(text);
  return exitCode.clean;
}

function overview({ localize }: CliIo): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${localize(summary)}\n`);
  return `${localize(message('Usage: tlsense COMMAND [OPTIONS]'))}\n\n${list.join('')}\n${localize(
    message('`tlsense COMMAND --help` shows the options of a command; `--version` the version.'),
  )}\n`;
}

function unknownCommand(name: string): CliFailure {
  const names = commands.map((command) => command.name);
  const near = nearest(name, names);
  return {
    error: message('there is no command {name}', { name }),
    hint: near ? message('Did you mean {name}?', { name: near }) : message('The commands are {names}.', { names }),
  };
}

function asksForHelp(words: readonly string[]): boolean {
  return beforeEnd(words).some((word) => word === '--help' || word === '-h');
}

/** Takes `--at TIME` out of the words: it sets the clock of every command. */
function takeTime(words: readonly string[]): Result<{ at: Date | undefined; rest: readonly string[] }, CliFailure> {
  const options = beforeEnd(words);
  const index = options.findIndex((word) => word === '--at' || word.startsWith('--at='));
  const word = options[index];
  if (word === undefined) return success({ at: undefined, rest: words });
  const inline = word.startsWith('--at=');
  const text = inline ? word.slice('--at='.length) : options[index + 1];
  if (text === undefined) return failure({ error: message('{option} needs a value', { option: '--at' }) });
  const at = readTime(text);
  if (!at.ok) return at;
  const rest = [...words.slice(0, index), ...words.slice(index + (inline ? 1 : 2))];
  return success({ at: at.value, rest });
}

/** The words up to `--`, after which nothing is an option. */
function beforeEnd(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return end < 0 ? words : words.slice(0, end);
}
