import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsOf, levelsWith, socketsOf, subsystemOf } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import type { Level } from '../../config/nginx/level.ts';
import { includesOnlyTables, mentions } from '../../config/nginx/mentions.ts';
import { addressOf, isTlsListen, listens, tlsAddresses } from '../../config/nginx/read.ts';
import { defaultServersOf, isExplicitDefault } from '../../config/nginx/sockets.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest a redirect to HTTPS where a site is served over plain HTTP as well.',
  why: 'Who types the name without https:// stays on plain HTTP: the pages, and the cookies of the session, go over the network readable and open to changes.',
  exceptions:
    'Clients that cannot speak TLS; answers to an ACME challenge, which may stay on port 80 beside the redirect.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    server_name a.example;\n    root /srv/a;\n}\nserver {\n    listen 443 ssl;\n    server_name a.example;\n    root /srv/a;\n}\n',
      fixed:
        'server {\n    listen 80;\n    server_name a.example;\n    return 301 https://$host$request_uri;\n    root /srv/a;\n}\nserver {\n    listen 443 ssl;\n    server_name a.example;\n    root /srv/a;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name a.example;\n    return 301 http://a.example$request_uri;\n}\n',
    },
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 80;\n        listen 443 ssl;\n        server_name _;\n        root /srv/a;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    listen 443 ssl;\n    server_name a.example;\n    root /srv/a;\n}\n',
      fixed:
        'server {\n    listen 80;\n    listen 443 ssl;\n    server_name a.example;\n    if ($scheme = http) { return 301 https://$host$request_uri; }\n    root /srv/a;\n}\n',
    },
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 80 default_server;\n        server_name _;\n        root /srv/a;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_reject_handshake on;\n        root /srv/a;\n    }\n}\n',
      fixed:
        'http {\n    server {\n        listen 80 default_server;\n        server_name _;\n        return 301 https://$host$request_uri;\n        root /srv/a;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_reject_handshake on;\n        root /srv/a;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    location /old/ {\n        return 301 http://$host$request_uri;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name a.example;\n    return 301 http://neverssl.example/;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    server_name a.example;\n    location /.well-known/acme-challenge/ {\n        root /srv/acme;\n    }\n    location / {\n        return 301 https://a.example$request_uri;\n    }\n}\nserver {\n    listen 443 ssl;\n    server_name a.example;\n    root /srv/a;\n}\n',
    },
  ],
};

type MessageName = 'served' | 'downgrade';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/no-https-redirect',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 6797, 7.2', 'CWE-319', 'https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#return'],
  messages: {
    downgrade: 'This sends browsers from HTTPS to plain HTTP. Write https:// in the address.',
    served: '{name} is served over plain HTTP as well: nothing here sends browsers to HTTPS. Redirect them.',
  },
  *check({ configuration }, { uri }) {
    const { root, text } = configuration;
    const encrypted = tlsAddresses(root);
    const isEncrypted = ({ sockets }: Server): boolean => sockets.some((socket) => encrypted.has(socket));
    for (const server of downgradingServers(root)) {
      if (!isEncrypted(server)) continue;
      for (const { directive, at } of server.downgrades) yield downgrade(directive, at, uri);
    }
    const plainServers = answeringPlain(root);
    if (plainServers.length === 0) return;
    const servers = httpServers(root);
    const names = new Set<string>();
    let isAny = false;
    for (const server of servers) {
      if (!isEncrypted(server)) continue;
      isAny = true;
      for (const name of server.names) names.add(name);
    }
    if (!isAny) return;
    const isWhole = includesOnlyTables(root);
    const defaultOf = defaultServersOf(servers.map(({ server }) => server));
    let named: ReadonlyMap<string, ReadonlySet<string>> | undefined;
    const answeredFor = ({ server, names: own }: Server, plain: Directive): string | undefined => {
      const socket = addressOf(plain);
      const isCatchAll =
        isExplicitDefault(server, socket) || server.own.get('server_name')?.some(({ args }) => args[0]?.value === '_');
      if (own.length > 0 || !isCatchAll || !isWhole || !isInHttp(server)) return undefined;
      if (defaultOf(socket) !== server) return undefined;
      named ??= namesBySocket(servers);
      const here = named.get(socket);
      for (const name of names) if (!here?.has(name) && !name.includes('*')) return name;
      return undefined;
    };
    // One that answers on both, for whatever name.
    const itself = (one: Server): string | undefined =>
      isEncrypted(one) && one.names.length === 0 && isInHttp(one.server)
        ? (one.server.own.get('server_name')?.[0]?.args[0]?.value ?? '*')
        : undefined;
    for (const one of plainServers) {
      yield;
      const { server, plain } = one;
      const shared = one.names.find((name) => names.has(name)) ?? answeredFor(one, plain) ?? itself(one);
      if (shared === undefined || redirects(server)) continue;
      const last = server.own.get('server_name')?.at(-1) ?? plain;
      const isBoth = isEncrypted(one);
      const redirect = 'return 301 https://$host$request_uri;';
      const edit = isAcme(server)
        ? undefined
        : insertAfter(text, last, [isBoth ? `if ($scheme = http) { ${redirect} }` : redirect]);
      yield {
        span: headSpan(plain),
        message: 'served',
        data: { name: shared },
        proposals: edit ? [{ title: message('Redirect to HTTPS'), kind: 'suggestion', edits: [{ ...edit, uri }] }] : [],
      };
    }
  },
});

interface Server {
  readonly server: Level;
  readonly sockets: readonly string[];
  /** Those that clients ask for. */
  readonly names: readonly string[];
}

function serverIn(level: Level): Server | undefined {
  if (level.kind !== 'server' || subsystemOf(level) !== 'http') return undefined;
  return { server: level, sockets: socketsOf(level), names: namesOf(level) };
}

const httpServers = factsOfBlocks((levels) => levels.flatMap((level) => serverIn(level) ?? []));

/** Those that listen on port 80 in plain text, and answer there themselves. */
const answeringPlain = factsOfBlocks((levels) =>
  levels.flatMap((level) => {
    const one = serverIn(level);
    const plain = one && listens(level).find(({ args }) => /^(?:[\d.*]+:|\[::\]:)?80$/.test(args[0]?.value ?? ''));
    if (!plain || plain.args.some(({ value }) => value === 'ssl' || value === 'proxy_protocol')) return [];
    return serves(level) && includesOnlyTables(level) ? [{ ...one, plain }] : [];
  }),
);

/** Those that speak TLS alone and lead their own names back to plain HTTP. */
const downgradingServers = factsOfBlocks((levels) =>
  levels.flatMap((level) => {
    const one = serverIn(level);
    const downgrades = one ? downgradesIn(level, one.names) : [];
    return one && downgrades.length > 0 && listens(level).every(isTlsListen) ? [{ ...one, downgrades }] : [];
  }),
);

function namesBySocket(servers: readonly Server[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const { sockets, names: own } of servers) {
    for (const socket of sockets) {
      const names = named.get(socket) ?? new Set();
      for (const name of own) names.add(name);
      named.set(socket, names);
    }
  }
  return named;
}

interface Downgrade {
  readonly directive: Directive;
  readonly at: Word;
}

/** Redirects to its own names. */
function downgradesIn(server: Level, names: readonly string[]): readonly Downgrade[] {
  return levelsWith(server, 'return', 'rewrite').flatMap(({ own }) =>
    [...(own.get('return') ?? []), ...(own.get('rewrite') ?? [])].flatMap((directive) => {
      const word = directive.args.find(({ value }) => /^http:\/\//i.test(value));
      const host = /^http:\/\/(\$[^/:?]+|[^/:?$]+)/i.exec(word?.value ?? '')?.[1];
      if (!word || !host) return [];
      const isOwn = /^\$\{?(?:host|http_host|server_name)\}?(?:$|\$)/.test(host) || names.includes(host.toLowerCase());
      return isOwn ? [{ directive, at: word }] : [];
    }),
  );
}

function downgrade(directive: Directive, { content }: Word, uri: string): Report<MessageName> {
  const at = content.start + 'http'.length;
  return {
    span: headSpan(directive),
    message: 'downgrade',
    severity: 'warning',
    proposals: [
      {
        title: message('Write {name}', { name: 'https://' }),
        kind: 'suggestion',
        edits: [{ uri, span: { start: at, end: at }, text: 's' }],
      },
    ],
  };
}

function isInHttp({ parent }: Level): boolean {
  return parent?.block?.name.value === 'http';
}

function namesOf({ own }: Level): readonly string[] {
  const names = (own.get('server_name') ?? []).flatMap(({ args }) => args.map(({ value }) => value.toLowerCase()));
  return names.filter((name) => name !== '' && name !== '_' && name !== 'localhost' && !isTemplate(name));
}

/** Whether it answers with anything of its own. */
function serves(server: Level): boolean {
  return [...levelsOf(server)].some(({ own }) =>
    ['root', 'alias', 'proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'grpc_pass', 'scgi_pass', 'try_files'].some((name) =>
      own.has(name),
    ),
  );
}

/** Whether anything in it leads to HTTPS, or makes a difference between the two. */
function redirects(server: Level): boolean {
  for (const { own } of levelsOf(server)) {
    for (const name of ['return', 'rewrite', 'error_page', 'if', 'set'])
      for (const { args } of own.get(name) ?? [])
        if (args.some(({ value }) => /https:|^30[1278]$|\$\{?(?:scheme|https|ssl_protocol)\b/.test(value))) return true;
  }
  return mentions(server, 'http_x_forwarded_proto') || mentions(server, 'https');
}

function isAcme(server: Level): boolean {
  return (server.own.get('location') ?? []).some(({ args }) => args.some(({ value }) => value.includes('.well-known')));
}
