import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report wildcards in names of a certificate where clients do not take them for one.',
  why: 'A wildcard is the whole left-most label and stands for exactly one label. Anything else matches nothing in most clients: `*`, `a.*.example.org`, `*.*.example.org`, `web*.example.org`.',
  invalid: [{ language: 'pem', text: { fixture: 'misplaced-wildcard' } }],
  valid: [
    { language: 'pem', text: { fixture: 'wildcard' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/misplaced-wildcard',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 9525, 6.3'],
  messages: {
    misplaced:
      'Clients do not match the wildcard in {name}: it has to be the whole first label, as in *.example.org, and stands for one label. List the names instead.',
  },
  check({ certificate, span }) {
    for (const name of certificate.subjectAltName ?? []) {
      if (name.type !== 'dNSName' || !name.value.includes('*')) continue;
      const isWhole = name.value.startsWith('*.') && !name.value.includes('*', 1);
      if (!isWhole) {
        return [{ span, message: 'misplaced', data: { name: visible(name.value) } }];
      }
    }
    return undefined;
  },
});
