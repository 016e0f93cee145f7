/** Where the peers of a pass are: addresses of this machine need no wire. */
import type { TlsContext } from '../../tls/context.ts';
import type { Level } from './level.ts';
import { isTemplate } from './templates.ts';
import type { Directive } from './tree.ts';

type PeerPlace = NonNullable<TlsContext['peersAt']>;

const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i;

/** Undefined where its address is that of another machine, or a name. */
export function placeOfPass(pass: Directive): PeerPlace | undefined {
  return placeOf(authorityOf(pass));
}

/** Where all servers of the upstream are that a pass names. Undefined where one of them is elsewhere, or is not known. */
export function placeOfUpstream(pass: Directive, level: Level): PeerPlace | undefined {
  const authority = authorityOf(pass);
  const servers = isTemplate(authority) ? undefined : serversOf(authority.replace(/[/?].*$/, ''), level);
  if (!servers || servers.length === 0) return undefined;
  const places = servers.map((server) => placeOf(server.args[0]?.value ?? ''));
  if (places.includes(undefined)) return undefined;
  return places.every((one) => one === 'socket') ? 'socket' : 'machine';
}

function authorityOf({ args }: Directive): string {
  return (args[0]?.value ?? '').replace(/^[a-z]+:\/\//i, '');
}

function placeOf(address: string): PeerPlace | undefined {
  if (/^unix:/i.test(address)) return 'socket';
  return loopback.test(address.replace(/[/?].*$/, '')) ? 'machine' : undefined;
}

/** The servers of the `upstream` of a name; undefined where there is none, or its servers come from elsewhere too. */
function serversOf(name: string, level: Level): readonly Directive[] | undefined {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const found = at.own.get('upstream')?.find(({ args, body }) => body && args[0]?.value === name);
    if (!found?.body) continue;
    const { children } = found.body;
    const isAll = !children.some((child) => child.name.value === 'include' || /_by_lua/.test(child.name.value));
    return isAll ? children.filter((child) => child.name.value === 'server') : undefined;
  }
  return undefined;
}
