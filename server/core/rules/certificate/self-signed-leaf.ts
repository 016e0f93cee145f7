import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that signed themselves without being a CA.',
  why: 'No peer can verify such a certificate by a chain: each must be told to trust exactly this one, and people switch verification off instead. A small CA of your own costs one command.',
  exceptions: 'A certificate that every peer pins. CA certificates are meant to be self-signed and are not reported.',
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
    if (facts.workspace.isSelfSigned(certificate)) return [{ span, message: 'selfSigned' }];
    return undefined;
  },
});
