import { argument } from '../place.ts';
import type { Subject, Touch } from '../value.ts';

/** Functions that make a server of a context they are handed. */
const serverFunctions =
  /^(?:start_server|start_unix_server|create_server|create_unix_server|serve|serve_forever|run|run_app|run_simple|make_server|make_ssl_server|HTTPServer|HTTPSServer|TCPSite|WSGIServer|listen)$/;
const clientFunctions =
  /^(?:urlopen|HTTPSConnection|HTTPSHandler|open_connection|open_unix_connection|create_connection|connect|SMTP_SSL|SMTP|starttls|start_tls|IMAP4_SSL|POP3_SSL|FTP_TLS|NNTP_SSL|TCPConnector|ClientSession|PoolManager|ProxyManager|HTTPSConnectionPool|Client|AsyncClient|Session|get|post|put|delete|head|patch|options|request|ws_connect|create_connection_pool|SSLOptions|tls_set_context|ServerProxy|SafeTransport)$/;

/** Which side a context is used on; undefined where the text shows none, or leaves it open. */
export function roleByUse({ touches }: Subject): 'server' | 'client' | 'open' | undefined {
  let role: 'server' | 'client' | 'open' | undefined;
  for (const touch of touches) {
    const seen = roleOfTouch(touch);
    if (seen === 'server') return seen;
    role = seen === 'open' || !role ? (seen ?? role) : role;
  }
  return role;
}

function roleOfTouch(touch: Touch): 'server' | 'client' | 'open' | undefined {
  if (touch.kind === 'passing') {
    if (serverFunctions.test(touch.method)) return 'server';
    return clientFunctions.test(touch.method) ? 'client' : undefined;
  }
  if (touch.kind !== 'call' || (touch.method !== 'wrap_socket' && touch.method !== 'wrap_bio')) return undefined;
  const side = argument(touch.call, 'server_side', touch.method === 'wrap_socket' ? 1 : 2);
  if (!side) return touch.call.arguments.some(({ star }) => star) ? 'open' : 'client';
  if (side.value.kind !== 'constant') return 'open';
  return side.value.value ? 'server' : 'client';
}
