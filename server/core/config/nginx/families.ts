import type { TlsContext } from '../../tls/context.ts';

/**
 * The directives with which one nginx module sets up one side of its TLS connections. They are the same set with other
 * prefixes; what a module lacks is absent.
 */
export interface Family {
  readonly role: TlsContext['role'];
  readonly prefix: string;
  /** Turns TLS on (stream, mail, old http) where the address does not say so. */
  readonly toggle?: string;
  /** Names the peer; `scheme` is how an address says that TLS is spoken. */
  readonly pass?: string;
  readonly scheme?: RegExp;
  readonly verify?: string;
  readonly verifyDepth?: string;
  readonly protocols: string;
  readonly certificate: string;
  readonly privateKey: string;
  /** The first is the one that `verify` cannot do without. */
  readonly trustAnchors: readonly [string, ...string[]];
  readonly revocationList: string;
  readonly ciphers: string;
  readonly dhParameters?: string;
  /** Only servers choose. */
  readonly groups?: string;
  /** Commands of SSL_CONF_cmd(3), which come after the directives and override them. */
  readonly command: string;
  readonly names?: string;
  /** The directives that decide about peers: all of the above but `names`. */
  readonly facts: readonly string[];
}

export const serverFamily = family('ssl_', {
  role: 'server',
  toggle: 'ssl',
  verify: 'ssl_verify_client',
  verifyDepth: 'ssl_verify_depth',
  // Since 1.27.2 the second alone is enough; before, nginx refuses to verify without the first.
  trustAnchors: ['ssl_client_certificate', 'ssl_trusted_certificate'],
  dhParameters: 'ssl_dhparam',
  groups: 'ssl_ecdh_curve',
  names: 'server_name',
});

export const clientFamilies: readonly Family[] = [
  upstream('proxy_ssl_', { toggle: 'proxy_ssl', pass: 'proxy_pass', scheme: /^https:\/\//i }),
  upstream('grpc_ssl_', { pass: 'grpc_pass', scheme: /^(?:grpcs|https):\/\//i }),
  upstream('uwsgi_ssl_', { pass: 'uwsgi_pass', scheme: /^(?:suwsgi|https):\/\//i }),
  upstream('zone_sync_ssl_', { toggle: 'zone_sync_ssl', pass: 'zone_sync' }),
  // Code of njs opens the connection; without a setting it verifies.
  family('js_fetch_', { role: 'client', verify: 'js_fetch_verify' }),
  // Lua code opens the connection and says whether it verifies.
  family('lua_ssl_', { role: 'client' }),
];

function upstream(prefix: string, more: Partial<Family>): Family {
  return family(prefix, {
    role: 'client',
    verify: `${prefix}verify`,
    verifyDepth: `${prefix}verify_depth`,
    names: `${prefix}name`,
    ...more,
  });
}

function family(prefix: string, own: Partial<Family> & Pick<Family, 'role'>): Family {
  const all: Omit<Family, 'facts'> = {
    prefix,
    protocols: `${prefix}protocols`,
    certificate: `${prefix}certificate`,
    privateKey: `${prefix}certificate_key`,
    trustAnchors: [`${prefix}trusted_certificate`],
    revocationList: `${prefix}crl`,
    ciphers: `${prefix}ciphers`,
    command: `${prefix}conf_command`,
    ...own,
  };
  const {
    verify,
    verifyDepth,
    protocols,
    certificate,
    privateKey,
    trustAnchors,
    revocationList,
    ciphers,
    groups,
    command,
    dhParameters,
  } = all;
  const facts = [protocols, certificate, privateKey, ...trustAnchors, revocationList, ciphers, command];
  const some = [verify, verifyDepth, groups, dhParameters].filter((name) => name !== undefined);
  return { ...all, facts: [...some, ...facts] };
}

/** A name, and the prefixes of the families that it belongs to: whoever looks through a family's asks for its prefix. */
export function askedAs(name: string): readonly string[] {
  const all = [serverFamily, ...clientFamilies].filter((one) => belongsTo(one, name)).map(({ prefix }) => prefix);
  return [name, ...all, ...(runsCode(name) ? [codeMark] : [])];
}

/** Directives of Lua, njs and Perl may do anything. Whoever looks for any of them asks for this. */
export const codeMark = 'code';

export function runsCode(name: string): boolean {
  return /_by_lua|^js_|^perl/.test(name);
}

/** Names that begin like the server's settings and are about something else: a look at a ClientHello, the process. */
const others = new Set(['ssl_preread', 'ssl_engine', 'ssl_object_cache_inheritable']);

/** True for a directive that sets something of the family's connections. */
export function belongsTo({ prefix, toggle }: Family, name: string): boolean {
  return (name.startsWith(prefix) && !others.has(name)) || name === toggle;
}
