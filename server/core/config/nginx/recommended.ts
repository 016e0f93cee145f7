/** A guideline's settings, written into a block in the place of what it has. */
import type { TextEdit } from '../../base/edit.ts';
import { span } from '../../base/span.ts';
import type { Guideline } from '../../tls/guideline.ts';
import type { ProgramVersions, Recommendation } from '../completion.ts';
import { levelsOf, listensWithTls, type Subsystem, subsystemOf } from './configuration.ts';
import { insertAfter, remove, replaceArguments } from './edits.ts';
import { belongsTo, serverFamily } from './families.ts';
import { inheritedBy, isHsts } from './headers.ts';
import { rootOf, treeOf } from './known-configurations.ts';
import { find, type Level } from './level.ts';
import { nginxLimits } from './limits.ts';
import { seesAll } from './sight.ts';
import type { Directive } from './tree.ts';
import { isAtLeast } from './versions.ts';

/** Names of files that may hold the very settings that would be written: twice, nginx does not start. */
const aboutTls = /ssl|tls|cipher|secur|hsts|options|param|snippet/i;

/** Commands of SSL_CONF_cmd(3) that come after the directives and would override what is written. */
const overriding = /^(?:cipherstring|groups|curves|protocol|minprotocol|maxprotocol)$/i;

/** Undefined where no TLS is set up around the place, and where all is as recommended already. */
export function recommend(
  text: string,
  offset: number,
  guideline: Guideline,
  versions: ProgramVersions,
): Recommendation | undefined {
  if (treeOf(text).templated) return undefined;
  const root = rootOf(text);
  const level = levelAt(root, offset);
  if (!level || !seesAll({ kind: level.kind, own: level.own, children: [] }, aboutTls)) return undefined;
  const writer = new Writer(text, level);
  const edits = writer.write(wantedFor(level, root, guideline, versions));
  if (edits === undefined) return undefined;
  const hsts = hstsEdit(text, level, guideline, (directive) => writer.removed.has(directive));
  if (edits.length === 0 && !hsts) return undefined;
  return { span: level.block?.name.span ?? span(0, 0), edits, ...(hsts && { hsts: [hsts] }) };
}

/** The server around the place, or else the part of nginx; the file where it holds settings outside of every block. */
function levelAt(root: Level, offset: number): Level | undefined {
  const around = [...levelsOf(root)].filter(
    ({ block }) => block && block.span.start <= offset && offset <= block.span.end,
  );
  const server = around.findLast(({ kind }) => kind === 'server');
  if (server) return listensWithTls(server) || hasOwn(server) ? server : undefined;
  const part = around.findLast(({ block }) => /^(?:http|stream|mail)$/.test(block?.name.value ?? ''));
  if (part) return [...levelsOf(part)].some((below) => hasOwn(below) || listensWithTls(below)) ? part : undefined;
  return around.length === 0 && hasOwn(root) ? root : undefined;
}

function hasOwn({ own }: Level): boolean {
  return [...own.keys()].some((name) => belongsTo(serverFamily, name));
}

/** A directive with its value; without one it is taken out. */
interface Wanted {
  readonly name: string;
  readonly value?: string;
  /** A value that is good as well. */
  readonly accepts?: (args: readonly string[]) => boolean;
}

function wantedFor(level: Level, root: Level, guideline: Guideline, { nginx, openSsl }: ProgramVersions): Wanted[] {
  const groups = guideline.groups.filter((group) => openSsl !== '3.0' || !group.includes('MLKEM'));
  const protocols = [...guideline.protocols];
  return [
    {
      name: 'ssl_protocols',
      value: protocols.join(' '),
      accepts: (args) => args.length === protocols.length && protocols.every((one) => args.includes(one)),
    },
    { name: 'ssl_ciphers', ...(guideline.ciphers.length > 0 && { value: guideline.ciphers.join(':') }) },
    { name: 'ssl_ecdh_curve', value: groups.join(':') },
    ...(find(level, 'ssl_prefer_server_ciphers') ? [{ name: 'ssl_prefer_server_ciphers', value: 'off' }] : []),
    { name: 'ssl_session_timeout', value: '1d', accepts: ([time = '']) => isDayAtMost(time) },
    {
      name: 'ssl_session_cache',
      value: sharedCache(root, subsystemOf(level)),
      accepts: (args) => args.length === 1 && args[0]?.startsWith('shared:') === true,
    },
    // Later versions change the keys of tickets by themselves.
    ...(isAtLeast(nginx, '1.23.2') ? [] : [{ name: 'ssl_session_tickets', value: 'off' }]),
  ];
}

function isDayAtMost(time: string): boolean {
  const [, amount = '', unit = ''] = /^(\d+)([smhd]?)$/.exec(time) ?? [];
  const seconds = Number(amount) * ({ m: 60, h: 3_600, d: 86_400 }[unit] ?? 1);
  return amount !== '' && seconds > 0 && seconds <= 86_400;
}

/** The one that others here use: two of one name have to be of one size, and of one part of nginx. */
function sharedCache(root: Level, subsystem: Subsystem): string {
  for (const level of levelsOf(root)) {
    if (subsystemOf(level) !== subsystem) continue;
    for (const { args } of level.own.get('ssl_session_cache') ?? []) {
      const shared = args.find(({ value }) => /^shared:\w+:\w+$/.test(value));
      if (shared) return shared.value;
    }
  }
  return `shared:${subsystem === 'http' ? 'SSL' : `SSL_${subsystem}`}:10m`;
}

/** Gathers the edits of one block; undefined where one cannot be made. */
class Writer {
  readonly #text: string;
  readonly #level: Level;
  readonly #edits: TextEdit[] = [];
  readonly removed = new Set<Directive>();

  constructor(text: string, level: Level) {
    this.#text = text;
    this.#level = level;
  }

  write(wanted: readonly Wanted[]): readonly TextEdit[] | undefined {
    const missing: string[] = [];
    for (const one of wanted) {
      const written = this.#set(one);
      if (written === undefined) return undefined;
      missing.push(...written);
      if (this.removed.size > nginxLimits.linesOfFix) return undefined;
    }
    for (const directive of this.#level.own.get(serverFamily.command) ?? []) {
      if (overriding.test(directive.args[0]?.value ?? '')) this.#remove(directive);
    }
    if (missing.length > 0) {
      const edit = this.#insert(missing);
      if (!edit) return undefined;
      this.#edits.push(edit);
    }
    return this.#edits;
  }

  /** Lines that are to be added. */
  #set({ name, value, accepts }: Wanted): readonly string[] | undefined {
    const [first, ...rest] = this.#level.own.get(name) ?? [];
    if (rest.length > nginxLimits.linesOfFix) return undefined;
    const isGood = ({ args }: Directive): boolean => {
      const values = args.map((word) => word.value);
      return values.join(' ') === value || (rest.length === 0 && accepts?.(values) === true);
    };
    if (value === undefined) {
      for (const directive of first ? [first, ...rest] : []) this.#remove(directive);
      return [];
    }
    if (!first) {
      const outer = find(this.#level, name)?.directives;
      return outer?.length === 1 && outer.every(isGood) ? [] : [`${name} ${value};`];
    }
    // Several lines of ssl_protocols add up.
    for (const directive of rest) this.#remove(directive);
    if (isGood(first)) return [];
    const edits = first.semicolon === undefined ? undefined : replaceArguments(this.#text, first.args, value);
    if (!edits) return undefined;
    this.#edits.push(...edits);
    return [];
  }

  #remove(directive: Directive): void {
    if (directive.semicolon === undefined) return;
    this.removed.add(directive);
    this.#edits.push(remove(this.#text, directive));
  }

  /** Behind the last setting of TLS, else behind what names the server, else at the beginning of the block. */
  #insert(lines: readonly string[]): TextEdit | undefined {
    const anchor =
      this.#last((name) => belongsTo(serverFamily, name)) ??
      this.#last((name) => name === 'listen' || name === 'server_name');
    return anchor ? insertAfter(this.#text, anchor, lines) : atBeginning(this.#text, this.#level, lines);
  }

  #last(matches: (name: string) => boolean): Directive | undefined {
    return lastOf(this.#level, (directive) => matches(directive.name.value) && !this.removed.has(directive));
  }
}

function lastOf({ own }: Level, matches: (directive: Directive) => boolean): Directive | undefined {
  return [...own.values()]
    .flat()
    .filter((directive) => directive.semicolon !== undefined && matches(directive))
    .sort((a, b) => a.span.start - b.span.start)
    .at(-1);
}

function atBeginning(text: string, { block }: Level, lines: readonly string[]): TextEdit | undefined {
  const body = block?.body;
  if (!block || !body) return undefined;
  const outer = /[^\n]*$/.exec(text.slice(Math.max(0, block.span.start - 200), block.span.start))?.[0] ?? '';
  const indentation = /^[ \t]*$/.test(outer) ? outer : '';
  const first = body.children[0];
  const before =
    first && /\n([ \t]*)$/.exec(text.slice(Math.max(body.open.start, first.span.start - 200), first.span.start));
  const inner = before?.[1] ?? `${indentation}    `;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: span(body.open.end, body.open.end), text: lines.map((line) => `${newline}${inner}${line}`).join('') };
}

/** Where no such header is there, and no other that one more would take away from an outer block. */
function hstsEdit(
  text: string,
  level: Level,
  { hstsMaxAge }: Guideline,
  isRemoved: (directive: Directive) => boolean,
): TextEdit | undefined {
  if (level.kind !== 'server' || subsystemOf(level) !== 'http' || !listensWithTls(level)) return undefined;
  const own = level.own.get('add_header') ?? [];
  const outer = inheritedBy(level, 'add_header');
  if (own.some(isHsts) || outer.length > 0) return undefined;
  const anchor =
    lastOf(level, ({ name }) => name.value === 'add_header') ??
    lastOf(
      level,
      (directive) =>
        !isRemoved(directive) && (belongsTo(serverFamily, directive.name.value) || directive.name.value === 'listen'),
    );
  return anchor && insertAfter(text, anchor, [`add_header Strict-Transport-Security "max-age=${hstsMaxAge}" always;`]);
}
