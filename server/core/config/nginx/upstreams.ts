/** Peers that nginx connects to over TLS, and the names it compares their certificates with. */

import { byObject } from '../../base/by-object.ts';
import { factsOfBlocks } from './block-facts.ts';
import { type NginxConfiguration, valueAt } from './configuration.ts';
import { clientFamilies, type Family } from './families.ts';
import { find, type Level } from './level.ts';
import { isTemplate } from './templates.ts';
import { tlsPass } from './tls-pass.ts';
import type { Directive } from './tree.ts';
import { upstreamsByName } from './upstream-names.ts';
import { isOn } from './values.ts';

export interface Peer {
  readonly level: Level;
  readonly family: Family;
  /** `proxy_pass https://…` and the like. */
  readonly pass: Directive;
  /** The host as written, without brackets; undefined where a variable or a template decides. */
  readonly host: string | undefined;
  readonly isVerified: boolean;
}

/** Every place that leads to a peer over TLS. */
export function peersOf({ root }: NginxConfiguration): readonly Peer[] {
  return allPeers(root);
}

export function peersIn(levels: readonly Level[]): readonly Peer[] {
  const peers: Peer[] = [];
  for (const level of levels) {
    for (const family of clientFamilies) {
      const pass = tlsPass(level, family);
      if (!pass || family.verify === undefined) continue;
      peers.push({ level, family, pass, host: hostOf(pass), isVerified: isOn(valueAt(level, family.verify)) });
    }
  }
  return peers;
}

const allPeers = factsOfBlocks(peersIn);

/** The host that a pass names. */
export function hostOf({ args }: Directive): string | undefined {
  const value = args[0]?.value ?? '';
  const authority = /^(?:[a-z]+:\/\/)?([^/?]*)/i.exec(value)?.[1] ?? '';
  if (authority === '' || isTemplate(authority) || /^unix:/i.test(authority)) return undefined;
  return /^\[([^\]]*)\]/.exec(authority)?.[1] ?? authority.replace(/:\d*$/, '');
}

export function isIpAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || /^(?=[^:]*:)[\da-f:.]+$/i.test(host);
}

/** The value of `proxy_ssl_name` and the like in force; undefined where none is set. */
export function peerNameAt({ level, family }: Peer): string | undefined {
  return family.names === undefined ? undefined : find(level, family.names)?.directives.at(-1)?.args[0]?.value;
}

/** The `upstream` block of this name. */
export function upstreamNamed({ root }: Pick<NginxConfiguration, 'root'>, name: string): Directive | undefined {
  return byName(upstreamsIn(root)).get(name);
}

const upstreamsIn = factsOfBlocks((levels) => levels.flatMap(({ own }) => own.get('upstream') ?? []), ['upstream']);

const byName = byObject(upstreamsByName);

/** The hosts of an upstream's servers, each once. */
export const serverHosts = byObject((upstream: Directive): readonly string[] => {
  const servers = upstream.body?.children.filter(({ name }) => name.value === 'server') ?? [];
  return [...new Set(servers.flatMap((server) => hostOf(server) ?? []))];
});
