import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as extKeyUsage } from '../../x509/extensions/ext-key-usage.ts';
import { isCa } from '../../x509/roles.ts';

const timeStamping = '1.3.6.1.5.5.7.3.8';

/** What each purpose signs with (RFC 5280, 4.2.1.12). */
const signing: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.5.5.7.3.3', 'codeSigning'],
  [timeStamping, 'timeStamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSPSigning'],
]);

export const docs: RuleDocs = {
  summary: 'Report certificates for signing code, timestamps or OCSP responses that may not sign, or not alone.',
  why: 'A verifier of such signatures wants digitalSignature in keyUsage. A timestamp counts only where timeStamping is the single purpose, in a critical extension: openssl ts -verify and others refuse any other.',
  invalid: [
    { language: 'pem', text: { fixture: 'code-signing-without-signature' } },
    { language: 'pem', text: { fixture: 'time-stamping-not-critical' } },
    { language: 'pem', text: { fixture: 'time-stamping-and-more' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'code-signing' } },
    { language: 'pem', text: { fixture: 'time-stamping' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/purpose-without-key-usage',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.12', 'RFC 3161, 2.3'],
  messages: {
    unsigned:
      'This certificate is for {purpose}, but its keyUsage ({usages}) does not allow signatures: verifiers refuse what it signs. Issue it with digitalSignature.',
    notCritical:
      'The extendedKeyUsage of this certificate for timestamps is not critical: verifiers refuse its timestamps. Issue it with extendedKeyUsage = critical, timeStamping.',
    notAlone:
      'This certificate is for timestamps and for {count} other purposes: verifiers refuse its timestamps. Issue it for timeStamping alone.',
    notAloneOne:
      'This certificate is for timestamps and for another purpose: verifiers refuse its timestamps. Issue it for timeStamping alone.',
  },
  check({ certificate, span }) {
    const { extKeyUsage: purposes, keyUsage } = certificate;
    if (!purposes || isCa(certificate)) return undefined;
    const purpose = purposes.find((oid) => signing.has(oid));
    if (purpose === undefined) return undefined;
    if (keyUsage && !keyUsage.includes('digitalSignature') && !keyUsage.includes('nonRepudiation')) {
      const data = { purpose: signing.get(purpose) ?? purpose, usages: keyUsage.join(', ') };
      return [{ span, message: 'unsigned', data }];
    }
    if (!purposes.includes(timeStamping)) return undefined;
    if (purposes.length === 2) return [{ span, message: 'notAloneOne' }];
    if (purposes.length > 2) return [{ span, message: 'notAlone', data: { count: purposes.length - 1 } }];
    const isCritical = certificate.extensions.some(({ oid, critical }) => critical && oid === extKeyUsage.oid);
    return isCritical ? undefined : [{ span, message: 'notCritical' }];
  },
});
