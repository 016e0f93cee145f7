import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates without a subject whose subjectAltName is not critical.',
  why: 'With an empty subject the names are all there is, so RFC 5280 asks for a critical subjectAltName. Strict clients, among them Python 3.13, refuse the certificate otherwise.',
  invalid: [{ language: 'pem', text: { fixture: 'san-not-critical' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'san-critical' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/subject-alt-name-not-critical',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.6', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    notCritical:
      'The subject of this certificate is empty, so its subjectAltName has to be critical: strict clients (Python 3.13) refuse it. Issue it with a subject or a critical subjectAltName.',
  },
  check({ certificate, span }) {
    if (certificate.subject.rdns.length > 0 || isCa(certificate)) return undefined;
    const names = certificate.extensions.find(({ oid }) => oid === subjectAltName.oid);
    if (names && !names.critical) return [{ span, message: 'notCritical' }];
    return undefined;
  },
});
