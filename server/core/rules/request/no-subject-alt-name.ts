import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import { commonName } from '../../x509/name.ts';

/** Labels with a dot between them, the last one of letters: no version, no address. */
const hostName = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z][a-z-]*[a-z]$/;

export const docs: RuleDocs = {
  summary: 'Report certificate requests for a host that do not ask for subjectAltName.',
  why: 'Clients look for the host name in subjectAltName alone. A CA that copies what the request asks for then makes a certificate that no client accepts.',
  exceptions:
    'CAs that set the names themselves, as ACME and Active Directory do. Common names that are no host name with a dot are not looked at.',
  invalid: [{ language: 'pem', text: { fixture: 'request-no-san' } }],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-client' } },
  ],
};

export const rule = defineRule({
  id: 'request/no-subject-alt-name',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 9525, 2', 'RFC 2985, 5.4.2'],
  messages: {
    missing:
      'This request names the host {name} as common name only, where clients do not look. Make it again with subjectAltName (openssl req -addext "subjectAltName=DNS:{name}").',
  },
  *check({ request, span }) {
    const name = commonName(request.subject)?.toLowerCase();
    if (name === undefined || !hostName.test(name)) return;
    if (!request.extensions.some(({ oid }) => oid === subjectAltName.oid))
      yield { span, message: 'missing', data: { name } };
  },
});
