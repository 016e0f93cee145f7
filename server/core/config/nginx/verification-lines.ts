/** What verification of a peer needs besides its switch and a CA, for it to succeed. */

import { quote } from './edits.ts';
import { find, type Level } from './level.ts';
import type { Place } from './read.ts';
import { hostOf, isIpAddress, serverHosts, upstreamNamed } from './upstreams.ts';

/**
 * The directives that a peer's own block still lacks: the name is sent (SNI), and said where the address is not it; the
 * depth where the chain has more intermediates than nginx's one. Undefined where nothing tells the name: nginx compares
 * DNS names alone, so that with an IP address every request would fail.
 */
export function completingLines(place: Place, intermediates: number | undefined): readonly string[] | undefined {
  const { level, family } = place;
  if (family.role === 'server') return depthLines(level, family.prefix, intermediates);
  // njs sends the name and has room for every chain by itself.
  if (family.names === undefined) return [];
  const name = missingName(place);
  if (name === 'unknown') return undefined;
  return [
    ...depthLines(level, family.prefix, intermediates),
    ...sniLines(level, family.prefix),
    ...(name === undefined ? [] : [`${family.names} ${quote(name)};`]),
  ];
}

/** The same for a line that several blocks inherit: where each needs a name of its own, none is right for all. */
export function sharedLines(
  places: readonly Place[],
  level: Level,
  intermediates: number | undefined,
): readonly string[] | undefined {
  const [first] = places;
  if (!first) return [];
  if (places.length === 1 && first.level === level) return completingLines(first, intermediates);
  const { role, prefix, names } = first.family;
  if (role === 'server') return depthLines(level, prefix, intermediates);
  if (names === undefined) return [];
  if (places.some((place) => missingName(place) !== undefined)) return undefined;
  return [...depthLines(level, prefix, intermediates), ...sniLines(level, prefix)];
}

/** nginx's depth is the number of intermediates, one by default. */
function depthLines(level: Level, prefix: string, intermediates = 0): string[] {
  const depth = Number(find(level, `${prefix}verify_depth`)?.directives.at(-1)?.args[0]?.value ?? 1);
  return intermediates > depth ? [`${prefix}verify_depth ${intermediates};`] : [];
}

function sniLines(level: Level, prefix: string): string[] {
  return find(level, `${prefix}server_name`) ? [] : [`${prefix}server_name on;`];
}

/** The name to compare with where the address is none; undefined where none is needed. */
function missingName({ level, family, pass }: Place): string | 'unknown' | undefined {
  if (!pass || family.names === undefined || find(level, family.names)) return undefined;
  const host = hostOf(pass);
  if (host === undefined) return undefined;
  if (isIpAddress(host)) return 'unknown';
  let root = level;
  while (root.parent) root = root.parent;
  const group = upstreamNamed({ root }, host);
  // A group with a dotted name is usually named for its certificate.
  if (!group || host.includes('.')) return undefined;
  const hosts = serverHosts(group);
  const [only] = hosts;
  return hosts.length === 1 && only !== undefined && !isIpAddress(only) ? only : 'unknown';
}
