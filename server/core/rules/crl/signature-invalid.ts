import { toHex } from '../../asn1/hex.ts';
import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isVerifiable } from '../../lint/verifiable.ts';

export const docs: RuleDocs = {
  summary:
    'Report revocation lists that name a CA of the workspace as their signer but whose signature its key did not make.',
  why: 'Name and key identifier are those of the CA, but the signature is not of its key: the list was changed after it was signed, or damaged, or the CA’s certificate is of another key than it says. Every program refuses the list.',
  exceptions: 'Lists whose CA is not in the workspace.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-damaged' }, files: { 'ca.pem': 'damaged-self-signed' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl' }, files: { 'ca.pem': 'ca' } },
    { language: 'pem', text: { fixture: 'crl' }, files: { 'ca.pem': 'other-ca' } },
  ],
};

export const rule = defineRule({
  id: 'crl/signature-invalid',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 6.3.3 (g)'],
  messages: {
    invalid:
      'This revocation list says it is signed by {issuer}, but the signature does not fit its key: the list was changed or damaged. Get it again from where it came from.',
  },
  *check({ list, span }, { workspace }) {
    const signers = workspace.signersOf(list);
    const named = signers.find(({ certificate: { subjectKeyIdentifier: own } }) => {
      const wanted = list.authorityKeyIdentifier;
      return own && wanted && toHex(own) === toHex(wanted);
    });
    const isWrong = signers.every(
      ({ signature, certificate: { subjectPublicKeyInfo: key } }) =>
        signature === 'invalid' && isVerifiable(list.signatureAlgorithm, key),
    );
    if (!named || !isWrong) return;
    const place = workspace.placeOf(named.certificate);
    yield {
      span,
      message: 'invalid',
      data: { issuer: displayName(named.certificate) },
      related: place ? [{ uri: place.uri, span: place.object.span, message: message('The CA') }] : [],
    };
  },
});
