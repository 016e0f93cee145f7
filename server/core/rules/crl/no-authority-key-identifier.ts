import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that do not say which key signed them.',
  why: 'Once a CA has a new key, there are two certificates of its name. Programs then find the signer of a list by its authorityKeyIdentifier, which RFC 5280 demands.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-no-aki' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-version-1' } },
  ],
};

export const rule = defineRule({
  id: 'crl/no-authority-key-identifier',
  subject: 'certificate-list',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 5.2.1'],
  messages: {
    missing:
      'This revocation list does not say which key signed it (authorityKeyIdentifier). Issue it with authorityKeyIdentifier = keyid in crl_extensions.',
  },
  *check({ list, span }) {
    // A list of version 1 can have none.
    if (list.version === 1 || list.extensions.some(({ oid }) => oid === authorityKeyIdentifier.oid)) return;
    yield { span, message: 'missing' };
  },
});
