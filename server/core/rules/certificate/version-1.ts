import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates of version 1, which can have no extensions.',
  why: 'Without extensions there are no names for clients to check and nothing says who is a CA. Rustls refuses such a certificate, Go and browsers find no name in it. `openssl x509 -req` makes one where no extension file is given.',
  exceptions: 'Self-issued certificates: as trust anchors they need no extensions.',
  invalid: [{ language: 'pem', text: { fixture: 'version-1' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'version-1-root' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/version-1',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.1'],
  messages: {
    old: 'This certificate is of version 1, without extensions: browsers and Go find no name in it. Issue it again with extensions (openssl x509 -req needs -extfile or -copy_extensions copy).',
  },
  check({ certificate, span }) {
    if (certificate.version === 1 && !isSelfIssued(certificate)) return [{ span, message: 'old' }];
    return undefined;
  },
});
