import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { knownCriticalExtensions } from '../../lint/known-critical-extensions.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const poison = '1.3.6.1.4.1.11129.2.4.3';

/** acmeIdentifier, which has to be critical (RFC 8737, 3), and those of Apple, which its own systems know. */
function isForItsOwn(oid: string): boolean {
  return oid === '1.3.6.1.5.5.7.1.31' || oid.startsWith('1.2.840.113635.100.6.');
}

export const docs: RuleDocs = {
  summary: 'Report critical extensions that clients do not know.',
  why: 'A client must refuse a certificate with a critical extension that it does not know.',
  exceptions:
    'Closed systems with an extension of their own. The challenge of ACME (acmeIdentifier) and the extensions of Apple’s developer certificates are not reported.',
  invalid: [{ language: 'pem', text: { fixture: 'unknown-critical-extension' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'precertificate' } },
    { language: 'pem', text: { fixture: 'acme-challenge' } },
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
    const found = certificate.extensions.find(
      ({ oid, critical }) => critical && !knownCriticalExtensions.has(oid) && oid !== poison && !isForItsOwn(oid),
    );
    if (found) return [{ span, message: 'unknown', data: { name: objectIdentifierName(found.oid) } }];
    return undefined;
  },
});
