import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests with a challenge password.',
  why: 'The password stands in the request as it is, for everyone who sees it: requests are mailed about and kept. Few CAs look at it; SCEP is the one that does.',
  exceptions: 'Requests for SCEP (RFC 8894), where it is a password for one time.',
  invalid: [{ language: 'pem', text: { fixture: 'request-challenge' } }],
  valid: [{ language: 'pem', text: { fixture: 'request' } }],
};

export const rule = defineRule({
  id: 'request/challenge-password',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 2985, 5.4.1', 'RFC 2986, 4.1'],
  messages: {
    password:
      'This request holds a challenge password, which everyone who sees the request can read. Make it again without one, unless the CA asks for it, and use the password nowhere else.',
  },
  *check({ request, span }) {
    if (request.hasChallengePassword) yield { span, message: 'password' };
  },
});
