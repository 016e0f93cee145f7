import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report CA certificates whose keyUsage does not allow signing certificates.',
  why: 'Clients check keyCertSign on every CA of a path, so nothing that this CA issues is accepted.',
  invalid: [{ language: 'pem', text: { fixture: 'ca-without-key-cert-sign' } }],
  valid: [{ language: 'pem', text: { fixture: 'ca' } }],
};

export const rule = defineRule({
  id: 'certificate/ca-without-key-cert-sign',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.3 and 6.1.4 (n)'],
  messages: {
    missing:
      'This CA certificate may not sign certificates (keyUsage: {usages}): clients refuse everything it issues. Make it again with keyCertSign.',
  },
  check({ certificate, span }) {
    const usages = certificate.keyUsage;
    if (!isCa(certificate) || !usages || usages.includes('keyCertSign')) return undefined;
    return [{ span, message: 'missing', data: { usages: usages.length > 0 ? usages : message('(empty)') } }];
  },
});
