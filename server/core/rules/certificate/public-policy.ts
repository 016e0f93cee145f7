import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as certificatePolicies } from '../../x509/extensions/certificate-policies.ts';

/** BR, 7.1.6.1: extended, domain, organisation and individual validation. */
const reserved: ReadonlySet<string> = new Set(['2.23.140.1.1', '2.23.140.1.2.1', '2.23.140.1.2.2', '2.23.140.1.2.3']);

/** BR 2.0.0 (ballot SC-062). */
const since = Date.UTC(2023, 8, 15);

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs that do not say by exactly one policy how their subject was validated.',
  why: 'Since 2023-09-15 each has exactly one of the four reserved policies: domain, organisation, individual or extended validated. One without or with several was issued wrongly and will be revoked.',
  invalid: [{ language: 'pem', text: { fixture: 'public-no-policy' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-policy',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 7.1.2.7.9'],
  messages: {
    policies:
      'This certificate of a public CA has {count} of the policies that say how its subject was validated; it has to be exactly one. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    if (certificate.validity.notBefore.getTime() < since) return undefined;
    const policies = certificate.extensionValues.get(certificatePolicies) ?? [];
    const count = policies.filter(({ policyIdentifier }) => reserved.has(policyIdentifier)).length;
    if (count !== 1 && isOfPublicCa(certificate, facts)) return [{ span, message: 'policies', data: { count } }];
    return undefined;
  },
});
