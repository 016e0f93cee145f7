import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** Those that RFC 5280 and others want not critical; key identifiers and links have rules of their own or do no harm. */
const never: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.1.1',
  '1.3.6.1.5.5.7.1.11',
  '2.5.29.46',
  '2.5.29.18',
  '2.5.29.9',
  '1.3.6.1.5.5.7.1.24',
  '1.3.6.1.4.1.11129.2.4.2',
]);

/** RFC 5280, 4.2.1.11 and 4.2.1.14. */
const always: ReadonlySet<string> = new Set(['2.5.29.36', '2.5.29.54']);

export const docs: RuleDocs = {
  summary: 'Report extensions that are critical and must not be, or must be and are not.',
  why: 'A client that does not know a critical extension refuses the certificate: access to authorities, timestamps and the like must not be critical. Limits of policies must be, or a client may pass over them.',
  invalid: [
    { language: 'pem', text: { fixture: 'critical-access' } },
    { language: 'pem', text: { fixture: 'policy-constraints-not-critical' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'must-staple' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/critical-flag',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.2.1, 4.2.1.11, 4.2.1.14', 'RFC 7633, 4.2.1'],
  messages: {
    critical:
      'The extension {name} is critical and must not be: a client that does not know it refuses the certificate. Have it issued again.',
    notCritical:
      'The extension {name} has to be critical, so that no client passes over it. Have the certificate issued again.',
  },
  check({ certificate, span }) {
    for (const { oid, critical } of certificate.extensions) {
      const name = objectIdentifierName(oid);
      if (critical && never.has(oid)) {
        return [{ span, message: 'critical', data: { name } }];
      }
      if (!critical && always.has(oid)) {
        return [{ span, message: 'notCritical', data: { name } }];
      }
    }
    return undefined;
  },
});
