import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsOf, valueAt } from '../../config/nginx/configuration.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isIpAddress } from '../../config/nginx/upstreams.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require a resolver where nginx is to ask an OCSP responder.',
  why: 'The responder’s name is looked up by nginx itself, which knows no name server but those of the directive resolver. Without it clients with ssl_ocsp on are refused, and with ssl_stapling on nginx keeps the address that the system gave it when it started. nginx -t is silent.',
  exceptions:
    'A responder with an IP address, or a file for stapling. For stapling it is only information, and for clients a warning where the http block, which may hold the resolver, is in another file.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n    ssl_ocsp on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/ssl/a.example.pem;\n    ssl_certificate_key /etc/ssl/a.example.key;\n    ssl_stapling on;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    resolver 127.0.0.53;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n    ssl_ocsp on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/ssl/a.example.pem;\n    ssl_certificate_key /etc/ssl/a.example.key;\n    ssl_stapling on;\n    ssl_stapling_responder http://192.0.2.1/;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/ocsp-without-resolver',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: [
    'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling',
    'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_ocsp',
  ],
  messages: {
    clients:
      'Without a resolver nginx cannot look up the OCSP responders of client certificates, and refuses the clients. Add resolver with the address of a name server.',
    stapling:
      'Without a resolver nginx asks the OCSP responder at the address that it had when nginx started: once that changes, answers go out without a staple. Add resolver with the address of a name server.',
  },
  *check({ configuration }) {
    const told = new Set<number>();
    for (const server of askingServers(configuration.root)) {
      for (const [name, message] of [
        ['ssl_ocsp', 'clients'],
        ['ssl_stapling', 'stapling'],
      ] as const) {
        const directive = find(server, name)?.directives.at(-1);
        if (!directive || told.has(directive.span.start) || find(server, 'resolver') || !seesAll(server, /./)) continue;
        if (!(name === 'ssl_ocsp' ? asks(server) : staples(server))) continue;
        told.add(directive.span.start);
        const severity = name === 'ssl_stapling' ? 'information' : isInHttp(server) ? 'error' : 'warning';
        yield { span: headSpan(directive), message, severity };
      }
    }
  },
});

const askingServers = factsOfBlocks((levels) =>
  levels.filter(
    (level) => level.kind === 'server' && (find(level, 'ssl_ocsp') ?? find(level, 'ssl_stapling')) !== undefined,
  ),
);

function isInHttp(server: Level): boolean {
  for (let at = server.parent; at; at = at.parent) if (at.block) return true;
  return false;
}

function asks(server: Level): boolean {
  const verify = valueAt(server, 'ssl_verify_client');
  const own = valueAt(server, 'ssl_ocsp');
  if (!own || isOff(own) || isTemplate(own.value) || !verify || isOff(verify)) return false;
  return !isAddress(valueAt(server, 'ssl_ocsp_responder')?.value);
}

function staples(server: Level): boolean {
  if (!isOn(valueAt(server, 'ssl_stapling')) || find(server, 'ssl_stapling_file')) return false;
  // Let’s Encrypt has no responder, and nginx nothing to look up.
  const certificates = [...levelsOf(server)].flatMap(({ own }) => own.get('ssl_certificate') ?? []);
  if (certificates.some(({ args }) => args[0]?.value.includes('/letsencrypt/'))) return false;
  return !isAddress(valueAt(server, 'ssl_stapling_responder')?.value);
}

/** Whether a URL names its host by address, so that nothing is looked up. */
function isAddress(url: string | undefined): boolean {
  const host = /^https?:\/\/(?:\[([^\]]*)\]|([^/:]*))/i.exec(url ?? '');
  return host !== null && isIpAddress(host[1] ?? host[2] ?? '');
}
