import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isTlsPeer } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report TLS certificates whose keyUsage does not allow digital signatures.',
  why: 'In TLS 1.3, and in TLS 1.2 with ECDHE, each side proves its key by a signature. Chrome and others refuse a certificate whose keyUsage leaves digitalSignature out: ERR_SSL_KEY_USAGE_INCOMPATIBLE.',
  invalid: [{ language: 'pem', text: { fixture: 'no-digital-signature' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'client' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/no-digital-signature',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2.2', 'RFC 5280, 4.2.1.3'],
  messages: {
    missing:
      'The keyUsage of this certificate ({usages}) does not allow signatures, which TLS 1.3 and ECDHE need: Chrome and others refuse it. Issue it with digitalSignature.',
  },
  check({ certificate, span }) {
    const usages = certificate.keyUsage;
    if (!usages || usages.includes('digitalSignature') || !isTlsPeer(certificate)) return undefined;
    return [{ span, message: 'missing', data: { usages: usages.length > 0 ? usages : message('(empty)') } }];
  },
});
