import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as signedTimestamps } from '../../x509/extensions/signed-certificate-timestamp-list.ts';

/** Chrome, for certificates that were issued since. */
const since = Date.UTC(2018, 4, 1);
const timestampList = '1.3.6.1.4.1.11129.2.4.2';
const poison = '1.3.6.1.4.1.11129.2.4.3';

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs without signed timestamps of Certificate Transparency logs.',
  why: 'Chrome, Safari and Firefox refuse a public CA’s certificate that was issued since May 2018 and that no log promised to publish.',
  exceptions:
    'Where the server gives the timestamps in the handshake or in a stapled OCSP response. It is reported only where the files of the workspace lead to one of Mozilla’s roots, or with the profile webpki: a certificate without timestamps looks like that of a private CA otherwise.',
  invalid: [{ language: 'pem', text: { fixture: 'server' }, settings: { profile: 'webpki' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' }, settings: { profile: 'webpki' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/no-timestamps',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 6962, 3.3', 'https://googlechrome.github.io/CertificateTransparency/ct_policy.html'],
  messages: {
    none: 'This certificate has no signed timestamps of Certificate Transparency logs: browsers refuse it from a public CA. Have it issued again, by a CA that logs it.',
  },
  check({ certificate, span }, facts) {
    if (certificate.validity.notBefore.getTime() < since) return undefined;
    const isThere = certificate.extensions.some(({ oid }) => oid === timestampList || oid === poison);
    if (isThere && certificate.extensionValues.get(signedTimestamps)?.length !== 0) return undefined;
    if (isOfPublicCa(certificate, facts)) return [{ span, message: 'none' }];
    return undefined;
  },
});
