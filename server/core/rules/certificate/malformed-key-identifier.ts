import { toHex } from '../../asn1/hex.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { isSelfIssued } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report key identifiers that are empty, half there, or name another key than the one that signed.',
  why: 'By them clients find the CA that signed. OpenSSL 3.0 finds no issuer for an empty identifier, and neither OpenSSL, Go nor Java takes a root that names another key as its signer’s for one. pyca/cryptography reads no identifier with an issuer and no serial number.',
  invalid: [
    { language: 'pem', text: { fixture: 'empty-authority-key' } },
    { language: 'pem', text: { fixture: 'authority-without-serial' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'no-authority-key-identifier' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-key-identifier',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.1 and 4.2.1.2'],
  messages: {
    empty:
      'The extension {name} of this certificate is empty, so some clients do not find what belongs to it. Have it issued again.',
    half: 'The authorityKeyIdentifier of this certificate names the issuer or the serial number of its CA, but not both: strict programs do not read it. Have it issued again with authorityKeyIdentifier = keyid.',
    other:
      'This certificate signed itself, but its authorityKeyIdentifier names another key than its subjectKeyIdentifier: OpenSSL, Go and Java do not find its issuer. Make it again.',
  },
  check({ certificate, span }, facts) {
    const { subjectKeyIdentifier: own } = certificate;
    const authority = certificate.extensionValues.get(authorityKeyIdentifier);
    if (own?.length === 0) return [{ span, message: 'empty', data: { name: 'subjectKeyIdentifier' } }];
    if (!authority) return undefined;
    const { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber } = authority;
    if (keyIdentifier?.length === 0) return [{ span, message: 'empty', data: { name: 'authorityKeyIdentifier' } }];
    if ((authorityCertIssuer === undefined) !== (authorityCertSerialNumber === undefined)) {
      return [{ span, message: 'half' }];
    }
    if (!own || !keyIdentifier || !isSelfIssued(certificate) || toHex(own) === toHex(keyIdentifier)) return undefined;
    return facts.workspace.isSelfSigned(certificate) ? [{ span, message: 'other' }] : undefined;
  },
});
