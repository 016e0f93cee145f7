import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { signatureFault } from '../../x509/signature-fault.ts';

export const docs: RuleDocs = {
  summary:
    'Report revocation lists whose signature, or what stands beside it, has not the form that its algorithm wants.',
  why: 'A list whose signature cannot be verified is refused, and with it every certificate of its CA where programs insist on lists.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-raw-signature' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/malformed-signature',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 3279, 2.2.3', 'RFC 5758, 3.2', 'RFC 8410, 3', 'RFC 4055, 3.1'],
  messages: {
    malformed:
      'The signature of this revocation list has not the form of its algorithm ({reason}): strict programs refuse it. Issue the list again.',
  },
  check({ list, span }) {
    const reason = signatureFault(list.signatureAlgorithm, list.signatureValue);
    if (reason) return [{ span, message: 'malformed', data: { reason } }];
    return undefined;
  },
});
