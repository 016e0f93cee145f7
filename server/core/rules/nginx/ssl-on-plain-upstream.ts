import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsOf, valueAt } from '../../config/nginx/configuration.ts';
import { belongsTo, clientFamilies, type Family } from '../../config/nginx/families.ts';
import { type Level, ownFor } from '../../config/nginx/level.ts';
import { includesOnlyTables } from '../../config/nginx/mentions.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { tlsPass } from '../../config/nginx/tls-pass.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow TLS settings for a peer that nginx speaks plain text to.',
  why: 'Settings such as proxy_ssl_verify count only for a proxy_pass to https://; in stream only with proxy_ssl on. Elsewhere the data goes out in plain text, and nginx -t is silent.',
  exceptions: 'Settings kept ready for a peer that will speak TLS later.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    location /ssl/ {\n        proxy_pass http://app.internal:443;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass http://app.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'stream {\n    server {\n        listen 9000;\n        proxy_pass app.internal:9443;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    location /ssl/ {\n        proxy_pass http://127.0.0.1:4430;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'stream {\n    server {\n        listen 9000;\n        proxy_pass app.internal:9443;\n        proxy_ssl on;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

type MessageName = 'port' | 'http' | 'stream';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/ssl-on-plain-upstream',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass', 'CWE-319'],
  messages: {
    port: 'nginx speaks plain HTTP to {address}, where TLS is expected: port 443. Write https://.',
    http: '{name} does nothing here: {address} is spoken to in plain text. Write {scheme}:// in {pass}.',
    stream: '{name} does nothing here: {address} is spoken to in plain text. Add proxy_ssl on;.',
  },
  *check({ configuration: { root } }) {
    for (const { pass, address } of plainAt443(root)) {
      yield { span: headSpan(pass), message: 'port', data: { address } };
    }
    yield* inBlocks(root);
    // Those of http are for the servers below.
    for (const level of outerLevels(root)) yield* idleSettings(level);
  },
});

const plainAt443 = factsOfBlocks(
  (levels) =>
    levels.flatMap(({ own }) =>
      (own.get('proxy_pass') ?? []).flatMap((pass) => {
        const address = /^http:\/\/([^/?$]*:443)(?:[/?]|$)/i.exec(pass.args[0]?.value ?? '')?.[1];
        return address === undefined ? [] : [{ pass, address }];
      }),
    ),
  ['proxy_pass'],
);

const inBlocks = factsOfBlocks((levels) =>
  levels.flatMap((level) => (level.kind === 'outer' ? [] : idleSettings(level))),
);
const outerLevels = factsOfBlocks((levels) => levels.filter(({ kind }) => kind === 'outer'));

/** The settings of a level under which nobody speaks TLS. */
function idleSettings(level: Level): readonly Report<MessageName>[] {
  if (!hasUpstreamSettings(level)) return [];
  return clientFamilies.flatMap((family): Report<MessageName>[] => {
    const name = family.pass;
    const first = firstSetting(level, family);
    if (!first || name === undefined || !includesOnlyTables(level)) return [];
    const passes = levelsOf(level).flatMap((below) => (below.own.get(name) ?? []).map((pass) => ({ below, pass })));
    const plain = passes.filter(({ below, pass }) => isPlain(below, pass, family));
    const pass = plain[0]?.pass;
    if (!pass || plain.length < passes.length) return [];
    const isStream = family.toggle !== undefined && !/^https?:\/\//i.test(pass.args[0]?.value ?? '');
    const data = {
      name: first.name.value,
      address: pass.args[0]?.value ?? '',
      scheme: family.prefix === 'grpc_ssl_' ? 'grpcs' : family.prefix === 'uwsgi_ssl_' ? 'suwsgi' : 'https',
      pass: name,
    };
    return [{ span: headSpan(first), message: isStream ? 'stream' : 'http', data }];
  });
}

function hasUpstreamSettings({ own }: Level): boolean {
  return clientFamilies.some(({ prefix }) => [...ownFor(own, prefix)].some(([name]) => name.startsWith(prefix)));
}

function firstSetting({ own }: Level, family: Family): Directive | undefined {
  for (const [name, directives] of ownFor(own, family.prefix)) {
    const first = directives.find(({ args }) => !isOff(args[0]));
    if (name !== family.toggle && belongsTo(family, name) && first) return first;
  }
  return undefined;
}

function isPlain(level: Level, pass: Directive, family: Family): boolean {
  const value = pass.args[0]?.value ?? '';
  if (value === '' || isTemplate(value) || tlsPass(level, family)) return false;
  return family.toggle === undefined || !isOn(valueAt(level, family.toggle));
}
