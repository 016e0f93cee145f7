import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { directivesOf, listensWithTls, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { addressOf, listens, tlsAddresses } from '../../config/nginx/read.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require the ssl parameter of listen where a server has a certificate.',
  why: 'A port number says nothing to nginx: without ssl in the listen directive it speaks plain text there, on 443 too. nginx -t is silent, and the certificate is never used.',
  exceptions: 'A server behind something else that ends TLS needs no certificate either: remove it.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\nserver {\n    listen 443;\n    server_name b.example;\n    ssl_certificate certs/server.pem;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/listen-without-ssl',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#listen', 'CWE-319'],
  messages: {
    plain:
      'nginx speaks plain text on {address}: the certificate is not used without the parameter ssl. Write listen {address} ssl.',
  },
  *check({ configuration }, { uri }) {
    const encrypted = tlsAddresses(configuration.root);
    for (const server of plainServers(configuration.root)) {
      const own = listens(server).filter((listen) => !encrypted.has(addressOf(listen)));
      if (own.length < listens(server).length || own.some(({ args }) => args.some(({ value }) => isTemplate(value)))) {
        continue;
      }
      const usual = own.filter(isUsuallyTls);
      const hasCertificate = directivesOf(server, 'ssl_certificate').length > 0;
      if (!hasCertificate && (usual.length === 0 || !find(server, 'ssl_certificate'))) continue;
      for (const listen of usual.length > 0 ? usual : own.slice(0, 1)) {
        const address = listen.args[0];
        if (!address) continue;
        const at = address.span.end;
        yield {
          span: headSpan(listen),
          message: 'plain',
          data: { address: address.value },
          proposals: [
            {
              title: message('Add ssl to listen'),
              kind: usual.length > 0 ? 'automatic' : 'suggestion',
              edits: [{ uri, span: span(at, at), text: ' ssl' }],
            },
          ],
        };
      }
    }
  },
});

const plainServers = factsOfBlocks((levels) =>
  levels.filter(
    (level) =>
      level.kind === 'server' && !listensWithTls(level) && !level.own.has('include') && !isEncryptedOtherwise(level),
  ),
);

function isEncryptedOtherwise(server: Level): boolean {
  if (isOn(valueAt(server, 'ssl'))) return true;
  const starttls = valueAt(server, 'starttls');
  return subsystemOf(server) === 'mail' && starttls !== undefined && !isOff(starttls);
}

function isUsuallyTls(listen: Directive): boolean {
  return /:(?:443|8443|9443|465|636|853|993|995|8883)$/.test(addressOf(listen));
}
