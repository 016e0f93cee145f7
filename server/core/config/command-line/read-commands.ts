import type { Span } from '../../base/span.ts';
import { atOnce, type Steps } from '../../base/steps.ts';
import type { Observation } from '../../tls/observation.ts';
import { readConnectionString } from './connection-strings.ts';
import { quoteWord, removeWords } from './edit-words.ts';
import { type FoundSwitch, placeOf } from './effect.ts';
import { readVariable, type WrittenVariable } from './environment.ts';
import { environmentComments } from './environment-comments.ts';
import { exportedNames, type Invocation, invocationsOf, isEnvironmentFile, type WrittenText } from './invocation.ts';
import { commandLimits } from './limits.ts';
import { type OpenSslCall, readCall } from './openssl/call.ts';
import { readOpenSslConfiguration } from './openssl/read-configuration.ts';
import { WrittenTexts } from './openssl/written-texts.ts';
import { parseCommands } from './parse.ts';
import type { Place, Places } from './place.ts';
import { anyProgram } from './programs/any-program.ts';
import { listsOf, readSwitches } from './programs/program.ts';
import { openSslServer, programOf } from './programs/programs.ts';
import { readLineSettings, settingsProgramOf } from './settings/line-settings.ts';
import { readEditedText } from './stream-editors.ts';
import type { Command, Manner, Word } from './syntax.ts';
import { type Assignment, Variables } from './variables.ts';

/** Programs that take addresses of databases, with settings in them (PostgreSQL, 34.1.1). */
const takesAddresses =
  /^(?:psql|pg_\w+|createdb|dropdb|createuser|vacuumdb|reindexdb|clusterdb|pgbench|pgcli|mongo\w*|usql|migrate|flyway|liquibase|prisma|dbmate|goose|sqlx|diesel|atlas)$/;

/** A stretch of commands. */
export interface CommandRegion extends Span {
  /** Its line breaks are blanks (YAML's `>`). */
  readonly isFolded?: boolean;
}

/** Commands and what they share. */
export interface CommandTexts {
  readonly text: string;
  readonly manner?: Manner;
  /** Stretches of commands that see each other's variables. */
  readonly regions?: readonly CommandRegion[];
  /** Commands whose words are known already: exec forms. */
  readonly commands?: readonly Command[];
  /** Variables from elsewhere (make). */
  readonly variables?: (variables: Variables) => void;
}

/** What command lines say about TLS: switches of programs, the environment they give, and calls of openssl. */
export function readCommands(texts: CommandTexts): Places {
  return atOnce(readCommandsInSteps(texts));
}

/** Commands, or calls of programs, in one step: some milliseconds. */
const commandsOfStep = 200;
const callsOfStep = 20;

export function* readCommandsInSteps({
  text,
  manner: given,
  regions = [],
  commands = [],
  variables: add,
}: CommandTexts): Steps<Places> {
  const comments: Span[] = [];
  let stoppedAt: number | undefined;
  const manner: Manner = {
    ...given,
    stopped: (at) => {
      stoppedAt = Math.min(at, stoppedAt ?? at);
    },
  };
  const all: Command[] = [];
  let read = 0;
  for (const region of regions) {
    if (all.length > read + commandsOfStep) {
      read = all.length;
      yield;
    }
    if (all.length >= commandLimits.commands) {
      manner.stopped?.(region.start);
      break;
    }
    for (const one of parseCommands(text, region, region.isFolded ? { ...manner, folded: true } : manner, comments))
      all.push(one);
  }
  for (const one of commands) {
    if (one.words.length >= commandLimits.words) manner.stopped?.(one.span.end);
    all.push(one);
  }
  yield;
  const variables = new Variables(text, manner);
  add?.(variables);
  variables.addAll(all);
  const isKnown = (name: string): boolean =>
    name === 'openssl' || programOf(name) !== undefined || takesAddresses.test(name);
  yield;
  const { invocations, environment, written } = invocationsOf(
    text,
    all,
    variables,
    manner,
    isKnown,
    exportedNames(all),
  );
  const found: FoundSwitch[] = [];
  for (const [i, invocation] of invocations.entries()) {
    if (i % commandsOfStep === 0) yield;
    found.push(...switchesOf(text, invocation));
  }
  for (const assignment of environment) found.push(...readVariable(shellVariable(text, assignment)));
  const places: Place[] = found.slice(0, commandLimits.findings).map(placeOf);
  places.push(...invocations.flatMap((invocation) => readLists(invocation)).slice(0, commandLimits.findings));
  const observations: Observation[] = [];
  for (const one of written) {
    const own = readWritten(text, one);
    places.push(...(own?.places ?? []));
    observations.push(...(own?.observations ?? []));
  }
  const calls = yield* callsOf(text, all, invocations, environment, manner);
  if (stoppedAt !== undefined) {
    observations.push({ code: 'tls/not-searched', form: 'many', span: { start: stoppedAt, end: stoppedAt + 1 } });
  }
  return { places, observations, comments, calls };
}

/** What a script writes into a file is for whoever reads that file. */
export function readWritten(text: string, { file, span, hasEscapes }: WrittenText): Places | undefined {
  if (isEnvironmentFile(file)) return readEnvironmentLines(text, span);
  const program = settingsProgramOf(file);
  if (program && program !== 'json' && program !== 'config') return readLineSettings(text, span, program, hasEscapes);
  return /\.(?:cnf|ext)$|openssl\.conf$/.test(file) ? readOpenSslConfiguration(text, span) : undefined;
}

function* callsOf(
  text: string,
  commands: readonly Command[],
  invocations: readonly Invocation[],
  environment: readonly Assignment[],
  manner: Manner,
): Steps<readonly OpenSslCall[]> {
  const every = invocations.filter(({ program }) => program === 'openssl');
  const own = every.slice(0, commandLimits.calls);
  if (own.length === 0) return [];
  const next = every[own.length];
  if (next) manner.stopped?.(next.command.span.start);
  const written = new WrittenTexts(text, commands, manner);
  const outermost = new Set(commands);
  const usesStock = !environment.some(({ name }) => name === 'OPENSSL_CONF');
  const calls: OpenSslCall[] = [];
  for (const [i, invocation] of own.entries()) {
    if (i % callsOfStep === 0) yield;
    const call = readCall(invocation, { written, usesStock, isOutermost: outermost.has(invocation.command) });
    if (call) calls.push(call);
  }
  return calls;
}

/** `curl --ciphers`, `openssl s_server -cipher`. A client that openssl plays is there to try things. */
function readLists({ program, args }: Invocation): Place[] {
  if (program === 'sed') return readEditedText(args);
  const isServer = program === 'openssl' && args[0]?.text === 's_server';
  const spec = isServer ? openSslServer : programOf(program);
  return spec ? listsOf(spec, isServer ? args.slice(1) : args, isServer ? 'server' : 'client') : [];
}

function switchesOf(text: string, invocation: Invocation): FoundSwitch[] {
  const { program, args } = invocation;
  const inAddresses = takesAddresses.test(program)
    ? args.flatMap(({ text: word, verbatim, span }) => readConnectionString(word, verbatim, span))
    : [];
  if (/^python[\d.]*$/.test(program)) {
    const at = args.findIndex(({ text: word }) => word === '-m');
    const module = args[at + 1]?.text;
    const spec = at >= 0 && module !== undefined ? programOf(module) : undefined;
    return spec ? readSwitches(text, spec, { ...invocation, args: args.slice(at + 2) }) : [];
  }
  const spec = programOf(program) ?? anyProgram(program);
  return [...inAddresses, ...(spec ? readSwitches(text, spec, invocation) : [])];
}

/** Lines `NAME=value`, as programs and shells read them at their start. */
export function readEnvironmentLines(text: string, { start, end }: Span): Places {
  const places: Place[] = [];
  const line = /(?:^|\n|\\n)[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s#"'\\]*)/g;
  for (const match of text.slice(start, end).matchAll(line)) {
    const [whole, name = '', written = ''] = match;
    const valueEnd = start + match.index + whole.length;
    const nameStart = start + match.index + whole.indexOf(name);
    const isQuoted = /^["']/.test(written);
    const value = isQuoted ? written.slice(1, -1) : written;
    const from = valueEnd - written.length + (isQuoted ? 1 : 0);
    const place = { start: nameStart, end: valueEnd };
    const variable: WrittenVariable = {
      name,
      value,
      isKnown: !/\$|\{\{/.test(value),
      span: place,
      valueSpan: { start: from, end: from + value.length },
      remove: () => [removeLine(text, place)],
      replace: (other, path) => [{ span: place, text: `${other}=${quoteWord(path)}` }],
    };
    places.push(...readVariable(variable).map(placeOf));
    if (places.length >= commandLimits.findings) break;
  }
  return { places, comments: environmentComments(text, { start, end }) };
}

/** A line goes with its end where nothing else is in it. */
export function removeLine(text: string, { start, end }: Span): { span: Span; text: string } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  if (!/^\s*(?:export\s+)?$/.test(before) || after.trim() !== '') return { span: { start, end }, text: '' };
  return { span: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, text: '' };
}

function shellVariable(text: string, { name, value, span, word }: Assignment): WrittenVariable {
  return {
    name,
    value: value.text,
    isKnown: value.isKnown,
    span,
    ...(value.verbatim && { valueSpan: value.verbatim }),
    remove: () => removeAssignment(text, word),
    replace: (other, path) =>
      text.startsWith(`${name}=`, span.start) ? [{ span, text: `${other}=${quoteWord(path)}` }] : undefined,
  };
}

/** `export NAME=value` alone becomes `unset NAME`: what was inherited does not hold either, and no block is left empty. */
function removeAssignment(text: string, word: Word): readonly { span: Span; text: string }[] | undefined {
  const lineStart = text.lastIndexOf('\n', word.span.start - 1) + 1;
  const before = /(?:^|[;&|{(]|\b(?:then|do|else)\b)[ \t]*(export[ \t]+)$/.exec(text.slice(lineStart, word.span.start));
  const isLast = /^[ \t]*(?:$|[\n;&|)}#])/.test(text.slice(word.span.end, word.span.end + 40));
  if (before?.[1] !== undefined && isLast) {
    const name = /[A-Za-z_]\w*/.exec(word.text)?.[0] ?? '';
    return [{ span: { start: word.span.start - before[1].length, end: word.span.end }, text: `unset ${name}` }];
  }
  const isAlone = /(?:^|[;&|{(])[ \t]*$/.test(text.slice(lineStart, word.span.start)) && isLast;
  return isAlone ? undefined : removeWords(text, [word]);
}
