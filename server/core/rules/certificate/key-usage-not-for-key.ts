import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const signs = /^(?:Ed25519|Ed448|ML-DSA-|SLH-DSA-)/;
const agrees = /^(?:X25519|X448|ML-KEM-)/;
const encryptions: readonly string[] = [
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'encipherOnly',
  'decipherOnly',
];
const signatures: readonly string[] = ['digitalSignature', 'nonRepudiation', 'keyCertSign', 'cRLSign'];

export const docs: RuleDocs = {
  summary: 'Report key usages that the key of a certificate cannot have.',
  why: 'A signature key (Ed25519, Ed448, ML-DSA, SLH-DSA) encrypts nothing, and a key-agreement key (X25519, X448, ML-KEM) signs nothing. The standards forbid the other usages, and strict programs refuse them. encipherOnly and decipherOnly say something of keyAgreement alone: without it pyca/cryptography does not read the certificate.',
  invalid: [
    { language: 'pem', text: { fixture: 'encipherment-with-ed25519' } },
    { language: 'pem', text: { fixture: 'encipher-only' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ed25519' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/key-usage-not-for-key',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.3', 'RFC 8410, 5', 'RFC 9881, 5', 'RFC 9909, 6', 'RFC 9935, 5'],
  messages: {
    unfit:
      'A key of type {type} cannot be used for {usages}, which its standard forbids in keyUsage. Issue the certificate without it.',
    only: 'The keyUsage of this certificate has {usage} without keyAgreement, of which it is a limit: strict programs refuse it. Issue the certificate without it.',
  },
  check({ certificate, span }) {
    const { algorithm } = certificate.subjectPublicKeyInfo;
    const forbidden = signs.test(algorithm.name) ? encryptions : agrees.test(algorithm.name) ? signatures : [];
    const usages = (certificate.keyUsage ?? []).filter((usage) => forbidden.includes(usage));
    if (usages.length > 0) return [{ span, message: 'unfit', data: { type: algorithm.name, usages } }];
    const only = certificate.keyUsage?.find((usage) => usage === 'encipherOnly' || usage === 'decipherOnly');
    if (only !== undefined && !certificate.keyUsage?.includes('keyAgreement')) {
      return [{ span, message: 'only', data: { usage: only } }];
    }
    return undefined;
  },
});
