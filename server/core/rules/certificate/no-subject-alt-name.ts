import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import { isServer } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report server certificates without a name in subjectAltName.',
  why: 'Clients look for the host name in subjectAltName alone. Browsers, Go, Java and Python do not look at the common name any more, so the connection fails with a name mismatch whatever it says.',
  exceptions:
    'Only certificates that say they are for servers (serverAuth) are looked at. Those that clients pin by their key need no name.',
  invalid: [{ language: 'pem', text: { fixture: 'no-subject-alt-name' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'client' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/no-subject-alt-name',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9525, 2', 'RFC 5280, 4.2.1.6'],
  messages: {
    missing:
      'This server certificate has no subjectAltName, where clients look for the host name: they refuse it. Issue it again with the names of the server in it.',
  },
  check({ certificate, span }) {
    if (!isServer(certificate)) return undefined;
    const hasExtension = certificate.extensions.some(({ oid }) => oid === subjectAltName.oid);
    if (!hasExtension) return [{ span, message: 'missing' }];
    return undefined;
  },
});
