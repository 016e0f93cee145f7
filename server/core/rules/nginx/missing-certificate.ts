import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { serversOf, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { addressOf, isTlsListen, listens } from '../../config/nginx/read.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { defaultServersOf } from '../../config/nginx/sockets.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { peersIn } from '../../config/nginx/upstreams.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require a certificate and its key where a server listens with ssl.',
  why: 'Without them nginx does not start: the server that answers first on a TLS socket needs a certificate, and a certificate needs its private key.',
  exceptions:
    'A server with ssl_reject_handshake on. Files that other files include are not judged: what surrounds them may hold the certificate.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_certificate certs/server.pem;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n        proxy_ssl_server_name on;\n    }\n}\n',
      files: { 'certs/server.pem': 'client', 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_certificate certs/server.pem;\n    }\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
    {
      language: 'nginx',
      text: 'http {\n    ssl_certificate certs/server.pem;\n    server {\n        listen 80;\n        server_name a.example;\n        ssl_verify_depth 2;\n    }\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl default_server;\n        ssl_reject_handshake on;\n    }\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/missing-certificate',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/configuring_https_servers.html'],
  messages: {
    certificate:
      'This server speaks TLS and has no certificate: nginx does not start. Add ssl_certificate and ssl_certificate_key.',
    peer: 'This certificate has no private key: nginx does not start. Add {name}.',
    key: 'This certificate has no private key: nginx does not start. Add ssl_certificate_key.',
  },
  *check({ configuration }) {
    if (!configuration.isCertain) return;
    const reported = new Set<Directive>();
    const defaultOf = defaultServersOf(serversOf(configuration));
    for (const server of incompleteServers(configuration.root)) {
      yield;
      if (!server.block) continue;
      const certificate = find(server, 'ssl_certificate');
      const keys = find(server, 'ssl_certificate_key')?.directives.length ?? 0;
      const own = server.own.get('ssl_certificate')?.at(-1);
      if (!seesAll(server, /./)) continue;
      const encrypted = listens(server).filter(isTlsListen);
      if (own && keys === 0) {
        yield { span: encrypted.length > 0 ? server.block.name.span : headSpan(own), message: 'key' };
        continue;
      }
      // Of as many certificates as there are keys nginx takes each with its own; the next one is without.
      const bare = certificate?.directives[keys];
      if (bare) {
        if (!reported.has(bare)) yield { span: headSpan(bare), message: 'key' };
        reported.add(bare);
        continue;
      }
      const starttls = find(server, 'starttls')?.directives.at(-1);
      if (starttls && !isOff(starttls.args[0]) && !certificate) {
        if (subsystemOf(server) === 'mail') yield { span: headSpan(starttls), message: 'certificate' };
        continue;
      }
      if (certificate || isOn(valueAt(server, 'ssl_reject_handshake'))) continue;
      const isFirst = encrypted.some((listen) => defaultOf(addressOf(listen)) === server);
      if (isFirst || (encrypted.length > 0 && subsystemOf(server) !== 'http'))
        yield { span: server.block.name.span, message: 'certificate' };
    }
    for (const { own, name } of certificatesWithoutKey(configuration.root)) {
      yield { span: headSpan(own), message: 'peer', data: { name } };
    }
  },
});

/** Those that do not have a key for each of their certificates, or have none, as hardly any does. */
const incompleteServers = factsOfBlocks((levels) =>
  levels.filter((level) => {
    if (level.kind !== 'server' || !isInside(level)) return false;
    const certificates = find(level, 'ssl_certificate')?.directives.length ?? 0;
    const keys = find(level, 'ssl_certificate_key')?.directives.length ?? 0;
    return certificates === 0 || keys < certificates;
  }),
);

/** What is shown to peers. */
const certificatesWithoutKey = factsOfBlocks((levels) =>
  peersIn(levels).flatMap(({ level, family }) => {
    const own = find(level, family.certificate)?.directives.at(-1);
    if (!own?.args[0]?.value || find(level, family.privateKey) || !seesAll(level, /./)) return [];
    return [{ own, name: family.privateKey }];
  }),
);

/** Whether the file itself shows all that a server inherits. */
function isInside(server: Level): boolean {
  const name = server.parent?.block?.name.value;
  return name === 'http' || name === 'stream' || name === 'mail';
}
