import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { type Message, message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as crlDistributionPoints } from '../../x509/extensions/crl-distribution-points.ts';
import { attribute } from '../../x509/name.ts';
import { isCa, isSelfIssued, purposes } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

/** BR 2.0.0 (ballot SC-062). */
const since = Date.UTC(2023, 8, 15);
const emailProtection = '1.3.6.1.5.5.7.3.4';
const codeSigning = '1.3.6.1.5.5.7.3.3';
const timeStamping = '1.3.6.1.5.5.7.3.8';
const apart: ReadonlySet<string> = new Set([emailProtection, codeSigning, timeStamping, purposes.any]);

function faultOf(certificate: Certificate): Message | undefined {
  const { extKeyUsage, subject } = certificate;
  const isRoot = isSelfIssued(certificate);
  if (isRoot) return extKeyUsage ? message('it is a root and has extendedKeyUsage') : nameFault(subject);
  if (!extKeyUsage) return message('it has no extendedKeyUsage');
  const other = extKeyUsage.includes(purposes.any)
    ? purposes.any
    : extKeyUsage.includes(purposes.serverAuth) && extKeyUsage.find((oid) => apart.has(oid));
  if (other) return message('it is for {purpose} beside servers', { purpose: objectIdentifierName(other) });
  if (!certificate.extensions.some(({ oid }) => oid === crlDistributionPoints.oid)) {
    return message('it names no revocation list');
  }
  return nameFault(subject);
}

function nameFault(subject: Certificate['subject']): Message | undefined {
  const missing = ['C', 'O', 'CN'].find((name) => attribute(subject, name) === undefined);
  return missing === undefined ? undefined : message('its subject has no {name}', { name: missing });
}

export const docs: RuleDocs = {
  summary: 'Report CA certificates of public CAs whose shape the Baseline Requirements do not allow.',
  why: 'Below a public root each CA says what it certifies for, names its revocation list, and has a country, an organisation and a common name; a root has no extendedKeyUsage. Root programmes distrust a CA that is not so.',
  exceptions:
    'CAs from before 2023-09-15, and all that no path leads from to one of Mozilla’s roots, unless the profile is webpki. Cross-certificates may leave extendedKeyUsage out where they were made so before.',
  invalid: [
    { language: 'pem', text: { fixture: 'intermediate' }, settings: { profile: 'webpki' } },
    { language: 'pem', text: { fixture: 'root-with-purpose' }, settings: { profile: 'webpki' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public-intermediate' }, settings: { profile: 'webpki' } },
    { language: 'pem', text: { fixture: 'intermediate' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-ca-shape',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: [
    'CA/Browser Forum Baseline Requirements, 7.1.2.1, 7.1.2.6 and 7.1.2.10 (since 2023-09-15)',
    'Mozilla Root Store Policy, 5.3',
  ],
  messages: {
    shape:
      'This certificate of a public CA is not as one may be ({reason}): root programmes refuse it. Issue the CA again.',
  },
  check({ certificate, span }, facts) {
    if (!isCa(certificate) || certificate.validity.notBefore.getTime() < since) return undefined;
    const reason = faultOf(certificate);
    if (!reason) return undefined;
    const isPublic = facts.settings.profile === 'webpki' || facts.workspace.isOfPublicCa(certificate);
    return isPublic ? [{ span, message: 'shape', data: { reason } }] : undefined;
  },
});
