import { message } from '../../base/message.ts';
import { isOfApache, syntaxFaults, usualSpelling } from '../../config/nginx/check-syntax.ts';
import { nearestDirective } from '../../config/nginx/directives/nearest.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report directives that nginx does not have.',
  why: 'No nginx starts with a directive that none of its modules has. A name that is one or two letters from a real one is a slip; others may belong to a module that is not known here, and are only mentioned where they begin like a TLS setting.',
  exceptions: 'A module of your own.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocol TLSv1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    SSL-Protocols TLSv1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    SSLEngine on;\n}\n' },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    more_set_headers "Server: a";\n    my_module on;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/unknown-directive',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/dirindex.html'],
  messages: {
    misspelt: 'nginx has no directive {name}. Did you mean {nearest}?',
    apache: 'nginx has no directive {name}: it is one of Apache. nginx does not start with it.',
    unknown: 'No module known here has a directive {name}. nginx starts only if one of its own has.',
  },
  *check({ configuration }, { uri }) {
    for (const fault of syntaxFaults(configuration)) {
      yield;
      if (fault.kind !== 'unknown') continue;
      const { span, value: name } = fault.directive.name;
      const usual = usualSpelling(name);
      const nearest = usual === name ? nearestDirective(name) : usual;
      if (nearest) {
        yield {
          span,
          message: 'misspelt',
          data: { name, nearest },
          proposals: [
            {
              title: message('Write {name}', { name: nearest }),
              kind: 'suggestion',
              edits: [{ uri, span, text: nearest }],
            },
          ],
        };
      } else if (/^(?:(?:proxy|grpc|uwsgi)_)?ssl_/.test(name) && !configuration.root.own.has('load_module')) {
        yield { span, message: 'unknown', data: { name }, severity: 'information' };
      } else if (isOfApache(name)) {
        yield { span, message: 'apache', data: { name } };
      }
    }
  },
});
