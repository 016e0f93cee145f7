import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsWith, type NginxConfiguration, subsystemOf } from '../../config/nginx/configuration.ts';
import { isHost } from '../../config/nginx/directives/arguments.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isListenAddress } from '../../config/nginx/listen-address.ts';
import { includesOnlyTables } from '../../config/nginx/mentions.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { hostOf, upstreamNamed } from '../../config/nginx/upstreams.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';

const inLocation = (location: string, directive: string): string =>
  `http {\n    server {\n        listen 80;\n        location ${location} {\n            ${directive}\n        }\n    }\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report addresses that nginx cannot read.',
  why: 'With one nginx does not start. listen takes its address first; proxy_pass needs http:// or https:// in http and takes no scheme in stream, where proxy_ssl on says that TLS is spoken; grpc_pass knows grpcs:// and needs a port.',
  invalid: [
    { language: 'nginx', text: 'server {\n    listen ssl 443;\n    server_name a.example;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    listen :8443;\n}\n' },
    { language: 'nginx', text: inLocation('/ssl/', 'proxy_pass app.internal:8443;') },
    {
      language: 'nginx',
      text: 'stream {\n    server {\n        listen 853;\n        proxy_pass https://dns.example:853;\n    }\n}\n',
    },
    { language: 'nginx', text: inLocation('/', 'grpc_pass https://127.0.0.1:50051;') },
    { language: 'nginx', text: 'mail {\n    auth_http https://127.0.0.1/auth;\n}\n' },
    { language: 'nginx', text: inLocation('~ ^/ssl/', 'proxy_pass http://127.0.0.1/app/;') },
    { language: 'nginx', text: inLocation('/ssl/', 'proxy_pass http://127.0.0.1:84430;') },
    {
      language: 'nginx',
      text: 'http {\n    upstream app {\n        server https://127.0.0.1:8443;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    listen [::1]:8443 ssl;\n    listen unix:/run/a.sock;\n    listen localhost:80;\n}\n',
    },
    { language: 'nginx', text: inLocation('~ ^/ssl/', 'proxy_pass http://127.0.0.1$request_uri;') },
    { language: 'nginx', text: inLocation('/ssl/', 'proxy_pass http://unix:/run/a.sock:/app/;') },
  ],
};

type MessageName = 'listen' | 'scheme' | 'stream' | 'port' | 'path' | 'host' | 'serverPort';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/invalid-address',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: [
    'https://nginx.org/en/docs/http/ngx_http_core_module.html#listen',
    'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass',
  ],
  messages: {
    listen:
      'nginx cannot listen on {value} and does not start: first comes a port, a host with a port, or unix: with a path, and parameters after it.',
    scheme: '{name} does not take {value}: nginx does not start. It takes {expected}.',
    stream:
      'proxy_pass of stream takes a host and a port without a scheme, not {value}: nginx does not start. For TLS add proxy_ssl on.',
    serverPort: '{name} of stream needs a port behind {value}: nginx does not start.',
    port: '{name} needs a port, and no upstream here is called {value}: nginx does not start.',
    host: '{name} cannot take {value} for an address: nginx does not start. It takes a host with a port from 1 to 65535, an address, or unix: with a path.',
    path: 'proxy_pass takes no path here ({value}): nginx does not start. In {place} it takes the host alone, or variables.',
  },
  *check({ configuration }) {
    if (!configuration.isCertain) return;
    yield* ownFaults(configuration.root);
    for (const level of levelsWith(configuration.root, ...groupNames))
      yield* faultsIn(level, groupNames, configuration);
    for (const level of levelsWith(configuration.root, 'upstream')) yield* serverFaults(level);
    for (const stream of configuration.root.children) {
      if (stream.block?.name.value !== 'stream') continue;
      for (const level of levelsWith(stream, 'proxy_pass')) yield* streamPorts(level, configuration);
    }
  },
});

type Name = (typeof ownNames)[number] | (typeof groupNames)[number];

/** Those that are right or wrong by themselves, and those that may name an upstream. */
const ownNames = ['listen', 'proxy_pass', 'auth_http'] as const;
const groupNames = ['grpc_pass', 'uwsgi_pass', 'fastcgi_pass', 'scgi_pass', 'memcached_pass'] as const;

const ownFaults = factsOfBlocks((levels) => levels.flatMap((level) => [...faultsIn(level, ownNames, undefined)]));

function* faultsIn(
  level: Level,
  names: readonly Name[],
  configuration: NginxConfiguration | undefined,
): Iterable<Report<MessageName>> {
  for (const name of names) {
    for (const directive of level.own.get(name) ?? []) {
      const word = directive.args[0];
      if (!word || directive.semicolon === undefined || isTemplate(word.value)) continue;
      const fault = faultOf(name, directive, level, configuration);
      if (fault) yield { span: word.span, ...fault, data: { name, value: word.value.slice(0, 80), ...fault.data } };
    }
  }
}

/** The servers of upstreams. */
function* serverFaults(level: Level): Iterable<Report<MessageName>> {
  const isStream = subsystemOf(level) === 'stream';
  for (const { body } of level.own.get('upstream') ?? []) {
    for (const { name, args, semicolon } of body?.children ?? []) {
      const word = args[0];
      if (name.value !== 'server' || !word || semicolon === undefined || isTemplate(word.value)) continue;
      const data = { name: 'server', value: word.value.slice(0, 80) };
      if (!isHost(word.value)) yield { span: word.span, message: 'host', data };
      else if (isStream && isWithoutPort(word.value)) yield { span: word.span, message: 'serverPort', data };
    }
  }
}

/** `proxy_pass` of stream. */
function* streamPorts(level: Level, configuration: NginxConfiguration): Iterable<Report<MessageName>> {
  if (level.kind !== 'server' || subsystemOf(level) !== 'stream') return;
  for (const { args, semicolon } of level.own.get('proxy_pass') ?? []) {
    const word = args[0];
    if (!word || semicolon === undefined || isTemplate(word.value)) continue;
    if (!isHost(word.value) || !isWithoutPort(word.value) || upstreamNamed(configuration, word.value)) continue;
    if (!includesOnlyTables(configuration.root)) continue;
    yield { span: word.span, message: 'port', data: { name: 'proxy_pass', value: word.value.slice(0, 80) } };
  }
}

function isWithoutPort(value: string): boolean {
  return !/^unix:/i.test(value) && !/:\d+$/.test(value.replace(/^\[.*\]/s, ''));
}

type Fault = Pick<Report<MessageName>, 'message' | 'data'>;

function faultOf(
  name: Name,
  directive: Directive,
  level: Level,
  configuration: NginxConfiguration | undefined,
): Fault | undefined {
  const value = directive.args[0]?.value ?? '';
  switch (name) {
    case 'listen':
      return isListenAddress(value) ? undefined : { message: 'listen' };
    case 'auth_http':
      return /^https:/i.test(value) ? { message: 'scheme', data: { expected: 'http://…' } } : undefined;
    case 'proxy_pass':
      return proxyFault(value, level) ?? hostFault(value);
    case 'fastcgi_pass':
    case 'scgi_pass':
    case 'memcached_pass':
      return hostFault(value) ?? portFault(directive, configuration, level);
    case 'grpc_pass':
      return (
        scheme(value, /^grpcs?$/i, 'grpc://…, grpcs://…') ??
        hostFault(value) ??
        portFault(directive, configuration, level)
      );
    case 'uwsgi_pass':
      return (
        scheme(value, /^s?uwsgi$/i, 'uwsgi://…, suwsgi://…') ??
        hostFault(value) ??
        portFault(directive, configuration, level)
      );
  }
}

function scheme(value: string, known: RegExp, expected: string): Fault | undefined {
  const written = /^([a-z]+):\/\//i.exec(value)?.[1];
  return written === undefined || known.test(written) ? undefined : { message: 'scheme', data: { expected } };
}

/** What stands between the scheme and the path. */
function hostFault(value: string): Fault | undefined {
  const rest = value.replace(/^[a-z]+:\/\//i, '');
  if (/^unix:/i.test(rest) || isHost(rest === value ? rest : rest.replace(/[/?].*$/s, ''))) return undefined;
  return { message: 'host' };
}

/** In a server itself only stream takes it. */
function proxyFault(value: string, { kind, block }: Level): Fault | undefined {
  if (kind === 'server') return value.includes('://') ? { message: 'stream' } : undefined;
  if (kind !== 'inner') return undefined;
  if (!/^https?:\/\//i.test(value)) return { message: 'scheme', data: { expected: 'http://…, https://…' } };
  const place = pathlessPlace(block);
  const path = /^https?:\/\/(?:unix:[^:]*:|[^/?]*)([/?][^:]*)$/i.exec(value)?.[1];
  return place !== undefined && path !== undefined
    ? { message: 'path', data: { value: path.slice(0, 80), place } }
    : undefined;
}

function pathlessPlace(block: Directive | undefined): string | undefined {
  const name = block?.name.value;
  if (name === 'if' || name === 'limit_except') return name;
  return name === 'location' && /^[~@]/.test(block?.args[0]?.value ?? '')
    ? `location ${block?.args[0]?.value}`
    : undefined;
}

/** Where all upstreams are in sight. */
function portFault(
  directive: Directive,
  configuration: NginxConfiguration | undefined,
  level: Level,
): Fault | undefined {
  if (!configuration) return undefined;
  const authority = /^(?:[a-z]+:\/\/)?([^/]*)/i.exec(directive.args[0]?.value ?? '')?.[1] ?? '';
  const host = hostOf(directive);
  if (host === undefined || /:\d+$/.test(authority) || !isInHttp(level)) return undefined;
  if (upstreamNamed(configuration, host) || !includesOnlyTables(configuration.root)) return undefined;
  return { message: 'port', data: { value: host } };
}

function isInHttp(level: Level): boolean {
  for (let at: Level | undefined = level; at; at = at.parent) if (at.block?.name.value === 'http') return true;
  return false;
}
