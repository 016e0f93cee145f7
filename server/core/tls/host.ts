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

/**
 * True for a host that no public CA issues for: names without a dot, those reserved for private networks (RFC 6761, 6762
 * with its appendix G, 8375; ICANN's .internal), and private addresses (RFC 1918, 4193).
 */
export function isPrivateHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (isLoopback(name)) return true;
  if (/^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.[\d.]+$|^f[cd][\da-f]{2}:|^fe80:/.test(name)) return true;
  if (/^[\w-]+$/.test(name)) return true;
  return /\.(?:internal|local|test|home\.arpa|lan|home|corp|intranet|private)$/.test(name);
}

/** The host in `host:port`. */
export function hostOf(address: string): string {
  return /^(?:dns:\/*)?(\[[^\]]*\]|[^:/]*)/.exec(address)?.[1] ?? '';
}
