import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';

const acmeIdentifier = '1.3.6.1.5.5.7.1.31';

export const docs: RuleDocs = {
  summary: 'Report certificates that signed themselves without being a CA.',
  why: 'No peer can verify such a certificate by a chain: each must be told to trust exactly this one, and people switch verification off instead. A small CA of your own costs one command.',
  exceptions:
    'A certificate that every peer pins. CA certificates are meant to be self-signed and are not reported, nor are those of version 1, which cannot say that they are a CA, and challenges of ACME.',
  invalid: [{ language: 'pem', text: { fixture: 'self-signed' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/self-signed-leaf',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 6.1'],
  messages: {
    selfSigned:
      'This certificate signed itself and is no CA: peers can trust it only by pinning it. Issue it from a CA that the peers trust.',
  },
  check({ certificate, span }, facts) {
    if (certificate.basicConstraints?.cA || !isSelfIssued(certificate)) return undefined;
    // Before version 3 nothing told a CA; a challenge of ACME is self-signed by its standard (RFC 8737, 3).
    if (certificate.version < 3 || certificate.extensions.some(({ oid }) => oid === acmeIdentifier)) return undefined;
    if (facts.workspace.isSelfSigned(certificate)) return [{ span, message: 'selfSigned' }];
    return undefined;
  },
});
