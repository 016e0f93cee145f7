import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const broken = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);

export const docs: RuleDocs = {
  summary: 'Report certificate requests signed with a broken hash: MD2, MD4, MD5 or SHA-1.',
  why: 'The signature only proves that the applicant has the key, but CAs refuse requests with such a hash.',
  invalid: [{ language: 'pem', text: { fixture: 'request-sha1' } }],
  valid: [{ language: 'pem', text: { fixture: 'request' } }],
};

export const rule = defineRule({
  id: 'request/weak-signature',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 6151 (MD5)', 'RFC 9155 (SHA-1)'],
  messages: {
    weak: 'This certificate request is signed with {hash}, and CAs refuse that. Make it again with SHA-256 (openssl req -sha256).',
  },
  *check({ request, span }) {
    const { hash } = request.signatureAlgorithm;
    if (hash !== undefined && broken.has(hash)) yield { span, message: 'weak', data: { hash } };
  },
});
