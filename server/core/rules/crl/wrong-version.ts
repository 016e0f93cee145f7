import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists of a version above 2, and those without an issuer.',
  why: 'There are versions 1 and 2 alone: Go and pyca/cryptography read no list of another. A list without an issuer is of no CA.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-version-3' } },
    { language: 'pem', text: { fixture: 'crl-without-issuer' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-version-1' } },
  ],
};

export const rule = defineRule({
  id: 'crl/wrong-version',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.1 and 5.1.2.3'],
  messages: {
    version:
      'This revocation list says it is of version {version}; there are only 1 and 2: programs do not read it. Issue it as version 2.',
    issuer: 'This revocation list names no issuer, so it counts for no CA. Issue it from a CA that has a subject.',
  },
  *check({ list, span }) {
    const { version } = list;
    if (version !== 1 && version !== 2) yield { span, message: 'version', data: { version } };
    else if (list.issuer.rdns.length === 0) yield { span, message: 'issuer' };
  },
});
