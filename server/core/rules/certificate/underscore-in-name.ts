import { visible } from '../../base/visible.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report underscores in the DNS names of certificates of public CAs.',
  why: 'An underscore is not for host names. Public CAs may not issue for one since 2019-04-01, and revoke what they did.',
  exceptions:
    'Private networks have such names, and clients accept them: certificates of private CAs are not reported.',
  invalid: [{ language: 'pem', text: { fixture: 'public-underscore' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'underscore' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/underscore-in-name',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['CA/Browser Forum ballot SC-12', 'RFC 5280, 4.2.1.6', 'RFC 1034, 3.5'],
  messages: {
    underscore:
      '{name} holds an underscore, for which public CAs may not issue: the certificate will be revoked. Use a name without one.',
  },
  check({ certificate, span }, facts) {
    const found = certificate.subjectAltName?.find(({ type, value }) => type === 'dNSName' && `${value}`.includes('_'));
    if (found?.type !== 'dNSName' || !isOfPublicCa(certificate, facts)) return undefined;
    return [{ span, message: 'underscore', data: { name: visible(found.value) } }];
  },
});
