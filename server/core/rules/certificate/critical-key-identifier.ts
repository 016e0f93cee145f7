import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { extension as subjectKeyIdentifier } from '../../x509/extensions/subject-key-identifier.ts';

const identifiers: ReadonlySet<string> = new Set([authorityKeyIdentifier.oid, subjectKeyIdentifier.oid]);

export const docs: RuleDocs = {
  summary: 'Report key identifiers that are marked critical.',
  why: 'RFC 5280 forbids it: the identifiers only help in finding certificates. Clients that do not read them must refuse the certificate, as OpenSSL 3.0 does.',
  invalid: [{ language: 'pem', text: { fixture: 'critical-key-identifier' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/critical-key-identifier',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.1 and 4.2.1.2', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    critical:
      'The extension {name} of this certificate is critical, which RFC 5280 forbids: OpenSSL 3.0 and others refuse it. Issue it again with the extension not critical.',
  },
  check({ certificate, span }) {
    const found = certificate.extensions.find(({ oid, critical }) => critical && identifiers.has(oid));
    if (found) return [{ span, message: 'critical', data: { name: objectIdentifierName(found.oid) } }];
    return undefined;
  },
});
