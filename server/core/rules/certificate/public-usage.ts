import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { type Message, message } from '../../base/message.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { purposes } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

const allowedPurposes: ReadonlySet<string> = new Set([purposes.serverAuth, purposes.clientAuth]);

/** BR, 7.1.2.7.11. */
const allowedUsages: Readonly<Record<string, ReadonlySet<string>>> = {
  RSA: new Set(['digitalSignature', 'keyEncipherment', 'dataEncipherment']),
  EC: new Set(['digitalSignature', 'keyAgreement']),
};

/** BR 2.0.0 (ballot SC-062). */
const since = Date.UTC(2023, 8, 15);

function faultOf({
  extKeyUsage,
  keyUsage,
  subjectAltName,
  subjectPublicKeyInfo,
  issuerUniqueID,
  subjectUniqueID,
  signatureAlgorithm,
}: Certificate): Message | undefined {
  const purpose = extKeyUsage?.find((oid) => !allowedPurposes.has(oid));
  if (purpose !== undefined) return message('it is for {purpose} too', { purpose: objectIdentifierName(purpose) });
  const allowed = allowedUsages[subjectPublicKeyInfo.keyType];
  const usage = allowed && keyUsage?.find((one) => !allowed.has(one));
  if (usage !== undefined) {
    return message('its keyUsage has {usage} for a key of type {type}', { usage, type: subjectPublicKeyInfo.keyType });
  }
  const { hash } = signatureAlgorithm;
  if (hash !== undefined && !/^SHA-(?:256|384|512)$/.test(hash) && !/^(?:MD|SHA-1$)/.test(hash)) {
    return message('its signature has the digest {hash}', { hash });
  }
  const name = subjectAltName?.find(({ type }) => type !== 'dNSName' && type !== 'iPAddress');
  if (name) return message('its subjectAltName has a {type}', { type: name.type });
  return issuerUniqueID || subjectUniqueID ? message('it has a unique identifier of version 2') : undefined;
}

export const docs: RuleDocs = {
  summary: 'Report what certificates of public CAs for servers may not be for besides.',
  why: 'Such a certificate is for servers, until the roots’ programmes end it for clients too, and for nothing else: no other purpose, no keyEncipherment with an elliptic-curve key, no mail addresses or URIs among its names. One with more was issued wrongly and will be revoked.',
  invalid: [
    { language: 'pem', text: { fixture: 'public-for-code' } },
    { language: 'pem', text: { fixture: 'public-encipherment' } },
    { language: 'pem', text: { fixture: 'public-with-uri' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'spiffe' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-usage',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 7.1.2.7.10 to 7.1.2.7.12 (since 2023-09-15)'],
  messages: {
    usage:
      'This certificate of a public CA is for more than it may be ({reason}): it will be revoked. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    if (certificate.validity.notBefore.getTime() < since) return undefined;
    const reason = faultOf(certificate);
    if (reason && isOfPublicCa(certificate, facts)) return [{ span, message: 'usage', data: { reason } }];
    return undefined;
  },
});
