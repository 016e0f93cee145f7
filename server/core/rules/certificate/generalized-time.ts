import { DerReader } from '../../asn1/der-reader.ts';
import { context, tags } from '../../asn1/tags.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

const firstYear = 2050;

/** The tags of notBefore and notAfter as encoded. */
function timeTags({ tbsCertificate }: Certificate): readonly (number | undefined)[] {
  const tbs = DerReader.over(tbsCertificate).enter('tbsCertificate');
  tbs.optional('version', context(0, true));
  for (const what of ['serialNumber', 'signature', 'issuer']) tbs.take(what);
  const validity = tbs.enter('validity');
  const first = validity.peekTag();
  validity.take('notBefore');
  return [first, validity.peekTag()];
}

export const docs: RuleDocs = {
  summary: 'Report certificates with a date before 2050 that is written as GeneralizedTime.',
  why: 'RFC 5280 wants UTCTime up to 2049. Most programs read either; the verifier of pyca/cryptography refuses a chain with such a certificate.',
  exceptions: 'Self-signed roots: there are public ones, and as trust anchors nobody looks at it.',
  invalid: [{ language: 'pem', text: { fixture: 'generalized-time' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/generalized-time',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    generalized:
      '{field} of this certificate is written as GeneralizedTime though it is before 2050: strict programs (pyca/cryptography) refuse it. Have it issued again.',
  },
  check({ certificate, span }) {
    const { notBefore, notAfter } = certificate.validity;
    const [first, last] = timeTags(certificate);
    const isWrong = (tag: number | undefined, date: Date): boolean =>
      tag === tags.generalizedTime && date.getUTCFullYear() < firstYear;
    const field = isWrong(first, notBefore) ? 'notBefore' : isWrong(last, notAfter) ? 'notAfter' : undefined;
    if (field === undefined || isSelfIssued(certificate)) return undefined;
    return [{ span, message: 'generalized', data: { field } }];
  },
});
