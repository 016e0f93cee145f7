/**
 * What nginx's blocks hold. Enough to know where TLS directives count, and to find the way back after a brace or a
 * semicolon that was forgotten.
 */

/**
 * `outer`: settings that servers inherit. `server`: one server. `inner`: a part of a server. `opaque`: holds no
 * directives of its surroundings (a table, the list of an upstream's servers, another subsystem's own settings).
 */
export type BlockKind = 'outer' | 'server' | 'inner' | 'opaque';

const kinds: Readonly<Record<string, BlockKind>> = {
  http: 'outer',
  stream: 'outer',
  mail: 'outer',
  server: 'server',
  location: 'inner',
  if: 'inner',
  limit_except: 'inner',
  acme_issuer: 'opaque',
  charset_map: 'opaque',
  events: 'opaque',
  geo: 'opaque',
  google_perftools_profiles: 'opaque',
  keyval: 'opaque',
  map: 'opaque',
  match: 'opaque',
  mgmt: 'opaque',
  oidc_provider: 'opaque',
  otel_exporter: 'opaque',
  split_clients: 'opaque',
  types: 'opaque',
  upstream: 'opaque',
};

/** A block of a name we do not know is taken for more of what surrounds it. */
export function blockKind(name: string, surrounding: BlockKind): BlockKind {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  return kind ?? (surrounding === 'server' ? 'inner' : surrounding);
}

/** Blocks in which nginx refuses the directives `*_ssl_*`, while it takes the `*_pass` itself. */
export function refusesSettings(name: string): boolean {
  return name === 'if' || name === 'limit_except';
}

const parents: Readonly<Record<string, readonly string[]>> = {
  events: [],
  http: [],
  stream: [],
  mail: [],
  server: ['http', 'stream', 'mail'],
  upstream: ['http', 'stream'],
  location: ['server', 'location'],
};

/**
 * How many of the open blocks (outermost first) stay open when a block `name` begins. Fewer than all where nginx does
 * not take it there but further out: then a closing brace was forgotten.
 */
export function openBlocksFor(name: string, open: readonly string[]): number {
  const allowed = Object.hasOwn(parents, name) ? parents[name] : undefined;
  if (!allowed) return open.length;
  for (let depth = open.length; depth > 0; depth--) {
    const around = open[depth - 1] ?? '';
    if (allowed.includes(around) || !Object.hasOwn(kinds, around)) return depth;
  }
  // Nothing open takes it. In a file meant to be included the outside may; else it is simply in the wrong place.
  const whole = open.some((around) => around === 'http' || around === 'stream' || around === 'mail');
  return whole && allowed.length > 0 ? open.length : 0;
}

/**
 * True for a word that, where it begins a line amid another directive's arguments, tells that the semicolon before it
 * was forgotten. Only names that are no usual argument: `proxy_protocol` (of `listen`) and `index.html` are arguments.
 */
export function startsDirective(word: string): boolean {
  return word !== 'proxy_protocol' && directiveName.test(word);
}

const directiveName =
  /^(?:(?:ssl|proxy|grpc|uwsgi|fastcgi|scgi|client|keepalive|gzip|resolver|access|error|auth|limit_req|limit_conn|types_hash|server_names_hash)_[a-z0-9_]+|listen|server_name|server_tokens|include|root|return|rewrite|alias|try_files|add_header|log_format|sendfile|tcp_nopush|default_type|worker_processes|worker_connections|pid)$/;

/** The same for the name of a block, where a `{` follows. */
export function startsBlock(word: string): boolean {
  return Object.hasOwn(kinds, word) && word !== 'match' && word !== 'types';
}
