import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as nameConstraints } from '../../x509/extensions/name-constraints.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report name constraints that do not bind every client.',
  why: 'Name constraints belong into CA certificates and are critical there. In another certificate they mean nothing, and where they are not critical, clients that do not know them pass over them.',
  exceptions:
    'Constraints that are not critical are not reported: public CAs had to write them so for old systems, and clients of today read them.',
  invalid: [{ language: 'pem', text: { fixture: 'name-constraints-on-leaf' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'name-constraints-not-critical' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/name-constraints-without-effect',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.10'],
  messages: {
    notCa:
      'This certificate has name constraints but is no CA, where they mean nothing; some clients refuse it. Put them into the certificate of its CA.',
  },
  check({ certificate, span }) {
    const constraints = certificate.extensions.find(({ oid }) => oid === nameConstraints.oid);
    if (constraints && !isCa(certificate)) return [{ span, message: 'notCa' }];
    return undefined;
  },
});
