/** What the name of a host alone tells of the way to it. */

/** True for this machine, by any of its names. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0|host\.docker\.internal)$/.test(name);
}

/**
 * True for a host that others are on the way to. A name without a dot stands for a neighbour in the network of one
 * machine (Compose), or for anything: nothing is said of it.
 */
export function isRemote(host: string): boolean {
  return /^[\w.:-]+$|^\[[\da-f:.]+\]$/i.test(host) && /[.:]/.test(host) && !isLoopback(host);
}

/** The host in `host:port`. */
export function hostOf(address: string): string {
  return /^(?:dns:\/*)?(\[[^\]]*\]|[^:/]*)/.exec(address)?.[1] ?? '';
}
