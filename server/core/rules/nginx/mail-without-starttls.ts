import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { isTlsListen, listens } from '../../config/nginx/read.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require TLS where a mail server takes passwords.',
  why: 'Without starttls, or with starttls on alone, a mail client may send its password in plain text, and someone on the way can keep it from seeing that TLS is offered. With starttls only nginx refuses to go on without TLS.',
  exceptions: 'A socket that only the machine itself can reach.',
  invalid: [
    {
      language: 'nginx',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    server {\n        listen 143;\n        protocol imap;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 143;\n        protocol imap;\n        starttls on;\n    }\n}\n',
      fixed:
        'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 143;\n        protocol imap;\n        starttls only;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 110;\n        protocol pop3;\n        starttls off;\n    }\n}\n',
      fixed:
        'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 110;\n        protocol pop3;\n        starttls only;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    server {\n        listen 993 ssl;\n        protocol imap;\n    }\n    server {\n        listen 143;\n        protocol imap;\n        starttls only;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/mail-without-starttls',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8314, 3', 'https://nginx.org/en/docs/mail/ngx_mail_ssl_module.html#starttls'],
  messages: {
    none: 'Passwords go over this socket in plain text. Add starttls only, or listen with ssl.',
    optional: 'Clients may send their passwords before TLS begins. Use starttls only.',
  },
  *check({ configuration }, { uri }) {
    for (const server of mailServers(configuration.root)) {
      const own = listens(server);
      if (own.length === 0 || own.every(isTlsListen) || isOn(valueAt(server, 'ssl'))) continue;
      if (own.every(({ args }) => /^(?:127\.|\[::1\]|localhost|unix:)/.test(args[0]?.value ?? ''))) continue;
      const protocol = valueAt(server, 'protocol')?.value ?? '';
      const starttls = find(server, 'starttls')?.directives.at(-1);
      const value = starttls?.args[0];
      if (value && starttls && isOn(value)) {
        // Between mail servers TLS is an offer (RFC 3207).
        if (protocol === 'smtp' && own.every(({ args }) => /(?:^|:)25$/.test(args[0]?.value ?? ''))) continue;
        yield {
          span: headSpan(starttls),
          message: 'optional',
          severity: 'information',
          proposals: [
            {
              title: message('Use starttls only'),
              kind: 'suggestion',
              edits: [{ uri, span: value.span, text: 'only' }],
            },
          ],
        };
      } else if ((!value || isOff(value)) && seesAll(server, /./)) {
        const listen = own.find((each) => !isTlsListen(each));
        if (!listen) continue;
        const line = () => insertAfter(configuration.text, own.at(-1) ?? listen, ['starttls only;']);
        const edit = !find(server, 'ssl_certificate') ? undefined : value ? { span: value.span, text: 'only' } : line();
        yield {
          span: headSpan(starttls ?? listen),
          message: 'none',
          proposals: edit
            ? [{ title: message('Use starttls only'), kind: 'suggestion', edits: [{ ...edit, uri }] }]
            : [],
        };
      }
    }
  },
});

const mailServers = factsOfBlocks((levels) =>
  levels.filter((level) => level.kind === 'server' && level.block && subsystemOf(level) === 'mail'),
);
