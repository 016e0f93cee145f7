import { levelsOf, valueAt } from '../../config/nginx/configuration.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isAtLeast } from '../../config/nginx/versions.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Point out certificates and private keys that come from a variable.',
  why: 'For every handshake nginx loads such a key anew (since 1.27.4 ssl_certificate_cache keeps them), with the rights of its workers. With data:$variable the key itself passes through the configuration, and may end up in the error log.',
  exceptions: 'One server for the names of many customers.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key data:$key;\n}\n',
      files: { 'certs/server.pem': 'server' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /srv/$ssl_server_name.pem;\n    ssl_certificate_key /srv/wildcard.key;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate_cache max=1000;\n    ssl_certificate /srv/$ssl_server_name.pem;\n    ssl_certificate_key /srv/$ssl_server_name.key;\n}\n',
    },
  ],
};

/** In braces, names that nginx does not have are those of a template. */
const variable = /\$[a-z_]|\$\{(?:ssl_|server_|host|http_|acme_|cookie_|arg_)/;

export const rule = defineRule({
  id: 'nginx/certificate-from-variable',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_certificate_key', 'CWE-532'],
  messages: {
    data: 'The private key itself is in a variable: it may end up in the error log. Keep it in a file.',
    certificate:
      'The certificate is loaded for every handshake, by the worker processes. Set ssl_certificate_cache, or name one file.',
    each: 'The private key is loaded for every handshake, by the worker processes. Set ssl_certificate_cache, or name one file.',
  },
  *check({ configuration }, { settings }) {
    // A template’s variables are gone when nginx reads it.
    if (!configuration.isCertain) return;
    const hasCache = isAtLeast(settings.nginxVersion, '1.27.4');
    for (const level of levelsOf(configuration.root)) {
      for (const directive of level.own.get('ssl_certificate') ?? []) {
        if (variable.test(directive.args[0]?.value ?? '') && !(hasCache && valueAt(level, 'ssl_certificate_cache')))
          yield { span: headSpan(directive), message: 'certificate' };
      }
      for (const directive of level.own.get('ssl_certificate_key') ?? []) {
        const value = directive.args[0]?.value ?? '';
        if (/^data:.*\$[a-z_]/.test(value)) yield { span: headSpan(directive), message: 'data', severity: 'warning' };
        else if (variable.test(value) && !(hasCache && valueAt(level, 'ssl_certificate_cache')))
          yield { span: headSpan(directive), message: 'each' };
      }
    }
  },
});
