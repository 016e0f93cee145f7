import { message } from '../../base/message.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import { protocolVersions } from '../../tls/protocol-version.ts';

/** What nginx takes as a directive's values, each of them; its own spelling first. */
interface Values {
  readonly pattern: RegExp;
  readonly expected: string;
}

const oneOf = (...values: readonly string[]): Values => ({
  pattern: new RegExp(`^(?:${values.map((value) => value.replace(/\./g, '\\.')).join('|')})$`, 'i'),
  expected: values.join(', '),
});
const versions = oneOf('SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3');
const time = { pattern: /^\d+(?:(?:(?:ms|[smhdwMy]) ?| )\d+)*(?:(?:ms|[smhdwMy]) ?| )?$/, expected: '10m, 1h, 1d' };
const number = { pattern: /^\d+$/, expected: '1, 2, 3' };
const size = { pattern: /^\d+[kKmM]?$/, expected: '4k, 16k' };

const values: Readonly<Record<string, Values>> = {
  ssl_protocols: versions,
  proxy_ssl_protocols: versions,
  grpc_ssl_protocols: versions,
  uwsgi_ssl_protocols: versions,
  ssl_verify_client: oneOf('on', 'off', 'optional', 'optional_no_ca'),
  ssl_verify_depth: number,
  proxy_ssl_verify_depth: number,
  grpc_ssl_verify_depth: number,
  uwsgi_ssl_verify_depth: number,
  ssl_session_timeout: time,
  ssl_buffer_size: size,
  ssl_ocsp: oneOf('on', 'off', 'leaf'),
  starttls: oneOf('on', 'off', 'only'),
  ssl_session_cache: {
    pattern: /^(?:off|none|builtin(?::\d+)?|shared:[^:]+:\d+[kKmM]?)$/,
    expected: 'shared:SSL:10m, off, none',
  },
  ssl_stapling_responder: { pattern: /^http:\/\//i, expected: 'http://…' },
  ssl_ocsp_responder: { pattern: /^http:\/\//i, expected: 'http://…' },
};

export const docs: RuleDocs = {
  summary: 'Report values that nginx does not take.',
  why: 'With one nginx does not start; a responder for stapling that is no http:// address is only ignored, with a warning. Versions are listed one by one with spaces between them, in nginx’s own spelling: other servers write them otherwise.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLS1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl spdy;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_verify_client yes;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_conf_command CipherSuite TLS_AES_256_GCM_SHA384;\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL:10;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    add_header X-Frame-Options DENY allways;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    return 3001 https://a.example/;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    return https//a.example/;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    rewrite ^/a /b forever;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    error_page 200 /a;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_certificate ~/certs/server.pem;\n}\n' },
    { language: 'nginx', text: 'upstream a {\n    server 127.0.0.1:443 ssl;\n}\nserver {\n    listen 443 ssl;\n}\n' },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    error_page 497 =301 https://$host$request_uri;\n    location /a {\n        return https://a.example/;\n    }\n    location /b {\n        rewrite ^ /c break;\n        try_files $uri =404;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols tlsv1.2 TLSv1.3;\n    ssl_session_timeout 1h30m;\n    ssl_session_cache shared:SSL:10m;\n}\n',
    },
  ],
};

/** The parameters of `listen` besides the address, of http, stream and mail. */
const listenParameter =
  /^(?:default_server|default|ssl|http2|quic|proxy_protocol|udp|deferred|bind|reuseport|multipath|ipv6only=(?:on|off)|(?:setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|so_keepalive)=.*)$/;

type MessageName = 'value' | 'zero' | 'small';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/invalid-value',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html'],
  messages: {
    value: '{name} does not take {value}. It takes {expected}.',
    small: 'The cache {value} is smaller than 32k: nginx does not start. 1m holds some 4,000 sessions.',
    zero: '{name} of zero leaves no room for a TLS record. Use 4k to 16k.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsOf(root)) {
      for (const [name, directives] of level.own) {
        if (name === 'listen') yield* listens(directives, uri);
        if (name === 'add_header' || name === 'add_trailer') yield* lastWords(name, directives);
        if (name.endsWith('ssl_conf_command')) yield* commands(name, directives);
        const misused = Object.hasOwn(misusedWords, name) ? misusedWords[name] : undefined;
        if (misused) yield* misusedIn(name, directives, misused);
        const known = Object.hasOwn(values, name) ? values[name] : undefined;
        if (!known) continue;
        for (const directive of directives) {
          for (const word of wordsOf(directive)) {
            if (isTemplate(word.value)) continue;
            if (name === 'ssl_buffer_size' && /^0+[kKmM]?$/.test(word.value)) {
              yield { span: word.span, message: 'zero', data: { name }, severity: 'warning' };
            } else if (name === 'ssl_session_cache' && isTooSmall(word.value)) {
              yield { span: word.span, message: 'small', data: { value: word.value.slice(0, 80) } };
            } else if (!known.pattern.test(word.value)) {
              yield {
                span: word.span,
                message: 'value',
                data: { name, value: word.value.slice(0, 80), expected: known.expected },
                ...(name === 'ssl_stapling_responder' && { severity: 'warning' as const }),
                proposals:
                  known === versions ? nearest(word, uri) : name === 'ssl_stapling_responder' ? plain(word, uri) : [],
              };
              // nginx stops at the first.
              break;
            }
          }
        }
      }
    }
  },
});

/** Eight pages (ngx_ssl_session_cache). */
function isTooSmall(cache: string): boolean {
  const [, digits, unit = ''] = /^shared:[^:]+:(\d+)([kKmM]?)$/.exec(cache) ?? [];
  return digits !== undefined && Number(digits) * (unit === '' ? 1 : /k/i.test(unit) ? 1_024 : 1_048_576) < 32_768;
}

/** Those of SSL_CONF_cmd(3) that a configuration file may have, whatever their case. */
const commandNames = new Set(
  `signaturealgorithms clientsignaturealgorithms groups curves ecdhparameters cipherstring ciphersuites protocol
  minprotocol maxprotocol options verifymode certificate privatekey serverinfofile chaincapath chaincafile chaincastore
  verifycapath verifycafile verifycastore requestcafile clientcafile requestcapath clientcapath requestcastore
  clientcastore dhparameters recordpadding numtickets`.split(/\s+/),
);

function* commands(name: string, directives: readonly Directive[]): Iterable<Report<MessageName>> {
  for (const { args, semicolon } of directives) {
    const [word] = args;
    if (!word || semicolon === undefined || args.length !== 2 || isTemplate(word.value)) continue;
    if (commandNames.has(word.value.toLowerCase())) continue;
    const data = { name, value: word.value.slice(0, 80), expected: 'Ciphersuites, Groups, MinProtocol, Options' };
    yield { span: word.span, message: 'value', data };
  }
}

/** The one word that may follow a header's value. */
function* lastWords(name: string, directives: readonly Directive[]): Iterable<Report<MessageName>> {
  for (const { args, semicolon } of directives) {
    const word = args[2];
    if (!word || semicolon === undefined || args.length > 3 || word.value === 'always' || isTemplate(word.value))
      continue;
    const data = { name, value: word.value.slice(0, 80), expected: 'always' };
    yield { span: word.span, message: 'value', data };
  }
}

/** Which of a directive's words nginx does not take there, and what it takes. */
interface Misused {
  readonly word: Word | undefined;
  readonly expected: string;
}

const upstreamParameter =
  /^(?:(?:weight|max_conns|max_fails)=\d+|fail_timeout=\d+(?:ms|[smhdwMy])?|(?:slow_start|route|service)=.+|backup|down|resolve|drain)$/;

/** A home folder is what shells know. */
const file = ({ args: [path] }: Directive): Misused => ({
  word: path?.value.startsWith('~/') ? path : undefined,
  expected: '/home/…',
});
const host = ({ args: [name] }: Directive): Misused => ({
  word: name && /^\w+:\/\//.test(name.value) ? name : undefined,
  expected: 'a.example',
});

const misusedWords: Readonly<Record<string, (directive: Directive) => Misused>> = {
  ssl_certificate: file,
  ssl_certificate_key: file,
  ssl_client_certificate: file,
  ssl_trusted_certificate: file,
  ssl_crl: file,
  ssl_dhparam: file,
  proxy_ssl_certificate: file,
  proxy_ssl_certificate_key: file,
  proxy_ssl_trusted_certificate: file,
  proxy_ssl_name: host,
  grpc_ssl_name: host,
  uwsgi_ssl_name: host,
  // One word is a code, or where it leads to.
  return: ({ args: [first, second] }) => ({
    word: first && (second ? code : codeOrAddress).test(first.value) ? undefined : first,
    expected: '403, 301, https://…',
  }),
  rewrite: ({ args }) => ({
    word: args.slice(2).find(({ value }) => !/^(?:last|break|redirect|permanent)$/.test(value)),
    expected: 'last, break, redirect, permanent',
  }),
  error_page: ({ args }) => ({
    word: args.slice(0, -1).find(({ value }) => !isErrorCode(value)),
    expected: '300 – 599',
  }),
  try_files: ({ args }) => ({
    word: args.at(-1)?.value.startsWith('=') && !/^=\d{1,3}$/.test(args.at(-1)?.value ?? '') ? args.at(-1) : undefined,
    expected: '=404',
  }),
  set: ({ args: [name] }) => ({ word: name?.value.startsWith('$') ? undefined : name, expected: '$…' }),
  upstream: ({ body }) => {
    const servers = body?.children.filter(({ name, semicolon }) => name.value === 'server' && semicolon !== undefined);
    const words = servers?.flatMap(({ args: [address, ...parameters] }) => [
      ...(address && /^(?!unix:)\w+:\/\//.test(address.value) ? [address] : []),
      ...parameters.filter(({ value }) => !isTemplate(value) && !upstreamParameter.test(value)),
    ]);
    return { word: words?.[0], expected: 'a.example:443, weight=2, backup' };
  },
};

const code = /^\d{1,3}$/;
const codeOrAddress = /^(?:\d{1,3}$|https?:\/\/|\$scheme)/i;

function isErrorCode(value: string): boolean {
  if (value.startsWith('=')) return /^=\d*$/.test(value);
  return /^\d+$/.test(value) && Number(value) >= 300 && Number(value) <= 599 && value !== '499';
}

function* misusedIn(
  name: string,
  directives: readonly Directive[],
  misused: (directive: Directive) => Misused,
): Iterable<Report<MessageName>> {
  for (const directive of directives) {
    if (!directive.body && (directive.semicolon === undefined || directive.args.length === 0)) continue;
    const { word, expected } = misused(directive);
    if (!word || /\{\{|<%|%\{|\{%|@@|__|^<|^\[|…|\.\.\.|\$\{[A-Z]/.test(word.value)) continue;
    yield { span: word.span, message: 'value', data: { name, value: word.value.slice(0, 80), expected } };
  }
}

function* listens(directives: readonly Directive[], uri: string): Iterable<Report<MessageName>> {
  for (const { args, semicolon } of directives) {
    if (semicolon === undefined) continue;
    // "ssl" parameter is incompatible with "quic".
    const both = args.some(({ value }) => value === 'quic') && args.find(({ value }) => value === 'ssl');
    if (both) {
      const data = { name: 'listen … quic', value: 'ssl', expected: 'default_server, reuseport' };
      yield { span: both.span, message: 'value', data };
    }
    for (const [i, word] of args.entries()) {
      const before = args[i - 1];
      if (!before || isTemplate(word.value) || listenParameter.test(word.value)) continue;
      const spans = { start: before.span.end, end: word.span.end };
      yield {
        span: word.span,
        message: 'value',
        data: { name: 'listen', value: word.value.slice(0, 80), expected: 'ssl, quic, default_server, proxy_protocol' },
        // nginx before 1.25.1 only warns of it.
        ...(word.value === 'spdy' && {
          proposals: [
            {
              title: message('Remove {name}', { name: word.value }),
              kind: 'automatic' as const,
              edits: [{ uri, span: spans, text: '' }],
            },
          ],
        }),
      };
      break;
    }
  }
}

/** Another number of arguments is a fault of its own. */
function wordsOf({ name, args, body, semicolon }: Directive): readonly Word[] {
  if (body || semicolon === undefined) return [];
  return /protocols$|^ssl_session_cache$/.test(name.value) ? args : args.length === 1 ? args : [];
}

/** The answer of a responder is signed: it needs no TLS. */
function plain({ value, content }: Word, uri: string): Proposal[] {
  const scheme = /^https(?=:\/\/)/i.exec(value)?.[0];
  if (!scheme) return [];
  const at = { start: content.start, end: content.start + scheme.length };
  return [
    {
      title: message('Write {name}', { name: 'http://' }),
      kind: 'automatic',
      edits: [{ uri, span: at, text: 'http' }],
    },
  ];
}

/** `TLS1.2`, `TLSv1_2`, `+TLSv1.2,` of other servers. */
function nearest({ value, span }: Word, uri: string): Proposal[] {
  const digits = /^[+-]?(?:tls|ssl)v?_?(\d(?:[._]\d)?),?$/i.exec(value)?.[1]?.replace('_', '.').replace(/\.0$/, '');
  const family = /ssl/i.test(value) ? 'SSLv' : 'TLSv';
  const name = digits && protocolVersions.find((version) => version === `${family}${digits}`);
  if (!name || value.startsWith('-')) return [];
  return [{ title: message('Write {name}', { name }), kind: 'automatic', edits: [{ uri, span, text: name }] }];
}
