import { type Message, message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsOf, serverAround, valueAt } from '../../config/nginx/configuration.ts';
import { remove } from '../../config/nginx/edits.ts';
import { clientFamilies } from '../../config/nginx/families.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { includesOnlyTables } from '../../config/nginx/mentions.ts';
import { listens } from '../../config/nginx/read.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** What a setting does nothing without, and how it is known. Undefined where it may well work. */
type Needs = (level: Level, directive: Directive) => string | Message | undefined;

const verifies = (level: Level): boolean => {
  const value = valueAt(level, 'ssl_verify_client');
  return value !== undefined && !isOff(value);
};

const asksResponder = (level: Level): boolean => {
  const value = valueAt(level, 'ssl_ocsp');
  return value !== undefined && !isOff(value);
};

const mayStaple = (level: Level): boolean => {
  const value = valueAt(level, 'ssl_stapling');
  return value !== undefined && !isOff(value);
};

const either = (one: string, other: string): Message => message('{one} or {other}', { one, other });

const servers: Readonly<Record<string, Needs>> = {
  // In a server itself it is tls/no-unused-client-ca. With stapling it is where the issuer is looked for.
  ssl_client_certificate: (level, { args }) =>
    verifies(level) || isOn(valueAt(level, 'ssl_stapling')) || !args[0]?.value ? undefined : 'ssl_verify_client on',
  ssl_crl: (level) => (verifies(level) ? undefined : 'ssl_verify_client on'),
  ssl_ocsp: (level, { args }) => (isOff(args[0]) || verifies(level) ? undefined : 'ssl_verify_client on'),
  ssl_ocsp_responder: (level) => (asksResponder(level) ? undefined : 'ssl_ocsp on'),
  ssl_ocsp_cache: (level, { args }) => (isOff(args[0]) || asksResponder(level) ? undefined : 'ssl_ocsp on'),
  ssl_verify_depth: (level) => (verifies(level) ? undefined : 'ssl_verify_client on'),
  ssl_trusted_certificate: (level) =>
    verifies(level) || mayStaple(level) ? undefined : either('ssl_verify_client on', 'ssl_stapling on'),
  ssl_stapling_verify: (level, { args }) =>
    isOff(args[0]) || isOn(valueAt(level, 'ssl_stapling')) ? undefined : 'ssl_stapling on',
  ssl_stapling_responder: (level) => (isOn(valueAt(level, 'ssl_stapling')) ? undefined : 'ssl_stapling on'),
  ssl_stapling_file: (level) => (isOn(valueAt(level, 'ssl_stapling')) ? undefined : 'ssl_stapling on'),
  ssl_session_ticket_key: (level) =>
    isOff(valueAt(level, 'ssl_session_tickets')) ? 'ssl_session_tickets on' : undefined,
  // Without a cache (the default, none) and without tickets nothing is ever resumed (ngx_ssl_session_cache).
  ssl_session_timeout: (level) =>
    isOff(valueAt(level, 'ssl_session_tickets')) &&
    /^(?:none|off)$/i.test(valueAt(level, 'ssl_session_cache')?.value ?? 'none')
      ? 'ssl_session_cache shared:…'
      : undefined,
  ssl_early_data: (level, { args }) => {
    const protocols = find(level, 'ssl_protocols')?.directives.flatMap(({ args: versions }) => versions);
    const knows = protocols?.some(({ value }) => /^tlsv1\.3$/i.test(value) || value.includes('$')) ?? true;
    return isOn(args[0]) && !knows ? 'TLSv1.3 in ssl_protocols' : undefined;
  },
  http3: (level, { args }) => {
    const own = listens(serverAround(level) ?? level);
    return isOn(args[0]) && own.length > 0 && !own.some(({ args: flags }) => flags.some(isQuic))
      ? 'listen … quic'
      : undefined;
  },
};

const isQuic = ({ value }: { readonly value: string }): boolean => value === 'quic';

const settings: ReadonlyMap<string, Needs> = new Map([
  ...Object.entries(servers),
  // Of a peer's settings, those that only verification makes use of.
  ...clientFamilies.flatMap(({ prefix, verify, pass }) => {
    // njs verifies without a word.
    if (verify === undefined || pass === undefined) return [];
    const needs: Needs = (level) => (isOn(valueAt(level, verify)) ? undefined : `${verify} on`);
    // For SNI and for the comparison (ngx_http_upstream_ssl_init_connection).
    const sendsName = `${prefix}server_name`;
    const needsName: Needs = (level) =>
      isIdle(level, verify) && isIdle(level, sendsName) ? either(`${sendsName} on`, `${verify} on`) : undefined;
    const verifying = ['trusted_certificate', 'crl', 'verify_depth'];
    return [...verifying.map((name) => [`${prefix}${name}`, needs] as const), [`${prefix}name`, needsName] as const];
  }),
]);

/** Off, or not there, which is the same. */
function isIdle(level: Level, name: string): boolean {
  const value = valueAt(level, name);
  return value === undefined || isOff(value);
}

export const docs: RuleDocs = {
  summary: 'Report settings that do nothing without another one.',
  why: 'In silence nginx accepts them: a revocation list, OCSP or a CA that nobody verifies with, stapling options without stapling, ticket keys without tickets, HTTP/3 without a socket for it. Whoever wrote them believes to be protected.',
  exceptions: 'Settings kept ready, and those that a file which cannot be seen from here makes use of.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_crl certs/ca.crl;\n}\n',
      files: { 'certs/ca.crl': 'crl' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_stapling_verify on;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'http {\n    ssl_client_certificate certs/ca.pem;\n    server {\n        listen 443 ssl;\n        ssl_reject_handshake on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    http3 on;\n    location / {\n        root /srv/a;\n    }\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    location / {\n        root /srv/a;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    ssl_client_certificate certs/ca.pem;\n    server {\n        listen 443 ssl;\n        ssl_reject_handshake on;\n    }\n    server {\n        listen 8443 ssl;\n        ssl_verify_client on;\n        ssl_reject_handshake on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n    ssl_crl certs/ca.crl;\n}\n',
      files: { 'certs/ca.pem': 'ca', 'certs/ca.crl': 'crl' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/ineffective-setting',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html'],
  messages: { without: '{name} does nothing without {other}. Add that, or remove this.' },
  *check({ configuration }, { uri }) {
    const { root, text } = configuration;
    for (const { level, directive, needs } of candidates(root)) {
      yield;
      const name = directive.name.value;
      if (directive.body || !seesAll(level, /ssl|tls|proxy|upstream|verif|stapl|client|crl|http3/i)) continue;
      const isOuter = level.kind === 'outer' && includesOnlyTables(level);
      if (name === 'ssl_client_certificate' && !isOuter) continue;
      // Outside every server the setting is for those below, any of which may complete it.
      const places = [...levelsOf(level)].filter((below) => below === level || find(below, name)?.level === level);
      const missing = places.map((place) => needs(place, directive));
      const [other] = missing;
      if (other === undefined || missing.includes(undefined)) continue;
      if (!places.some((place) => serverAround(place))) continue;
      const isSwitch = /_verify$|http3|early_data|^ssl_ocsp$/.test(name);
      yield {
        span: headSpan(directive),
        message: 'without',
        data: { name, other },
        ...(name === 'ssl_trusted_certificate' && { severity: 'information' as const }),
        proposals:
          directive.semicolon === undefined || name.endsWith('trusted_certificate')
            ? []
            : [
                {
                  title: message('Remove {name}', { name }),
                  kind: isSwitch ? 'automatic' : 'suggestion',
                  edits: [{ ...remove(text, directive), uri }],
                },
              ],
      };
    }
  },
});

const candidates = factsOfBlocks(
  (levels) =>
    levels.flatMap((level) =>
      [...settings].flatMap(([name, needs]) =>
        (level.own.get(name) ?? []).map((directive) => ({ level, directive, needs })),
      ),
    ),
  [...settings.keys()],
);
