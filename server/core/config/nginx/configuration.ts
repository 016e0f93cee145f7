/** A configuration as the rules about nginx itself see it. */

import { byObject } from '../../base/by-object.ts';
import type { Steps } from '../../base/steps.ts';
import { factsOfBlocks, workOutFacts } from './block-facts.ts';
import { find, isOutermost, type Level, levelsOf, noteAsked } from './level.ts';
import { addressOf, isTlsListen, listens } from './read.ts';
import { recognisesNginx } from './recognise.ts';
import type { Word } from './tokens.ts';
import type { Directive, Tree } from './tree.ts';

export { levelsOf, type Subsystem, subsystemOf } from './level.ts';

export interface NginxConfiguration {
  readonly kind: 'nginx';
  readonly text: string;
  /** This text alone. */
  readonly tree: Tree;
  readonly root: Level;
  /** Whether this is nginx for certain, as it stands: no template, and its own blocks or directives. */
  readonly isCertain: boolean;
  /** Whether it is that, or a template for it. */
  readonly isNginx: boolean;
  /** Works out what rules ask about all blocks, step by step: asked for the first time, it takes as long as reading them. */
  workOutFacts(): Steps<void>;
}

export function configurationOf(text: string, tree: Tree, root: Level, given?: boolean): NginxConfiguration {
  let isCertain = given;
  return {
    kind: 'nginx',
    text,
    get tree() {
      noteAsked();
      return tree;
    },
    root,
    get isCertain() {
      isCertain ??= !tree.templated && recognisesNginx(text);
      return isCertain;
    },
    get isNginx() {
      return this.isCertain || (tree.templated && recognisesNginx(text));
    },
    workOutFacts: () => workOutFacts(root),
  };
}

/** Those of `levelsOf` with directives of any of these names. */
export function levelsWith(level: Level, ...names: readonly string[]): readonly Level[] {
  if (isOutermost(level)) return tableOf(names)(level);
  for (const name of names) noteAsked(name);
  return levelsOf(level).filter(({ own }) => names.some((name) => own.has(name)));
}

const tables = new Map<string, (root: Level) => readonly Level[]>();

/** Whoever asks for names asks for the same ones each time. */
function tableOf(names: readonly string[]): (root: Level) => readonly Level[] {
  const key = names.join(' ');
  const table =
    tables.get(key) ??
    factsOfBlocks((levels) => levels.filter(({ own }) => names.some((name) => own.has(name))), names);
  tables.set(key, table);
  return table;
}

const serversIn = factsOfBlocks((levels) => levels.filter(({ kind }) => kind === 'server'));

export function serversOf({ root }: NginxConfiguration): readonly Level[] {
  return serversIn(root);
}

/** The server that a level is, or is a part of. */
export function serverAround(level: Level): Level | undefined {
  let at: Level | undefined = level;
  while (at && at.kind !== 'server') at = at.parent;
  return at;
}

/** The first argument of the last directive of this name in force at a level. */
export function valueAt(level: Level, name: string): Word | undefined {
  return find(level, name)?.directives.at(-1)?.args[0];
}

/** The sockets a server listens on; `*:80` where it names none, as nginx has it when it runs with privileges. */
export function socketsOf(server: Level): readonly string[] {
  noteAsked('listen');
  return ownSockets(server);
}

const ownSockets = byObject((server: Level): readonly string[] => {
  const own = listens(server);
  return own.length === 0 ? ['*:80'] : own.map(addressOf);
});

/** Whether a server's connections are encrypted by its own word. */
export function listensWithTls(server: Level): boolean {
  return listens(server).some(isTlsListen);
}

export function directivesOf(level: Level, name: string): readonly Directive[] {
  return level.own.get(name) ?? [];
}
