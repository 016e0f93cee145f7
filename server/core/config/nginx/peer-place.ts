/** Where the peers of a pass are: addresses of this machine need no wire. */

import { byObject } from '../../base/by-object.ts';
import type { TlsContext } from '../../tls/context.ts';
import type { Level } from './level.ts';
import { isTemplate } from './templates.ts';
import type { Directive } from './tree.ts';
import { upstreamsByName } from './upstream-names.ts';

type PeerPlace = NonNullable<TlsContext['peersAt']>;

const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?$/i;

/** Undefined where its address is that of another machine, or a name. */
export function placeOfPass(pass: Directive): PeerPlace | undefined {
  return placeOf(authorityOf(pass));
}

/** Where all servers of the upstream are that a pass names. Undefined where one of them is elsewhere, or is not known. */
export function placeOfUpstream(pass: Directive, level: Level): PeerPlace | undefined {
  const authority = authorityOf(pass);
  const upstream = isTemplate(authority) ? undefined : upstreamOf(authority.replace(/[/?].*$/, ''), level);
  return upstream && placeOfServers(upstream);
}

/** Many may pass to one. */
const placeOfServers = byObject(({ body }: Directive): PeerPlace | undefined => {
  const children = body?.children ?? [];
  // Its servers come from elsewhere too.
  if (children.some(({ name }) => name.value === 'include' || /_by_lua/.test(name.value))) return undefined;
  const servers = children.filter(({ name }) => name.value === 'server');
  const places = servers.map(({ args }) => placeOf(args[0]?.value ?? ''));
  if (places.length === 0 || places.includes(undefined)) return undefined;
  return places.every((one) => one === 'socket') ? 'socket' : 'machine';
});

function authorityOf({ args }: Directive): string {
  return (args[0]?.value ?? '').replace(/^[a-z]+:\/\//i, '');
}

function placeOf(address: string): PeerPlace | undefined {
  if (/^unix:/i.test(address)) return 'socket';
  return loopback.test(address.replace(/[/?].*$/, '')) ? 'machine' : undefined;
}

/** The nearest `upstream` of a name. */
function upstreamOf(name: string, level: Level): Directive | undefined {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const found = at.own.has('upstream') ? upstreamsAt(at).get(name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Levels around blocks are others in each version of a text. */
const upstreamsAt = byObject(({ own }: Level) => upstreamsByName(own.get('upstream') ?? []));
