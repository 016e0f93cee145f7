import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as issuingDistributionPoint } from '../../x509/extensions/issuing-distribution-point.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that do not say in a way that programs heed which certificates they are about.',
  why: 'A program that passes over issuingDistributionPoint takes a part for the whole list, and accepts what is revoked on another part: the extension has to be critical. A list for certificates of users alone and of CAs alone is about none; pyca/cryptography does not read it. An entry of another CA counts only where certificateIssuer names it in a list that says it is indirect.',
  exceptions: 'Entries are looked at in lists of up to 10,000.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-scope-not-critical' } },
    { language: 'pem', text: { fixture: 'crl-of-nothing' } },
    { language: 'pem', text: { fixture: 'crl-not-indirect' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-indirect' } },
  ],
};

export const rule = defineRule({
  id: 'crl/malformed-scope',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.2.5 and 5.3.3'],
  messages: {
    notCritical:
      'The issuingDistributionPoint of this revocation list is not critical: programs that do not know it take the list for the whole one, and accept what is revoked elsewhere. Issue it with the extension critical.',
    contradictory:
      'This revocation list says that it is only about {scopes}, which no certificate is at once: programs refuse it. Issue it with one of them.',
    notIndirect:
      'An entry of this revocation list is of another CA (certificateIssuer), but the list does not say that it is indirect: programs refuse it, or revoke the wrong certificate. Issue it with indirectCRL in issuingDistributionPoint.',
  },
  *check({ list, span }) {
    const point = list.extensionValues.get(issuingDistributionPoint);
    const isCritical = list.extensions.some(({ oid, critical }) => critical && oid === issuingDistributionPoint.oid);
    if (point && !isCritical) yield { span, message: 'notCritical' };
    else if (point) {
      const scopes = (['onlyContainsUserCerts', 'onlyContainsCACerts', 'onlyContainsAttributeCerts'] as const).filter(
        (scope) => point[scope],
      );
      if (scopes.length > 1) yield { span, message: 'contradictory', data: { scopes: scopes.join(', ') } };
    }
    if (list.isIndirect) return;
    if (entriesOf(list).some(({ certificateIssuer }) => certificateIssuer)) yield { span, message: 'notIndirect' };
  },
});
