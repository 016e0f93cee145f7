import { toHex } from '../../asn1/hex.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isVerifiable } from '../../lint/verifiable.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { isCa, isSelfIssued } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

/** A bundle may hold one certificate thousands of times; within one run the answer is the same. */
const answers = new WeakMap<LintFacts, Map<Certificate, boolean>>();

function isSelfSigned(certificate: Certificate, facts: LintFacts): boolean {
  const known = answers.get(facts) ?? new Map<Certificate, boolean>();
  answers.set(facts, known);
  const answer = known.get(certificate) ?? facts.workspace.isSelfSigned(certificate);
  known.set(certificate, answer);
  return answer;
}

export const docs: RuleDocs = {
  summary: 'Report certificates that say they signed themselves but whose signature their own key did not make.',
  why: 'Subject and issuer are the same, and so are the key identifiers, but the signature is not of this key: the certificate was changed after it was signed, or damaged. Every client refuses it.',
  invalid: [
    { language: 'pem', text: { fixture: 'damaged-self-signed' } },
    { language: 'pem', text: { fixture: 'damaged-root' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'self-signed' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/signature-invalid',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 6.1.3 (a) (1)'],
  messages: {
    invalid:
      'This certificate says it is signed with its own key, but the signature does not fit: it was changed or damaged. Get it again from where it came from.',
  },
  check({ certificate, span }, facts) {
    const { signatureAlgorithm, subjectPublicKeyInfo } = certificate;
    if (!isSelfIssued(certificate) || !isVerifiable(signatureAlgorithm, subjectPublicKeyInfo)) return undefined;
    const { authorityKeyIdentifier: issuerKey, subjectKeyIdentifier: ownKey } = certificate;
    // Two keys of one CA that certify each other are self-issued too; only a self-signed one may name no key (4.2.1.1).
    const hasIdentifier = certificate.extensions.some(({ oid }) => oid === authorityKeyIdentifier.oid);
    const namesItself = issuerKey && ownKey && toHex(issuerKey) === toHex(ownKey);
    if (hasIdentifier ? !namesItself : !isCa(certificate)) return undefined;
    if (!isSelfSigned(certificate, facts)) return [{ span, message: 'invalid' }];
    return undefined;
  },
});
