import { message } from '../../base/message.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { argumentFault } from '../../config/nginx/directives/arguments.ts';
import { parameterFault } from '../../config/nginx/directives/parameters.ts';
import { slotOf } from '../../config/nginx/directives/slots.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
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

const values: Readonly<Record<string, Values>> = {
  ssl_protocols: versions,
  proxy_ssl_protocols: versions,
  grpc_ssl_protocols: versions,
  uwsgi_ssl_protocols: versions,
  ssl_verify_client: oneOf('on', 'off', 'optional', 'optional_no_ca'),
  ssl_ocsp: oneOf('on', 'off', 'leaf'),
  ssl_ocsp_cache: { pattern: /^(?:off|shared:[^:]+:\d+[kKmM]?)$/, expected: 'shared:OCSP:1m, off' },
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
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    keepalive_timeout 1y;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    client_max_body_size 10MB;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    allow 10.0.0.0/33;\n}\n' },
    {
      language: 'nginx',
      text: 'limit_req_zone $binary_remote_addr rate=1r/s;\nserver {\n    listen 443 ssl;\n}\n',
    },
    { language: 'nginx', text: 'upstream a {\n    server 127.0.0.1:443 ssl;\n}\nserver {\n    listen 443 ssl;\n}\n' },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    error_page 497 =301 https://$host$request_uri;\n    location /a {\n        return https://a.example/;\n    }\n    location /b {\n        rewrite ^ /c break;\n        try_files $uri =404;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'limit_req_zone $binary_remote_addr zone=a:10m rate=10r/s;\nserver {\n    listen 443 ssl backlog=511 so_keepalive=30m::10;\n    client_max_body_size 1g;\n    keepalive_timeout 75s 60s;\n    allow 2001:db8::/32;\n    deny all;\n    limit_req zone=a burst=5 nodelay;\n    expires -1;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols tlsv1.2 TLSv1.3;\n    ssl_session_timeout 1h30m;\n    ssl_session_cache shared:SSL:10m;\n}\n',
    },
  ],
};

type MessageName = 'value' | 'zero' | 'small' | 'missing' | 'long';

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
    missing: '{name} needs {parameter}: nginx does not start.',
    long: 'This word has more than {limit} characters: nginx does not start.',
    zero: '{name} of zero leaves no room for a TLS record. Use 4k to 16k.',
  },
  *check({ configuration: { root, isCertain } }, { uri }) {
    const levels = levelsOf(root);
    const isEdited = levels.length <= mostLevelsOfBlock;
    for (const level of levels) {
      yield;
      for (const [name, directives] of level.own) {
        for (const directive of directives) {
          if (isCertain && sound.has(directive)) continue;
          yield;
          const faults = [...faultsOf(name, [directive], uri)];
          if (isCertain) faults.push(...certainFaults(name, directive, uri));
          if (isCertain && isEdited && faults.length === 0) sound.add(directive);
          yield* faults;
        }
      }
    }
  },
});

/** Directives without faults in blocks that are edited, of a text that is nginx for certain: nearly all stay as they are. */
const sound = new WeakSet<Directive>();
const mostLevelsOfBlock = 64;

function* certainFaults(name: string, directive: Directive, uri: string): Iterable<Report<MessageName>> {
  yield* ownFaults(name, [directive], uri);
  if (name !== 'upstream' && name !== 'events') return;
  for (const each of directive.body?.children ?? []) yield* ownFaults(each.name.value, [each], uri);
}

/** What a value of TLS is, whatever else the text may be. */
function* faultsOf(name: string, directives: readonly Directive[], uri: string): Iterable<Report<MessageName>> {
  if (name === 'listen') {
    yield* parameterFaults(name, directives, uri);
    yield* overQuic(directives);
  }
  const misused = Object.hasOwn(misusedWords, name) ? misusedWords[name] : undefined;
  if (misused) yield* misusedIn(name, directives, misused);
  if (name === 'add_header' || name === 'add_trailer') yield* lastWords(name, directives);
  if (name.endsWith('ssl_conf_command')) yield* commands(name, directives);
  if (isOfTls(name)) yield* slotFaults(name, directives);
  const known = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!known) return;
  for (const directive of directives) {
    for (const word of wordsOf(directive)) {
      if (isTemplate(word.value)) continue;
      if (name === 'ssl_session_cache' && isTooSmall(word.value)) {
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

/** A quote before it counts too: both are to fit into a buffer of ngx_conf_file.c (NGX_CONF_BUFFER). */
const longestWord = 4_095;

/** Everything else that nginx reads by a table, where the text is nginx for certain. */
function* ownFaults(name: string, directives: readonly Directive[], uri: string): Iterable<Report<MessageName>> {
  if (!isOfTls(name)) yield* slotFaults(name, directives);
  if (name !== 'listen') yield* parameterFaults(name, directives, uri);
  if (name === 'location') yield* modifiers(directives);
  if (name === 'split_clients') yield* shares(directives);
  for (const { args, body, semicolon } of directives) {
    const long =
      semicolon && args.find(({ content: { start, end }, quoted }) => end - start + (quoted ? 1 : 0) > longestWord);
    if (long) yield { span: long.span, message: 'long', data: { limit: longestWord } };
    const fault = body || semicolon === undefined ? undefined : argumentFault(name, args);
    if (!fault) continue;
    const { word, expected } = fault;
    yield { span: word.span, message: 'value', data: { name, value: word.value.slice(0, 80), expected } };
  }
}

function* modifiers(directives: readonly Directive[]): Iterable<Report<MessageName>> {
  for (const { args, body } of directives) {
    const [word, path] = args;
    if (!body || !word || !path || args.length > 2 || /^(?:=|~\*?|\^~)$/.test(word.value) || isTemplate(word.value))
      continue;
    const data = { name: 'location', value: word.value.slice(0, 80), expected: '=, ~, ~*, ^~' };
    yield { span: word.span, message: 'value', data };
  }
}

/** The shares of split_clients. */
function* shares(directives: readonly Directive[]): Iterable<Report<MessageName>> {
  for (const { body } of directives) {
    for (const { name: key, semicolon } of body?.children ?? []) {
      if (semicolon === undefined || isTemplate(key.value)) continue;
      if (key.value === '*' || /^\d{1,3}(?:\.\d{1,2})?%$/.test(key.value)) continue;
      const data = { name: 'split_clients', value: key.value.slice(0, 80), expected: '0.5%, 10%, *' };
      yield { span: key.span, message: 'value', data };
    }
  }
}

function isOfTls(name: string): boolean {
  return /(?:^|_)ssl_/.test(name);
}

/** What the command tables of nginx say of a directive's arguments. */
function* slotFaults(name: string, directives: readonly Directive[]): Iterable<Report<MessageName>> {
  const slot = slotOf(name);
  if (!slot) return;
  for (const { args, body, semicolon } of directives) {
    if (body || semicolon === undefined) continue;
    const wrong = args.findIndex(({ value }, i) => !isTemplate(value) && !slot.accepts(value, i));
    const word = args[wrong];
    if (word) {
      const data = { name, value: word.value.slice(0, 80), expected: slot.expected };
      yield { span: word.span, message: 'value', data };
    } else if (name === 'ssl_buffer_size' && args[0] && /^0+[km]?$/i.test(args[0].value)) {
      yield { span: args[0].span, message: 'zero', data: { name }, severity: 'warning' };
    }
  }
}

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
  try_files: ({ args }) => ({
    word: args.at(-1)?.value.startsWith('=') && !/^=\d{1,3}$/.test(args.at(-1)?.value ?? '') ? args.at(-1) : undefined,
    expected: '=404',
  }),
  set: ({ args: [name] }) => ({ word: name?.value.startsWith('$') ? undefined : name, expected: '$…' }),
};

const code = /^\d{1,3}$/;
const codeOrAddress = /^(?:\d{1,3}$|https?:\/\/|\$scheme)/i;

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

/** "ssl" parameter is incompatible with "quic". */
function* overQuic(directives: readonly Directive[]): Iterable<Report<MessageName>> {
  for (const { args, semicolon } of directives) {
    const both = args.some(({ value }) => value === 'quic') && args.find(({ value }) => value === 'ssl');
    if (!both || semicolon === undefined) continue;
    const data = { name: 'listen … quic', value: 'ssl', expected: 'default_server, reuseport' };
    yield { span: both.span, message: 'value', data };
  }
}

function* parameterFaults(name: string, directives: readonly Directive[], uri: string): Iterable<Report<MessageName>> {
  for (const directive of directives) {
    const { args, body, semicolon } = directive;
    const [first] = args;
    if (body || semicolon === undefined || !first) continue;
    const fault = parameterFault(name, args);
    if (!fault) continue;
    if ('missing' in fault) {
      yield { span: headSpan(directive), message: 'missing', data: { name, parameter: fault.missing } };
      continue;
    }
    const { word, value, expected } = fault;
    const before = args[args.indexOf(word) - 1];
    const spans = { start: before?.span.end ?? word.span.start, end: word.span.end };
    yield {
      span: word.span,
      message: 'value',
      data: { name, value: value.slice(0, 80), expected },
      // nginx before 1.25.1 only warns of it.
      ...(name === 'listen' &&
        value === 'spdy' && {
          proposals: [
            {
              title: message('Remove {name}', { name: value }),
              kind: 'automatic' as const,
              edits: [{ uri, span: spans, text: '' }],
            },
          ],
        }),
    };
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
