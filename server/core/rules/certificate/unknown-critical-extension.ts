import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** What OpenSSL accepts as critical (X509_supported_extension), and what is forbidden but known. */
const known: ReadonlySet<string> = new Set([
  ...[14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 54].map((arc) => `2.5.29.${arc}`),
  '2.16.840.1.113730.1.1',
  '1.3.6.1.5.5.7.48.1.5',
  '1.3.6.1.5.5.7.1.7',
  '1.3.6.1.5.5.7.1.8',
  '1.3.6.1.5.5.7.1.14',
]);
const poison = '1.3.6.1.4.1.11129.2.4.3';

export const docs: RuleDocs = {
  summary: 'Report critical extensions that clients do not know.',
  why: 'A client must refuse a certificate with a critical extension that it does not know.',
  exceptions: 'Closed systems with an extension of their own.',
  invalid: [{ language: 'pem', text: { fixture: 'unknown-critical-extension' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'precertificate' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/unknown-critical-extension',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2'],
  messages: {
    unknown:
      'The extension {name} is critical, and common clients do not know it: they refuse this certificate. Issue it with the extension not critical, unless only programs that know it are meant to accept it.',
  },
  check({ certificate, span }) {
    const found = certificate.extensions.find(({ oid, critical }) => critical && !known.has(oid) && oid !== poison);
    if (found) return [{ span, message: 'unknown', data: { name: objectIdentifierName(found.oid) } }];
    return undefined;
  },
});
