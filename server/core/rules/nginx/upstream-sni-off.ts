import { message } from '../../base/message.ts';
import { insertAfter, replace } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isIpAddress, peerNameAt, peersOf } from '../../config/nginx/upstreams.ts';
import { isOff } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest sending the name that a verified peer is to have.',
  why: 'Without proxy_ssl_server_name on the peer is not told which name is wanted, and one that serves several names answers with the certificate of its default, which verification then refuses.',
  exceptions: 'A peer that has one certificate and no name-based servers.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_name b.internal;\n    }\n}\n',
      fixed:
        'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_server_name on;\n        proxy_ssl_verify on;\n        proxy_ssl_name b.internal;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_name b.internal;\n        proxy_ssl_server_name on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/upstream-sni-off',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_server_name', 'RFC 6066, 3'],
  messages: {
    off: '{name} is not sent to the server (SNI): one that serves several names may answer with another certificate. Set {directive} on.',
  },
  *check({ configuration }, { uri }) {
    for (const peer of peersOf(configuration)) {
      const { isVerified, pass, family, level } = peer;
      const directive = `${family.prefix}server_name`;
      const name = peerNameAt(peer) ?? peer.host;
      if (!isVerified || name === undefined || !name.includes('.') || isIpAddress(name) || isTemplate(name)) continue;
      const found = find(level, directive)?.directives.at(-1);
      const value = found?.args[0];
      if (found ? !isOff(value) : !seesAll(level, /./)) continue;
      // Without a CA nothing is verified yet.
      if (!find(level, family.trustAnchors[0])) continue;
      const edit = found
        ? value && replace(value.span, 'on')
        : insertAfter(configuration.text, pass, [`${directive} on;`]);
      yield {
        span: headSpan(found ?? pass),
        message: 'off',
        data: { name, directive },
        proposals: edit ? [{ title: message('Send the name'), kind: 'suggestion', edits: [{ ...edit, uri }] }] : [],
      };
    }
  },
});
