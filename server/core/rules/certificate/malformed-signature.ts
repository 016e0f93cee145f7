import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { signatureFault } from '../../x509/signature-fault.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates whose signature, or what stands beside it, has not the form that its algorithm wants.',
  why: 'Programs compare algorithm and parameters octet by octet: an ECDSA signature that is no SEQUENCE of two numbers verifies nowhere; with NULL beside ECDSA pyca/cryptography does not even read the certificate; Go and rustls verify RSASSA-PSS only with one digest for both parts and a salt of its length, while OpenSSL and Java take any. OpenSSL 3.0 makes the longest salt there is room for, unless it is given -sigopt rsa_pss_saltlen:digest.',
  exceptions:
    'NULL that is missing beside an RSA signature of PKCS#1 v1.5: verifiers have to take either (RFC 4055, 5).',
  invalid: [
    { language: 'pem', text: { fixture: 'raw-ecdsa-signature' } },
    { language: 'pem', text: { fixture: 'ecdsa-with-null' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'sha1-signed' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-signature',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 3279, 2.2.3', 'RFC 5758, 3.2', 'RFC 8410, 3', 'RFC 4055, 3.1'],
  messages: {
    malformed:
      'The signature of this certificate has not the form of its algorithm ({reason}): strict programs refuse it. Have the certificate issued again.',
  },
  check({ certificate, span }) {
    const reason = signatureFault(certificate.signatureAlgorithm, certificate.signatureValue);
    if (reason) return [{ span, message: 'malformed', data: { reason } }];
    return undefined;
  },
});
