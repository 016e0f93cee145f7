import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const poison = '1.3.6.1.4.1.11129.2.4.3';

export const docs: RuleDocs = {
  summary: 'Report precertificates: they are for Certificate Transparency logs only.',
  why: 'A CA makes a precertificate to have the certificate logged. Its critical poison extension makes every client refuse it.',
  exceptions: 'A copy from a log that is kept for study.',
  invalid: [{ language: 'pem', text: { fixture: 'precertificate' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/precertificate',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 6962, 3.1'],
  messages: {
    poisoned:
      'This is a precertificate, which a CA makes for Certificate Transparency logs: every client refuses it. Use the certificate that was issued after it, with the same serial number.',
  },
  check({ certificate, span }) {
    if (certificate.extensions.some(({ oid }) => oid === poison)) return [{ span, message: 'poisoned' }];
    return undefined;
  },
});
