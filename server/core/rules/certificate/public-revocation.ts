import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as crlDistributionPoints } from '../../x509/extensions/crl-distribution-points.ts';
import type { Validity } from '../../x509/types.ts';

const day = 86_400_000;

/** BR 2.0.1 (ballot SC-063): lists had to be named from here on, and responders no more. */
const since = Date.UTC(2024, 2, 15);
const shorterSince = Date.UTC(2026, 2, 15);

/** Certificates this short need no revocation. */
function isShortLived({ notBefore, notAfter }: Validity): boolean {
  const days = notBefore.getTime() < shorterSince ? 10 : 7;
  return notAfter.getTime() - notBefore.getTime() + 1000 <= days * day;
}

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs that name no revocation list.',
  why: 'Since 2024-03-15 each names its list, unless it is valid for 10 days at most (7 since 2026-03-15). Browsers gather these lists; one without was issued wrongly and will be revoked.',
  invalid: [{ language: 'pem', text: { fixture: 'public-no-list' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'public-of-a-week' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-revocation',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 7.1.2.11.2 (since 2024-03-15)'],
  messages: {
    noList:
      'This certificate of a public CA names no revocation list (cRLDistributionPoints), as all but those for a few days have to since 2024-03-15. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    const { validity } = certificate;
    if (validity.notBefore.getTime() < since || isShortLived(validity)) return undefined;
    if (certificate.extensions.some(({ oid }) => oid === crlDistributionPoints.oid)) return undefined;
    return isOfPublicCa(certificate, facts) ? [{ span, message: 'noList' }] : undefined;
  },
});
