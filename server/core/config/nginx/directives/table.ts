/** Which directives nginx has, where it takes them, and with how many arguments. */
import { directiveRows, thirdPartyNames } from './rows.ts';

/** One command of a module. A name may have several: `proxy_pass` of http and of stream. */
export interface Command {
  /** One letter a context; see `rows.ts`. */
  readonly contexts: string;
  /** Bits; see `rows.ts`. Undefined where not known. */
  readonly arity: number | undefined;
  /** A block has it once. */
  readonly isOnce: boolean;
}

const block = 0x100;
const flag = 0x200;
const any = 0x400;
const oneOrMore = 0x800;
const twoOrMore = 0x1000;

let table: ReadonlyMap<string, readonly Command[]> | undefined;

/** Read when it is first asked for. */
function commands(): ReadonlyMap<string, readonly Command[]> {
  if (table) return table;
  const made = new Map<string, Command[]>();
  for (const row of directiveRows.trim().split('\n')) {
    const [name = '', contexts = '', arity = '?', once] = row.split(' ');
    const bits = arity === '?' ? undefined : Number.parseInt(arity, 16);
    const command = { contexts, arity: bits, isOnce: once !== undefined };
    const same = made.get(name);
    if (same) same.push(command);
    else made.set(name, [command]);
  }
  for (const name of thirdPartyNames.trim().split('\n')) if (!made.has(name)) made.set(name, []);
  table = made;
  return made;
}

/** Undefined for a name that neither nginx nor a module packaged beside it has; empty where only the name is known. */
export function commandsOf(name: string): readonly Command[] | undefined {
  return commands().get(name);
}

export function directiveNames(): Iterable<string> {
  return commands().keys();
}

export function takesBlock({ arity }: Command): boolean {
  return arity !== undefined && (arity & block) !== 0;
}

export function isFlag({ arity }: Command): boolean {
  return arity === flag;
}

/** Whether nginx takes a directive of this name once a block. */
export function isOnce(name: string): boolean {
  const all = commandsOf(name) ?? [];
  return all.some((command) => command.isOnce) && all.every((command) => command.isOnce || command.arity === undefined);
}

/** As ngx_conf_handler decides. */
export function takesArguments({ arity }: Command, count: number): boolean {
  if (arity === undefined || (arity & any) !== 0) return true;
  if ((arity & flag) !== 0) return count === 1;
  if ((arity & oneOrMore) !== 0) return count >= 1;
  if ((arity & twoOrMore) !== 0) return count >= 2;
  return count <= 7 && (arity & (1 << count)) !== 0;
}
