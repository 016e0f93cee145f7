import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const broken = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);

export const docs: RuleDocs = {
  summary: 'Report certificates signed with a broken hash: MD2, MD4, MD5 or SHA-1.',
  why: 'Collisions let an attacker hold a second certificate with the same signature. Current TLS libraries refuse such certificates.',
  exceptions:
    'The signature of a self-signed CA certificate protects nothing (the certificate is trusted as it is), so it is not reported.',
  invalid: [{ language: 'pem', text: { fixture: 'sha1-signed' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/weak-signature',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 6151 (MD5)', 'RFC 9155 (SHA-1)', 'CA/Browser Forum Baseline Requirements, 7.1.3.2'],
  messages: {
    weak: 'This certificate is signed with {hash}, which is broken: TLS libraries refuse it. Have it issued again with SHA-256 or better.',
  },
  check({ certificate, span }, facts) {
    const { hash } = certificate.signatureAlgorithm;
    if (hash === undefined || !broken.has(hash)) return undefined;
    const isRoot = certificate.basicConstraints?.cA && facts.workspace.isSelfSigned(certificate);
    if (!isRoot) return [{ span, message: 'weak', data: { hash } }];
    return undefined;
  },
});
