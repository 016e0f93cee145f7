import { span } from '../../base/span.ts';
import { syntaxFaults } from '../../config/nginx/check-syntax.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

type MessageName = 'problem' | 'quotes';

export const docs: RuleDocs = {
  summary: 'Report braces and quotes without their counterpart.',
  why: 'With one of them nginx does not start, and the line it names is often the last one of the file.',
  invalid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    location / {\n        return 204;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n}\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name ~^[a-z]{1,63}\\.example\\.com$;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name "~^[a-z]{1,63}\\.example\\.com$";\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    location / {\n        return 204;\n    }\n}\n' },
  ],
};

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/unbalanced-brace',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/beginners_guide.html#conf_structure'],
  messages: {
    problem: '{problem}',
    quotes: 'This brace ends the arguments of {name} and opens a block. Put an argument with braces in quotes.',
  },
  *check({ configuration }) {
    if (!configuration.isNginx) return;
    const opened = syntaxFaults(configuration).filter((fault) => fault.kind === 'block');
    for (const { name, body } of opened.map(({ directive }) => directive))
      if (body) yield { span: span(body.open, body.open + 1), message: 'quotes', data: { name: name.value } };
    // There nginx reads no further.
    if (opened.length > 0) return;
    for (const { code, span: place, message: problem } of configuration.tree.problems) {
      if (!/^nginx-(?:missing-brace|unexpected-brace|unclosed-quote|after-quote|unexpected-semicolon)$/.test(code))
        continue;
      yield { span: place, message: 'problem', data: { problem } };
    }
  },
});
