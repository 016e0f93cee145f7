import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const broken = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);

export const docs: RuleDocs = {
  summary: 'Report revocation lists signed with a broken hash: MD2, MD4, MD5 or SHA-1.',
  why: 'OpenSSL 3 refuses such signatures at its usual security level, and with them every certificate whose list it is.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-sha1' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/weak-signature',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 6151 (MD5)', 'RFC 9155 (SHA-1)'],
  messages: {
    weak: 'This revocation list is signed with {hash}, which is broken: programs refuse it. Issue it with SHA-256 (default_md in openssl.cnf).',
  },
  *check({ list, span }) {
    const { hash } = list.signatureAlgorithm;
    if (hash !== undefined && broken.has(hash)) yield { span, message: 'weak', data: { hash } };
  },
});
