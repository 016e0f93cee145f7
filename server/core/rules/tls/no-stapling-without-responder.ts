import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference } from '../../tls/context.ts';
import { extension as authorityInfoAccess } from '../../x509/extensions/authority-info-access.ts';

/** id-ad-ocsp (RFC 5280, 4.2.2.1). */
const ocsp = '1.3.6.1.5.5.7.48.1';

export const docs: RuleDocs = {
  summary: 'Report OCSP stapling for certificates that have no OCSP responder.',
  why: 'The certificate does not say where to ask, so there is nothing to staple: nginx ignores the setting with a warning. Let’s Encrypt has had no OCSP since August 2025, and the rules for public certificates no longer want it.',
  exceptions:
    'A responder that the configuration names, or a response from a file. In a program, only a listener that looks into the certificate for the responder is meant.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_stapling on;\n    ssl_stapling_verify on;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n    ssl_stapling on;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n}\n',
    },
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nconst server = require('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem') });\nserver.on('OCSPRequest', (certificate, issuer, callback) => {\n  ask(parse(certificate).infoAccess['OCSP - URI'][0], callback);\n});\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_stapling on;\n    ssl_stapling_responder http://ocsp.internal/;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nconst server = require('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem') });\nserver.on('OCSPRequest', (certificate, issuer, callback) => callback(null, readFileSync('response.der')));\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-stapling-without-responder',
  subject: 'tls-context',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 6066, 8', 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling'],
  messages: {
    none: 'The certificate names no OCSP responder: there is nothing to staple. Remove this.',
    letsEncrypt:
      'Certificates of Let’s Encrypt have had no OCSP responder since 2025: there is nothing to staple. Remove this.',
  },
  *check({ context: { stapling, stapledCertificates = [] } }, facts) {
    if (stapling?.value !== true || stapledCertificates.length === 0) return;
    let isLetsEncrypt = false;
    for (const reference of stapledCertificates) {
      const responder = responderOf({ ...reference, span: stapling.span }, facts);
      if (responder === 'unknown') return;
      if (responder === 'lets-encrypt') isLetsEncrypt = true;
    }
    yield {
      span: stapling.span,
      message: isLetsEncrypt ? 'letsEncrypt' : 'none',
      proposals: [{ title: message('Turn stapling off'), kind: 'automatic', change: { setting: 'no-stapling' } }],
    };
  },
});

function responderOf(reference: FileReference, { workspace, uri }: LintFacts): 'none' | 'lets-encrypt' | 'unknown' {
  const target = workspace.resolve(reference, uri);
  if (target.state !== 'found') return /\/letsencrypt\/live\//.test(reference.path) ? 'lets-encrypt' : 'unknown';
  const leaf = target.objects.find(({ value }) => value?.kind === 'certificate')?.value;
  if (leaf?.kind !== 'certificate') return 'unknown';
  const access = leaf.extensionValues.get(authorityInfoAccess) ?? [];
  return access.some(({ accessMethod }) => accessMethod === ocsp) ? 'unknown' : 'none';
}
