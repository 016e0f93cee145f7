import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { valueAt } from '../../config/nginx/configuration.ts';
import { insertAfter, quote } from '../../config/nginx/edits.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isIpAddress, peerNameAt, peersIn, serverHosts, upstreamNamed } from '../../config/nginx/upstreams.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require proxy_ssl_name where a verified peer is an upstream group.',
  why: 'The certificate is compared with the name in proxy_pass. Of an upstream group that is the name of the group, which no certificate has: every request ends with 502.',
  exceptions: 'A group that is named as the certificate is.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    upstream backend {\n        server app.internal:8443;\n    }\n    server {\n        location / {\n            proxy_pass https://backend;\n            proxy_ssl_verify on;\n            proxy_ssl_server_name on;\n        }\n    }\n}\n',
      fixed:
        'http {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    upstream backend {\n        server app.internal:8443;\n    }\n    server {\n        location / {\n            proxy_pass https://backend;\n            proxy_ssl_name app.internal;\n            proxy_ssl_verify on;\n            proxy_ssl_server_name on;\n        }\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    upstream backend {\n        server app.internal:8443;\n    }\n    server {\n        location / {\n            proxy_pass https://backend;\n            proxy_ssl_verify on;\n            proxy_ssl_name app.internal;\n        }\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/upstream-name-needed',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_name', 'RFC 9525'],
  messages: {
    group:
      'The certificate is compared with {group}, the name of the upstream group, and no certificate has that name: every request fails. Set {directive} to the name in the certificate.',
  },
  *check({ configuration }, { uri }) {
    for (const { host, pass, family, level, directive } of unnamedPeers(configuration.root)) {
      const group = upstreamNamed(configuration, host);
      if (!group) continue;
      const sni = `${family.prefix}server_name`;
      const hosts = serverHosts(group).filter((server) => !isIpAddress(server));
      const name = hosts.length === 1 ? hosts[0] : undefined;
      const edit =
        name &&
        insertAfter(configuration.text, pass, [
          `${directive} ${quote(name)};`,
          ...(valueAt(level, sni) ? [] : [`${sni} on;`]),
        ]);
      yield {
        span: headSpan(pass),
        message: 'group',
        data: { group: host, directive },
        proposals:
          name && edit
            ? [{ title: message('Compare with {name}', { name }), kind: 'suggestion', edits: [{ ...edit, uri }] }]
            : [],
      };
    }
  },
});

/** Those that are verified by what a pass calls them. */
const unnamedPeers = factsOfBlocks((levels) =>
  peersIn(levels).flatMap((peer) => {
    const { host, isVerified, family } = peer;
    const directive = family.names;
    // A group with a dotted name is usually named for its certificate.
    if (!isVerified || !host || host.includes('.') || directive === undefined) return [];
    return peerNameAt(peer) === undefined ? [{ ...peer, host, directive }] : [];
  }),
);
