import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** What OpenSSL's PEM reader fails at; everything else it passes over (RFC 7468, 2). */
const fatal = new Set(['pem-glued', 'pem-missing-end', 'pem-label-mismatch', 'pem-blank-line']);

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate chain.pem;\n}\n';
const glued =
  '-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n';

export const docs: RuleDocs = {
  summary: 'Report files of PEM text that OpenSSL cannot read to their end.',
  why: 'Two blocks on one line (files put together with cat where the first had no line end at its end), a boundary that is missing: the service does not start (“bad end line”). The file itself has the finding with the fix.',
  invalid: [{ language: 'nginx', text, files: { 'chain.pem': glued } }],
  valid: [{ language: 'nginx', text, files: { 'chain.pem': 'issued-leaf+intermediate' } }],
};

export const rule = defineRule({
  id: 'reference/malformed-file',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 7468, 2 and 3', 'PEM_read_bio(3)'],
  messages: { damaged: '{path} cannot be read to its end: {problem} Mend it there.' },
  *check({ reference: { span, path }, target }) {
    if (target.state !== 'found') return;
    const own = target.objects.flatMap(({ problems }) => problems);
    const problem = [...target.problems, ...own].find(({ code }) => fatal.has(code));
    if (!problem) return;
    yield {
      span,
      message: 'damaged',
      data: { path, problem: problem.message },
      related: [{ uri: target.uri, span: problem.span, message: message('Here') }],
    };
  },
});
