import { find } from '../../config/nginx/level.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isIpAddress, peerNameAt, peersOf } from '../../config/nginx/upstreams.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow verifying a peer by its IP address.',
  why: 'The name is compared with the DNS names of a certificate alone, never with its IP addresses: a verified connection to an address always fails, even where the certificate names that address.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://10.0.0.7:8443;\n        proxy_ssl_verify on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://app.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_server_name on;\n        proxy_ssl_name 10.0.0.7;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://10.0.0.7:8443;\n        proxy_ssl_verify on;\n        proxy_ssl_name app.internal;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/upstream-ip-literal',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name'],
  messages: {
    address:
      'nginx compares {address} with the DNS names of the certificate only, not with its IP addresses: every request fails. Set {directive} to a DNS name in the certificate.',
  },
  *check({ configuration }) {
    for (const peer of peersOf(configuration)) {
      const { host, isVerified, pass, family } = peer;
      const name = peerNameAt(peer) ?? host;
      if (!isVerified || name === undefined || family.names === undefined || !isIpAddress(name)) continue;
      const named = find(peer.level, family.names)?.directives.at(-1);
      yield { span: headSpan(named ?? pass), message: 'address', data: { address: name, directive: family.names } };
    }
  },
});
