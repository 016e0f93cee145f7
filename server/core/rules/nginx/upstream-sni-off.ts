import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { insertAfter, replace } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isIpAddress, peerNameAt, peersIn } from '../../config/nginx/upstreams.ts';
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
    for (const { found, pass, name, directive } of unsentNames(configuration.root)) {
      const value = found?.args[0];
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

interface UnsentName {
  readonly name: string;
  readonly pass: Directive;
  /** What would send it, and where it is turned off. */
  readonly directive: string;
  readonly found: Directive | undefined;
}

/** The names that peers are verified by and not told. */
const unsentNames = factsOfBlocks((levels) =>
  peersIn(levels).flatMap((peer): UnsentName[] => {
    const { isVerified, pass, family, level } = peer;
    const name = isVerified ? (peerNameAt(peer) ?? peer.host) : undefined;
    if (name === undefined || !name.includes('.') || isIpAddress(name) || isTemplate(name)) return [];
    const directive = `${family.prefix}server_name`;
    const found = find(level, directive)?.directives.at(-1);
    if (found ? !isOff(found.args[0]) : !seesAll(level, /./)) return [];
    // Without a CA nothing is verified yet.
    return find(level, family.trustAnchors[0]) ? [{ name, pass, directive, found }] : [];
  }),
);
