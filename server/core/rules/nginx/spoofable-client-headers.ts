import { byObject } from '../../base/by-object.ts';
import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { serverAround, valueAt } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { carriesClientCertificate, headerName } from '../../config/nginx/headers.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { mentions } from '../../config/nginx/mentions.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOff } from '../../config/nginx/values.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';

type MessageName = 'other' | 'unverified';

export const docs: RuleDocs = {
  summary: 'Report ways to an application on which a client can write the headers about its certificate itself.',
  why: 'An application that believes X-SSL-Client-Verify must get it from nginx on every way in. A second server without client certificates that passes requests on to the same place lets through what the client sent; and the name in a certificate that nobody verified is whatever its maker wrote into it.',
  exceptions: 'An application that tells its ways in apart by something the client cannot set.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client on;\n        location / {\n            proxy_set_header X-Client-Verify $ssl_client_verify;\n            proxy_pass http://app:8080;\n        }\n    }\n    server {\n        listen 80;\n        location / {\n            proxy_pass http://app:8080;\n        }\n    }\n}\n',
      fixed:
        'http {\n    server {\n        listen 443 ssl;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client on;\n        location / {\n            proxy_set_header X-Client-Verify $ssl_client_verify;\n            proxy_pass http://app:8080;\n        }\n    }\n    server {\n        listen 80;\n        location / {\n            proxy_pass http://app:8080;\n            proxy_set_header X-Client-Verify "";\n        }\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_verify_client optional_no_ca;\n    location / {\n        proxy_set_header X-Client-DN $ssl_client_s_dn;\n        proxy_pass http://app:8080;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n    location / {\n        proxy_set_header X-Client-DN $ssl_client_s_dn;\n        proxy_pass http://app:8080;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/spoofable-client-headers',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-290', 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header'],
  messages: {
    other:
      'Here clients can send {headers} themselves: another server sets it for the same {address} from the client certificate. Clear it here.',
    unverified:
      'Nobody has verified the certificate that this comes from, and the application is not told. Pass $ssl_client_verify on as well, and check it there.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    const ways = waysIn(root);
    const trustedAt = new Map<string, Map<string, Directive>>();
    for (const { isVerified, address, trusted } of ways) {
      if (!isVerified || trusted.length === 0) continue;
      const known = trustedAt.get(address) ?? new Map<string, Directive>();
      trustedAt.set(address, known);
      for (const header of trusted) known.set(headerName(header), header);
    }
    for (const way of trustedAt.size > 0 ? ways : []) {
      const trusted = way.isVerified ? undefined : trustedAt.get(way.address);
      if (!trusted) continue;
      const missing = [...trusted.values()].filter((header) => !way.set.has(headerName(header)));
      const names = [...new Map(missing.map((header) => [headerName(header), header.args[0]?.value ?? ''])).values()];
      if (names.length > 0) yield other(way, names, text, uri);
    }
    for (const { server, named } of unverifiedNames(root)) {
      if (!mentions(server, 'ssl_client_verify')) yield { span: headSpan(named), message: 'unverified' };
    }
  },
});

/** What hands a value on to an application. */
const passed = ['proxy_set_header', 'grpc_set_header', 'fastcgi_param', 'uwsgi_param', 'scgi_param'];

/** Names from certificates that nobody verifies, as they are handed on. */
const unverifiedNames = factsOfBlocks(
  (levels) =>
    levels.flatMap((level) => {
      const server = serverAround(level);
      const value = server && valueAt(server, 'ssl_verify_client')?.value.toLowerCase();
      if (value !== 'optional_no_ca' || !server || level.own.has('include')) return [];
      const named = passed
        .flatMap((name) => level.own.get(name) ?? [])
        .find(({ args }) => args.slice(1).some(({ value: said }) => /\$\{?ssl_client_[si]_dn/.test(said)));
      return named ? [{ server, named }] : [];
    }),
  passed,
);

interface Way {
  readonly level: Level;
  readonly server: Level | undefined;
  readonly pass: Directive;
  readonly address: string;
  readonly isVerified: boolean;
  /** The headers from the client's certificate. */
  readonly trusted: readonly Directive[];
  readonly set: ReadonlySet<string>;
}

const waysIn = factsOfBlocks(
  (levels) =>
    levels.flatMap((level): Way[] => {
      const pass = level.own.get('proxy_pass')?.[0];
      const address = pass && addressOf(pass);
      if (!address) return [];
      const server = serverAround(level);
      const verify = server && valueAt(server, 'ssl_verify_client');
      const headers = find(level, 'proxy_set_header')?.directives ?? none;
      return [
        { level, server, pass, address, isVerified: verify !== undefined && !isOff(verify), ...headersOf(headers) },
      ];
    }),
  ['proxy_pass'],
);

function addressOf({ args }: Directive): string | undefined {
  const address = /^https?:\/\/([^/?]+)/i.exec(args[0]?.value ?? '')?.[1];
  return address && !isTemplate(address) ? address : undefined;
}

const none: readonly Directive[] = [];

const headersOf = byObject((headers: readonly Directive[]) => ({
  trusted: headers.filter(carriesClientCertificate),
  set: new Set(headers.map(headerName)),
}));

function other(
  { level, pass, address }: Way,
  names: readonly string[],
  text: string,
  uri: string,
): Report<MessageName> {
  const own = level.own.get('proxy_set_header')?.at(-1);
  // The first of its own would take the inherited ones away.
  const inherits = !own && find(level, 'proxy_set_header') !== undefined;
  const edit = inherits
    ? undefined
    : insertAfter(
        text,
        own ?? pass,
        names.map((name) => `proxy_set_header ${name} "";`),
      );
  return {
    span: headSpan(pass),
    message: 'other',
    data: { headers: names, address },
    proposals: edit
      ? [{ title: message('Clear {headers} here', { headers: names }), kind: 'suggestion', edits: [{ ...edit, uri }] }]
      : [],
  };
}
