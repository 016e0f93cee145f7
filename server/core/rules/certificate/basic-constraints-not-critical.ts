import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as basicConstraints } from '../../x509/extensions/basic-constraints.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report CA certificates whose basicConstraints are not critical.',
  why: 'RFC 5280 demands it, so that no client takes a CA for something else. Python 3.13 and other strict clients refuse the chain: “Basic Constraints of CA cert not marked critical”.',
  exceptions: 'Old public roots are like this; they are in trust stores of programs that do not mind.',
  invalid: [{ language: 'pem', text: { fixture: 'basic-constraints-not-critical' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/basic-constraints-not-critical',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.9', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    notCritical:
      'The basicConstraints of this CA certificate are not critical: strict clients (Python 3.13) refuse every chain with it. Make it again with basicConstraints = critical, CA:TRUE.',
  },
  check({ certificate, span }) {
    const constraints = certificate.extensions.find(({ oid }) => oid === basicConstraints.oid);
    if (isCa(certificate) && constraints && !constraints.critical) return [{ span, message: 'notCritical' }];
    return undefined;
  },
});
