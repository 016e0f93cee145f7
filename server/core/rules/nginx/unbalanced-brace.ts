import { syntaxFaults } from '../../config/nginx/check-syntax.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report braces and quotes without their counterpart.',
  why: 'With one of them nginx does not start, and the line it names is often the last one of the file.',
  invalid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    location / {\n        return 204;\n}\n' },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n}\n}\n' },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    location / {\n        return 204;\n    }\n}\n' },
  ],
};

export const rule = defineRule({
  id: 'nginx/unbalanced-brace',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/beginners_guide.html#conf_structure'],
  messages: { problem: '{problem}' },
  *check({ configuration }) {
    if (!configuration.isNginx) return;
    const problems = configuration.tree.problems.filter(({ code }) => ofBraces.test(code));
    // Where a brace opens a block that is none nginx reads no further.
    if (problems.length === 0 || syntaxFaults(configuration).some(({ kind }) => kind === 'block')) return;
    for (const { span, message: problem } of problems) yield { span, message: 'problem', data: { problem } };
  },
});

const ofBraces = /^nginx-(?:missing-brace|unexpected-brace|unclosed-quote|after-quote|unexpected-semicolon)$/;
