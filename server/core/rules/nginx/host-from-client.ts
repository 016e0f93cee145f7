import { message } from '../../base/message.ts';
import { levelsWith, type NginxConfiguration } from '../../config/nginx/configuration.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow addresses made of the Host header as the client sent it.',
  why: 'The variable $http_host is whatever the client writes, a port included. In a redirect it sends people elsewhere once a cache keeps the answer; in proxy_pass it lets anyone make nginx connect to any machine. $host is lower case, without the port, and one of the names of the server where the header is missing.',
  exceptions: 'A server that answers to its own names only, and needs the port of the request in a redirect.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80 default_server;\n    return 301 https://$http_host$request_uri;\n}\n',
      fixed: 'server {\n    listen 80 default_server;\n    return 301 https://$host$request_uri;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    location / {\n        resolver 127.0.0.1;\n        proxy_pass https://$http_host;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    error_page 497 https://$http_host$request_uri;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    error_page 497 https://$host$request_uri;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    location / {\n        resolver 127.0.0.1;\n        proxy_pass https://$arg_host;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    location / {\n        proxy_set_header Host $http_host;\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
    },
  ],
};

const names = ['return', 'rewrite', 'error_page', 'proxy_pass', 'grpc_pass'];

export const rule = defineRule({
  id: 'nginx/host-from-client',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-601', 'CWE-918', 'https://nginx.org/en/docs/http/ngx_http_core_module.html#var_host'],
  messages: {
    redirect:
      'The client decides where this leads: $http_host is the Host header as it was sent. Use $host or a fixed name.',
    redirectChosen: 'The client decides where this leads: {name} is what it sent. Use a fixed name.',
    passChosen:
      'The client decides where nginx connects to: {name} is what it sent. Use a fixed name, or a map of names.',
    pass: 'The client decides where nginx connects to: $http_host is the Host header as it was sent. Use a fixed name.',
  },
  *check({ configuration }, { uri }) {
    for (const directive of candidates(configuration)) {
      for (const { value, span } of directive.args) {
        const [, name = ''] = /^(?:https?|grpcs?):\/\/\$\{?(http_host|(?:arg|cookie|http)_\w+)/i.exec(value) ?? [];
        if (name === '') continue;
        const isPass = directive.name.value.endsWith('_pass');
        if (name !== 'http_host') {
          yield { span, message: isPass ? 'passChosen' : 'redirectChosen', data: { name: `$${name}` } };
          continue;
        }
        const at = configuration.text.indexOf('http_host', span.start);
        yield {
          span,
          message: isPass ? 'pass' : 'redirect',
          ...(isPass && { severity: 'error' as const }),
          proposals:
            isPass || at < 0 || at > span.end
              ? []
              : [
                  {
                    title: message('Use $host'),
                    kind: 'automatic',
                    edits: [{ uri, span: { start: at, end: at + 'http_host'.length }, text: 'host' }],
                  },
                ],
        };
      }
    }
  },
});

function* candidates({ root }: NginxConfiguration): Iterable<Directive> {
  for (const { own } of levelsWith(root, ...names)) for (const name of names) yield* own.get(name) ?? [];
}
