import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as signedTimestamps } from '../../x509/extensions/signed-certificate-timestamp-list.ts';
import type { Certificate } from '../../x509/types.ts';

/** Chrome, for certificates that were issued since. */
const since = Date.UTC(2018, 4, 1);
const timestampList = '1.3.6.1.4.1.11129.2.4.2';
const poison = '1.3.6.1.4.1.11129.2.4.3';

/** Chrome and Safari, for certificates that were issued since. */
const byLifetimeSince = Date.UTC(2022, 3, 15);
const longLifetime = 180 * 86_400_000;

/** How many logs have to have promised. */
function leastFor({ validity: { notBefore, notAfter } }: Certificate): number {
  if (notBefore.getTime() < byLifetimeSince) return 1;
  return notAfter.getTime() - notBefore.getTime() > longLifetime ? 3 : 2;
}

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs without enough signed timestamps of Certificate Transparency logs.',
  why: 'Chrome, Safari and Firefox refuse a public CA’s certificate that was issued since May 2018 and that no log promised to publish; since 2022-04-15 two logs have to have promised, and three for more than 180 days.',
  exceptions:
    'Where the server gives the timestamps in the handshake or in a stapled OCSP response. It is reported only where the files of the workspace lead to one of Mozilla’s roots, or with the profile webpki: a certificate without timestamps looks like that of a private CA otherwise.',
  invalid: [
    { language: 'pem', text: { fixture: 'server' }, settings: { profile: 'webpki' } },
    { language: 'pem', text: { fixture: 'public-one-timestamp' } },
  ],
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
    few: 'This certificate has {count} of the signed timestamps of Certificate Transparency logs of which browsers want {least} for its lifetime: they refuse it from a public CA. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    if (certificate.validity.notBefore.getTime() < since) return undefined;
    if (certificate.extensions.some(({ oid }) => oid === poison)) return undefined;
    const isThere = certificate.extensions.some(({ oid }) => oid === timestampList);
    const count = isThere ? certificate.extensionValues.get(signedTimestamps)?.length : 0;
    // What cannot be read is said elsewhere.
    if (count === undefined || count >= leastFor(certificate)) return undefined;
    if (!isOfPublicCa(certificate, facts)) return undefined;
    if (count === 0) return [{ span, message: 'none' }];
    return [{ span, message: 'few', data: { count, least: leastFor(certificate) } }];
  },
});
