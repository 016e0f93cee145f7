import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { nameFault } from '../../x509/name-fault.ts';

export const docs: RuleDocs = {
  summary: 'Report names of subjects that break the limits of RFC 5280.',
  why: 'A country of three letters, an organisation of a hundred characters or a mail address in the wrong string type is accepted by most clients, and refused or misread by others: pyca/cryptography warns, GnuTLS does not show a name with an empty part, and Go does not read a certificate with a UniversalString. openssl ca and public CAs sign no such request.',
  invalid: [
    { language: 'pem', text: { fixture: 'country-of-three-letters' } },
    { language: 'pem', text: { fixture: 'long-common-name' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'named-in-full' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-subject',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.4 and appendix A.1', 'ISO 3166-1'],
  messages: {
    malformed:
      'The subject of this certificate breaks the limits for names ({reason}): CAs refuse that, and some programs warn of it or do not read it. Issue it with a subject within them.',
  },
  check({ certificate, span }) {
    const reason = nameFault(certificate.subject);
    if (reason) return [{ span, message: 'malformed', data: { reason } }];
    return undefined;
  },
});
