import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists of a CA that may not sign lists.',
  why: 'A CA whose keyUsage lacks cRLSign may sign certificates and no lists: programs that check the list refuse every certificate of the CA (OpenSSL: “key usage does not include CRL signing”).',
  exceptions: 'Lists whose CA is not in the workspace.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-entries' }, files: { 'ca.pem': 'odd-ca-without-crl-sign' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' }, files: { 'ca.pem': 'ca' } },
    { language: 'pem', text: { fixture: 'crl-entries' }, files: { 'ca.pem': 'odd-ca' } },
    {
      language: 'pem',
      text: { fixture: 'crl-entries' },
      files: { 'old.pem': 'odd-ca-without-crl-sign', 'ca.pem': 'odd-ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'crl/signer-without-crl-sign',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.3 and 6.3.3 (f)'],
  messages: {
    missing:
      'This revocation list is signed by {issuer}, whose keyUsage ({usages}) does not allow signing lists: programs refuse the list. Issue the CA’s certificate again with cRLSign.',
  },
  *check({ list, span }, { workspace }) {
    const signers = workspace.signersOf(list).filter(({ signature }) => signature === 'valid');
    const [first] = signers;
    const may = signers.some(({ certificate: { keyUsage } }) => !keyUsage || keyUsage.includes('cRLSign'));
    if (!first || may) return;
    const { certificate } = first;
    const place = workspace.placeOf(certificate);
    yield {
      span,
      message: 'missing',
      data: { issuer: displayName(certificate), usages: certificate.keyUsage ?? [] },
      related: place ? [{ uri: place.uri, span: place.object.span, message: message('The CA') }] : [],
    };
  },
});
