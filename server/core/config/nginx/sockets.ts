/** Which servers share a listening socket, and which of them is asked when no name fits. */
import { byObject } from '../../base/by-object.ts';
import { factsOfBlocks } from './block-facts.ts';
import { socketsOf } from './configuration.ts';
import { type Level, noteAsked } from './level.ts';
import { addressOf, listens } from './read.ts';

/**
 * Who is asked at a socket: the one with `default_server` (once `default`), else the first in the configuration. All
 * sockets are looked at once, however many are asked for.
 */
export function defaultServersOf(servers: readonly Level[]): (socket: string) => Level | undefined {
  let known: ReadonlyMap<string, Level> | undefined;
  return (socket) => {
    noteAsked('listen');
    known ??= defaultsBySocket(servers);
    return known.get(socket);
  };
}

function defaultsBySocket(servers: readonly Level[]): ReadonlyMap<string, Level> {
  const first = new Map<string, Level>();
  const explicit = new Map<string, Level>();
  for (const server of servers) {
    for (const socket of socketsOf(server)) {
      if (!first.has(socket)) first.set(socket, server);
      if (!explicit.has(socket) && isExplicitDefault(server, socket)) explicit.set(socket, server);
    }
  }
  return new Map([...first, ...explicit]);
}

export function isExplicitDefault(server: Level, socket: string): boolean {
  noteAsked('listen');
  return explicitSockets(server).has(socket);
}

const explicitSockets = byObject(
  (server: Level): ReadonlySet<string> =>
    new Set(
      listens(server)
        .filter(({ args }) => args.some(({ value }) => value === 'default_server' || value === 'default'))
        .map(addressOf),
    ),
);

/** Those that listen for QUIC, and where first. */
export const quicServers = factsOfBlocks(
  (levels) =>
    levels.flatMap((server) => {
      const quic =
        server.kind === 'server' && listens(server).find(({ args }) => args.some(({ value }) => value === 'quic'));
      return quic ? [{ server, quic }] : [];
    }),
  ['listen'],
);
