import { type Message, message } from '../../base/message.ts';
import { isInvisible, visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import {
  extension as certificatePolicies,
  type PolicyInformation,
} from '../../x509/extensions/certificate-policies.ts';
import { extension as policyMappings } from '../../x509/extensions/policy-mappings.ts';

const anyPolicy = '2.5.29.32.0';
const longestText = 200;

function policyTwice(policies: readonly PolicyInformation[]): string | undefined {
  const seen = new Set<string>();
  return policies.find(({ policyIdentifier: policy }) => seen.has(policy) || !seen.add(policy))?.policyIdentifier;
}

function qualifierFault(policies: readonly PolicyInformation[]): Message | undefined {
  for (const { cps, userNotices } of policies) {
    for (const address of cps) {
      if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(address)) {
        return message('its practice statement is no address: {value}', { value: visible(address) });
      }
    }
    for (const { explicitText } of userNotices) {
      if (explicitText === undefined) continue;
      const count = [...explicitText].length;
      if (count > longestText) {
        return message('its notice has {count} characters, and {most} are the most', { count, most: longestText });
      }
      if (isInvisible(explicitText)) return message('its notice holds control characters');
    }
  }
  return undefined;
}

export const docs: RuleDocs = {
  summary:
    'Report certificate policies that are there twice, map the policy for everything, or have malformed notices.',
  why: 'Where policies count (openssl verify -policy_check, government PKIs) a certificate with one policy twice, or with a mapping to or from anyPolicy, is refused: its policies cannot be processed.',
  invalid: [
    { language: 'pem', text: { fixture: 'policy-twice' } },
    { language: 'pem', text: { fixture: 'mapping-of-any-policy' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-policies',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.4 and 4.2.1.5'],
  messages: {
    twice:
      'This certificate has the policy {policy} twice, so that its policies cannot be processed: programs that look at them refuse it. Have it issued again.',
    qualifier:
      'A policy of this certificate is not described as it should be ({reason}): linters of CAs refuse it. Leave it out the next time it is issued.',
    anyPolicy:
      'This certificate maps the policy for everything (anyPolicy), which no mapping may: programs that look at policies refuse it. Issue the CA again without that mapping.',
  },
  check({ certificate, span }) {
    const { extensionValues } = certificate;
    const policies = extensionValues.get(certificatePolicies) ?? [];
    const policy = policyTwice(policies);
    if (policy !== undefined) return [{ span, message: 'twice', data: { policy } }];
    for (const { issuerDomainPolicy, subjectDomainPolicy } of extensionValues.get(policyMappings) ?? []) {
      if (issuerDomainPolicy === anyPolicy || subjectDomainPolicy === anyPolicy)
        return [{ span, message: 'anyPolicy' }];
    }
    const reason = qualifierFault(policies);
    if (reason) return [{ span, message: 'qualifier', severity: 'hint', data: { reason } }];
    return undefined;
  },
});
