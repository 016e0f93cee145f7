/** Which servers share a listening socket, and which of them is asked when no name fits. */
import { socketsOf } from './configuration.ts';
import type { Level } from './level.ts';
import { addressOf, listens } from './read.ts';

/** The one with `default_server` (once `default`), else the first in the configuration. */
export function defaultServerOf(servers: readonly Level[], socket: string): Level | undefined {
  const sharing = servers.filter((server) => socketsOf(server).includes(socket));
  return sharing.find((server) => isExplicitDefault(server, socket)) ?? sharing[0];
}

export function isExplicitDefault(server: Level, socket: string): boolean {
  return listens(server).some(
    (listen) =>
      addressOf(listen) === socket &&
      listen.args.some(({ value }) => value === 'default_server' || value === 'default'),
  );
}
