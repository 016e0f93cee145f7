import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Say where a file was not searched for TLS settings.',
  why: 'Text that is very long, or nests deeper or makes less sense than programs do, takes a parser minutes and gigabytes. What is not read is not judged: no finding there means nothing.',
  exceptions: 'Bundles and generated files, which nobody edits: exclude them.',
  invalid: [
    { language: 'javascript', text: { fixture: 'deep-javascript' } },
    { language: 'python', text: { fixture: 'deep-python' } },
  ],
  valid: [
    { language: 'javascript', text: "require('node:https').get({ host: 'db.internal' });\n" },
    { language: 'python', text: 'import ssl\n\ncontext = ssl.create_default_context()\n' },
  ],
};

const forms = ['long', 'many', 'blocks', 'rest', 'inherited'] as const;

export const rule = defineRule({
  id: 'tls/not-searched',
  subject: 'observation',
  severity: 'information',
  since: '0.1.0',
  references: ['CWE-400'],
  messages: {
    long: 'This file has more than {limit} characters and was not searched for TLS settings.',
    deep: 'From here on the file was not searched for TLS settings: it nests deeper, or makes less sense, than programs do.',
    many: 'From here on the file was not searched for TLS settings: it has more commands, longer ones, or nests them deeper, than scripts do.',
    blocks:
      'From here on the code blocks were not searched for TLS settings: there are more of them than documents have.',
    rest: 'From here on the file was not searched for TLS settings: it has more text, words or nested blocks than configurations have.',
    inherited:
      'More settings of this kind are inherited here than configurations have: only the first {limit} were looked at.',
  },
  *check({ observation }) {
    const { code, form, span, data } = observation;
    if (code !== 'tls/not-searched') return;
    const said = forms.find((one) => one === form) ?? 'deep';
    yield { span, message: said, ...(data && { data }) };
  },
});
