import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa } from '../../x509/roles.ts';

/** policyMappings, policyConstraints, inhibitAnyPolicy. */
const ofCas: ReadonlySet<string> = new Set(['2.5.29.33', '2.5.29.36', '2.5.29.54']);

export const docs: RuleDocs = {
  summary: 'Report limits of policies in certificates that are no CA.',
  why: 'They say what the certificates below may have, and below such a certificate there is none. Being critical, they make clients refuse it: Go 1.19 (“unhandled critical extension”) and pyca/cryptography do.',
  invalid: [{ language: 'pem', text: { fixture: 'policy-constraints-on-leaf' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'mapping-of-any-policy' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/policy-limits-without-ca',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.5, 4.2.1.11 and 4.2.1.14'],
  messages: {
    notCa:
      'This certificate has {name} but is no CA, where it means nothing; some clients refuse it. Put it into the certificate of its CA.',
  },
  check({ certificate, span }) {
    const found = certificate.extensions.find(({ oid }) => ofCas.has(oid));
    if (!found || isCa(certificate)) return undefined;
    return [{ span, message: 'notCa', data: { name: objectIdentifierName(found.oid) } }];
  },
});
