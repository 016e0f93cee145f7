/** The address of a `listen`, as ngx_parse_url reads it. */

const parameters = /^(?:ssl|quic|http2|default_server|default|reuseport|proxy_protocol|udp|deferred)$/;

/** False where nginx cannot make an address of it, whatever names there are. */
export function isListenAddress(value: string): boolean {
  if (/^unix:/i.test(value)) return value.length > 'unix:'.length;
  if (parameters.test(value) || value.includes('/')) return false;
  if (value.startsWith('[')) {
    const [, host, port] = /^\[([^\]]*)\](?::(.*))?$/.exec(value) ?? [];
    return host !== undefined && /^(?=[^:]*:)[\da-f:.]+$/i.test(host) && (port === undefined || isPorts(port));
  }
  const colon = value.indexOf(':');
  if (colon < 0) return !/^[\d-]+$/.test(value) || isPorts(value);
  return colon > 0 && isPorts(value.slice(colon + 1));
}

/** One port, or a range of them. */
function isPorts(value: string): boolean {
  const [, first = '', last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(value) ?? [];
  return [first, last].every((port) => Number(port) >= 1 && Number(port) <= 65_535) && Number(first) <= Number(last);
}
