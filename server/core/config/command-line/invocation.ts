import type { Span } from '../../base/span.ts';
import { commandLimits } from './limits.ts';
import { parseCommands } from './parse.ts';
import { takesText } from './programs/any-program.ts';
import type { Command, Manner, Word } from './syntax.ts';
import { type Assignment, assignmentOf, type Variables } from './variables.ts';

/** A program that is run, whatever stands in front of it. */
export interface Invocation {
  /** Its name without folders: `curl`. */
  readonly program: string;
  readonly name: Word;
  readonly args: readonly Word[];
  readonly command: Command;
}

export interface Invocations {
  readonly invocations: readonly Invocation[];
  /** For the environment of programs: in front of a command, exported, given to `env` or a container. */
  readonly environment: readonly Assignment[];
  /** What `echo`, `printf` and here-documents write into files. */
  readonly written: readonly WrittenText[];
}

export interface WrittenText {
  readonly file: string;
  readonly span: Span;
  /** Its lines may be apart by `\n`. */
  readonly hasEscapes?: true;
}

/** Programs that run another one named among their words, and what of their own stands before it. */
const wrappers: Readonly<Record<string, RegExp | undefined>> = {
  sudo: /^-[ughpCTRrtD]$/,
  doas: /^-[uC]$/,
  env: /^-[uCS]$/,
  timeout: /^(?:-[ks]|\d[\d.]*[smhd]?)$/,
  nice: /^-n$/,
  ionice: /^-[cnp]$/,
  xargs: /^-[IinLPsdaE]$/,
  chroot: undefined,
  gosu: undefined,
  'su-exec': undefined,
  'cross-env': undefined,
  'cross-env-shell': undefined,
};
const plainWrappers = new Set([
  'command',
  'exec',
  'nohup',
  'time',
  'setsid',
  'builtin',
  'stdbuf',
  'unbuffer',
  'busybox',
  'winpty',
  'noglob',
  'nocorrect',
  'tini',
  'dumb-init',
  'caffeinate',
  'strace',
  'ltrace',
  'watch',
  'parallel',
  'retry',
  'run',
  'catchsegv',
  'proxychains',
  'proxychains4',
  'torsocks',
  'torify',
  'dotenv',
  'chronic',
  'ts-retry',
  'eatmydata',
  'fakeroot',
]);
/** Programs that run one somewhere else: it is looked for among all their words. */
const carriers = new Set([
  'ssh',
  'docker',
  'podman',
  'nerdctl',
  'docker-compose',
  'podman-compose',
  'kubectl',
  'oc',
  'find',
  'flock',
  'su',
  'setpriv',
  'npx',
  'pnpx',
  'bunx',
  'poetry',
  'pipenv',
  'uv',
  'bundle',
  'nix-shell',
  'nix',
  'nsenter',
  'ip',
  'unshare',
  'lxc',
  'incus',
  'vagrant',
  'heroku',
  'srun',
  'runuser',
  'wait-for-it',
  'wait-for-it.sh',
  'wait-for',
  'dockerize',
  'systemd-run',
  'script',
  'chpst',
  'minikube',
  'microk8s',
  'k3s',
  'toolbox',
  'distrobox',
  'wsl',
  'multipass',
  'limactl',
  'colima',
  'mise',
  'asdf',
  'direnv',
  'conda',
  'op',
  'aws-vault',
  'doppler',
  'xvfb-run',
  'bash_unit',
  'yarn',
  'pnpm',
]);
const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash']);
const containers = new Set(['docker', 'podman', 'nerdctl', 'docker-compose', 'podman-compose']);
const declarations = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);
const profiles =
  /(?:^|\/)(?:\.?env(?:\.[\w.-]+)?|[\w.-]+\.env|environment|\.(?:bash_?rc|bash_profile|profile|zshrc|zshenv|zprofile|envrc))$/;

export function invocationsOf(
  text: string,
  commands: readonly Command[],
  variables: Variables,
  manner: Manner,
  isProgram: (name: string) => boolean,
  /** Variables that reach programs because the script exports them. */
  exported: ReadonlySet<string> = new Set(),
): Invocations {
  const finder = new Finder(text, variables, manner, isProgram, exported);
  for (const [i, command] of commands.entries()) {
    finder.visit(command, 0);
    finder.visitTee(commands[i - 1], command);
  }
  return finder;
}

/** The names that a script exports apart from their assignment, or `*` where it exports all (`set -a`). */
export function exportedNames(commands: readonly Command[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { words } of commands) {
    const [first, ...rest] = words;
    if (first?.text === 'export' || first?.text === 'declare' || first?.text === 'typeset') {
      for (const { text } of rest) if (/^\w+$/.test(text)) names.add(text);
    } else if (first?.text === 'set') {
      if (
        rest.some(({ text }, i) => /^-(?=\w*a)\w+$/.test(text) || (text === 'allexport' && rest[i - 1]?.text === '-o'))
      ) {
        names.add('*');
      }
    }
  }
  return names;
}

class Finder implements Invocations {
  readonly invocations: Invocation[] = [];
  readonly environment: Assignment[] = [];
  readonly written: WrittenText[] = [];
  readonly #text: string;
  readonly #variables: Variables;
  readonly #manner: Manner;
  readonly #isProgram: (name: string) => boolean;
  readonly #exported: ReadonlySet<string>;
  #count = 0;

  constructor(
    text: string,
    variables: Variables,
    manner: Manner,
    isProgram: (name: string) => boolean,
    exported: ReadonlySet<string>,
  ) {
    this.#text = text;
    this.#variables = variables;
    this.#manner = manner;
    this.#isProgram = isProgram;
    this.#exported = exported;
  }

  visit(command: Command, depth: number): void {
    if (depth > commandLimits.depth || ++this.#count > commandLimits.commands) {
      this.#manner.stopped?.(command.span.start);
      return;
    }
    const words = this.#variables.expand(command.words);
    let at = 0;
    const assigned: Assignment[] = [];
    for (; at < words.length; at++) {
      const assignment = assignmentOf(this.#text, words[at] as Word);
      if (!assignment) break;
      assigned.push(assignment);
    }
    const isPrefix = at < words.length;
    for (const assignment of assigned) {
      if (isPrefix || this.#exported.has(assignment.name) || this.#exported.has('*')) this.environment.push(assignment);
    }
    if (words.length === 0 && this.#manner.commentLines) this.#visitHereDocuments(command, depth);
    this.#run(words.slice(at), command, depth);
    for (const { operator, target } of command.redirections) {
      if (operator === '>' || operator === '>>' || operator === '>|') this.#addWritten(command, words, target);
    }
  }

  /** `RUN <<EOF` is a script, of the shell unless its first line says otherwise (Dockerfile reference). */
  #visitHereDocuments(command: Command, depth: number): void {
    for (const body of command.hereDocuments) {
      const first =
        /^\s*#![^\n]*/.exec(this.#text.slice(body.start, Math.min(body.end, body.start + 200)))?.[0] ?? 'sh';
      if (/sh\b/.test(first)) this.#visitText(body, command, depth);
    }
  }

  /** `tee FILE` writes what it is given, or what comes through the pipe before it. */
  visitTee(before: Command | undefined, { words, hereDocuments }: Command): void {
    const at = words.findIndex(({ text }) => text === 'tee');
    if (at < 0) return;
    const target = words.slice(at + 1).find(({ text }) => !text.startsWith('-'));
    if (!target) return;
    if (before?.isPiped) this.#addWritten(before, before.words, target);
    const file = fileOf(target);
    for (const body of hereDocuments) this.written.push({ file, span: body });
  }

  #run(words: readonly Word[], command: Command, depth: number): void {
    const [name, ...args] = words;
    if (!name || depth > commandLimits.depth) return;
    const program = programName(name);
    if (program === undefined) return;
    if (declarations.has(program)) {
      const isLocal = program === 'local' || (program !== 'export' && !args.some(({ text }) => /^-\w*x/.test(text)));
      for (const assignment of this.#assignments(args)) {
        if (!isLocal || this.#exported.has(assignment.name) || this.#exported.has('*'))
          this.environment.push(assignment);
      }
      return;
    }
    if (program === 'set' || program === 'setenv' || program === 'setx' || program === 'set-env') {
      this.#readForeignAssignment(program, args);
      return;
    }
    if (program === 'alias') {
      for (const { value } of this.#assignments(args)) this.#visitText(value.verbatim, command, depth);
      return;
    }
    if (program === 'eval' || program === 'trap') {
      for (const { verbatim } of args) this.#visitText(verbatim, command, depth);
      if (program === 'eval') this.#run(args, command, depth + 1);
      return;
    }
    if (shells.has(program)) {
      const flag = args.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
      if (flag >= 0) this.#visitText(args[flag + 1]?.verbatim, command, depth);
      else if (!args.some(({ text }) => !text.startsWith('-'))) {
        for (const body of command.hereDocuments) this.#visitText(body, command, depth);
      }
      return;
    }
    const own = wrappers[program];
    if (own !== undefined || program in wrappers || plainWrappers.has(program)) {
      this.#unwrap(args, own, command, depth);
      return;
    }
    this.invocations.push({ program, name, args, command });
    // `showrun podman login …`: a function of the script's own.
    const first = args[0] && programName(args[0]);
    if (first !== undefined && this.#mayRun(program) && this.#isProgram(first)) this.#run(args, command, depth + 1);
    if (containers.has(program)) this.#readContainerEnvironment(args);
    if (carriers.has(program)) this.#carry(program, args, command, depth);
  }

  /** What a wrapper runs stands behind its options and their values. */
  #unwrap(args: readonly Word[], withValue: RegExp | undefined, command: Command, depth: number): void {
    let at = 0;
    while (at < args.length) {
      const word = args[at] as Word;
      const assignment = assignmentOf(this.#text, word);
      if (assignment) {
        this.environment.push(assignment);
        at++;
      } else if (word.text.startsWith('-') && word.text !== '-') {
        at += withValue?.test(word.text) ? 2 : 1;
      } else if (withValue?.test(word.text) || /^\d+[smhd]?$/.test(word.text)) {
        at++;
      } else break;
    }
    const rest = args.slice(at);
    if (rest.length === 1 && rest[0]?.verbatim && /\s/.test(rest[0].text)) {
      this.#visitText(rest[0].verbatim, command, depth);
      return;
    }
    const program = rest[0] && programName(rest[0]);
    const found =
      program !== undefined && !this.#isProgram(program) && !this.#isCommand(program) ? this.#find(rest) : 0;
    this.#run(rest.slice(Math.max(found, 0)), command, depth + 1);
  }

  /** `ssh host curl …`, `docker exec app sh -c '…'`. */
  #carry(program: string, args: readonly Word[], command: Command, depth: number): void {
    const found = this.#find(args);
    if (found >= 0) this.#run(args.slice(found), command, depth + 1);
    const isText = program === 'ssh' || program === 'su' || program === 'nix-shell' || program === 'vagrant';
    if (!isText || found >= 0) return;
    for (const { verbatim, text } of args) if (/\s/.test(text)) this.#visitText(verbatim, command, depth);
    if (program === 'ssh' || program === 'su') {
      for (const body of command.hereDocuments) this.#visitText(body, command, depth);
    }
  }

  #find(args: readonly Word[]): number {
    return args.findIndex((word) => {
      const name = word.isKnown ? programName(word) : undefined;
      return name !== undefined && (this.#isProgram(name) || shells.has(name) || name === 'env');
    });
  }

  #mayRun(program: string): boolean {
    return (
      !this.#isProgram(program) &&
      !carriers.has(program) &&
      !takesText(program) &&
      !/^(?:brew|port|snap|scoop|choco|require|need|has|have|ensure|exists|hash|pkg\w*|install\w*|uninstall|remove)/.test(
        program,
      )
    );
  }

  #isCommand(program: string): boolean {
    return (
      shells.has(program) ||
      carriers.has(program) ||
      plainWrappers.has(program) ||
      declarations.has(program) ||
      program in wrappers ||
      program === 'eval'
    );
  }

  #visitText(place: Span | undefined, command: Command, depth: number): void {
    if (!place || depth > commandLimits.depth) return;
    for (const inner of parseCommands(this.#text, place, this.#manner)) {
      const outer = { isTested: command.isTested, isConditional: command.isConditional || inner.isConditional };
      this.visit({ ...inner, ...outer, isTested: inner.isTested }, depth + 1);
    }
  }

  *#assignments(args: readonly Word[]): Iterable<Assignment> {
    for (const word of args) {
      const assignment = assignmentOf(this.#text, word);
      if (assignment) yield assignment;
    }
  }

  /** `setenv NAME value` (csh), `set -gx NAME value` (fish), `set NAME=value` and `setx NAME value` (cmd). */
  #readForeignAssignment(program: string, args: readonly Word[]): void {
    if (program === 'set' && !args.some(({ text }) => /^-\w*x/.test(text) || text === '--export')) {
      this.environment.push(...this.#assignments(args.filter(({ text }) => !text.startsWith('-'))));
      return;
    }
    const [name, value, ...rest] = args.filter(({ text }) => !text.startsWith('-') && !text.startsWith('/'));
    if (!name || !value || rest.length > 0 || !/^\w+$/.test(name.text)) return;
    const whole = { start: name.span.start, end: value.span.end };
    this.environment.push({ name: name.text, value, span: whole, word: { ...value, span: whole } });
  }

  /** `docker run -e NAME=value` */
  #readContainerEnvironment(args: readonly Word[]): void {
    for (const [i, word] of args.entries()) {
      const before = args[i - 1]?.text;
      if (before === '-e' || before === '--env' || before === '--build-arg') {
        this.environment.push(...this.#assignments([word]));
      } else if (/^--(?:env|build-arg)=/.test(word.text)) {
        const at = word.text.indexOf('=') + 1;
        const start = word.span.start + at;
        const rest = { ...word, text: word.text.slice(at), span: { start, end: word.span.end } };
        this.environment.push(...this.#assignments([rest]));
      }
    }
  }

  #addWritten(command: Command, words: readonly Word[], target: Word): void {
    const file = fileOf(target);
    const [program, ...args] = words;
    if (program?.text === 'echo' || program?.text === 'printf') {
      for (const { verbatim, text } of args) {
        if (verbatim && !/^-[neE]+$/.test(text)) this.written.push({ file, span: verbatim, hasEscapes: true });
      }
    } else if (program?.text === 'cat') {
      for (const body of command.hereDocuments) this.written.push({ file, span: body });
    }
  }
}

/** The file that is written to; GitHub's own is one of variables. */
function fileOf({ expansion, text }: Word): string {
  const name = expansion?.name ?? text;
  return name === 'GITHUB_ENV' || text.endsWith('/GITHUB_ENV') ? '.env' : name;
}

/** Whether a file of this name holds settings of the environment. */
export function isEnvironmentFile(name: string): boolean {
  return profiles.test(name);
}

function programName({ text, isKnown, expansion }: Word): string | undefined {
  // `"$OPENSSL" req …`: its value is openssl, wherever that lies.
  if (expansion && /^openssl(?:_?(?:bin|cmd|exe|path|binary|command))?$/i.test(expansion.name)) return 'openssl';
  if (!isKnown) return undefined;
  const name = text.slice(text.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
  return name === '' ? undefined : name;
}
