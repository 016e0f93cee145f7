import { syntaxFaults } from '../../config/nginx/check-syntax.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report directives with a number of arguments that nginx does not take, or without their block.',
  why: 'With one nginx does not start: "invalid number of arguments". A list of ciphers is one argument, with colons between them; a value with spaces needs quotes.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_prefer_server_ciphers yes;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    location /status;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name ~^[a-z]{1,63}\\.example\\.com$;\n}\n',
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_prefer_server_ciphers on;\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name "~^[a-z]{1,63}\\.example\\.com$";\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/wrong-argument-count',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/dirindex.html'],
  messages: {
    count: 'nginx does not take {name} with {count} arguments.',
    flag: '{name} is on or off, not {value}.',
    brace: 'This brace ends the arguments of {name} and opens a block. Put an argument with braces in quotes.',
    noBlock: '{name} needs a block in braces: nginx does not start.',
  },
  *check({ configuration }) {
    for (const fault of syntaxFaults(configuration)) {
      const { kind, directive } = fault;
      const name = directive.name.value;
      if (kind === 'block' && directive.body) {
        const { open } = directive.body;
        yield { span: open, message: 'brace', data: { name } };
      }
      if (kind === 'no-block') yield { span: headSpan(directive), message: 'noBlock', data: { name } };
      if (fault.kind !== 'arguments' && fault.kind !== 'flag') continue;
      yield fault.kind === 'flag'
        ? { span: headSpan(directive), message: 'flag', data: { name, value: fault.value } }
        : { span: headSpan(directive), message: 'count', data: { name, count: directive.args.length } };
    }
  },
});
