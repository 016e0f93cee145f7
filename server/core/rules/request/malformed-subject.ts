import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { nameFault } from '../../x509/name-fault.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests whose subject breaks the limits of RFC 5280.',
  why: 'CAs refuse such requests: openssl ca with “string too long”, public CAs by their own checks.',
  invalid: [{ language: 'pem', text: { fixture: 'request-of-three-letters' } }],
  valid: [{ language: 'pem', text: { fixture: 'request' } }],
};

export const rule = defineRule({
  id: 'request/malformed-subject',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.4 and appendix A.1', 'ISO 3166-1'],
  messages: {
    malformed:
      'The subject of this request breaks the limits for names ({reason}), and CAs refuse that. Make it again with a subject within them.',
  },
  *check({ request, span }) {
    const reason = nameFault(request.subject);
    if (reason) yield { span, message: 'malformed', data: { reason } };
  },
});
