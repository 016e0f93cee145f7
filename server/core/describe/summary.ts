import { type Message, message, verbatim } from '../base/message.ts';
import { dayCount, grouped, timeSpan } from '../base/quantity.ts';
import { visible } from '../base/visible.ts';
import { bareGeneralName } from '../x509/general-name.ts';
import { commonName } from '../x509/name.ts';
import type { Certificate, CertificateList, PkiValue } from '../x509/types.ts';
import { daysBetween, isoDate } from './dates.ts';
import { contentTypeName, parametersText } from './describe-structures.ts';
import { displayName, keyText } from './names.ts';
import { validityState } from './validity-state.ts';

/** One line that says what an object is: for code lenses, the outline and lists. */
export function summary(value: PkiValue, { now }: { readonly now: Date }): Message {
  switch (value.kind) {
    case 'certificate':
      return message('{what} · {name} · {state}', {
        what: certificateNoun(value),
        name: displayName(value),
        state: validityText(value, now),
      });
    case 'certification-request':
      return message('Certificate request · {name}', {
        name: visible(commonName(value.subject) ?? '') || message('(empty)'),
      });
    case 'certificate-list':
      return message('Revocation list · {count} revoked', { count: grouped(value.revokedCount) });
    case 'private-key':
      return value.encrypted
        ? message('Private key · encrypted')
        : message('Private key · {key}', { key: keyText(value) });
    case 'public-key':
      return message('Public key · {key}', { key: keyText(value.subjectPublicKeyInfo) });
    case 'cms':
      return message('PKCS#7 {type} · {count} inside', {
        type: contentTypeName(value.contentType),
        count: value.members.length,
      });
    case 'key-store':
      return value.hiddenParts > 0
        ? message('Key store ({format}) · locked', { format: value.format })
        : message('Key store ({format}) · {count} inside', { format: value.format, count: value.members.length });
    case 'parameters':
      return message('Parameters · {what}', { what: parametersText(value) });
    case 'attribute-certificate':
      return message('Attribute certificate · {holder}', {
        holder: value.holder.map(bareGeneralName).slice(0, 3).join(', '),
      });
    case 'ocsp-response':
      return value.response
        ? message('OCSP response · {state}', {
            state: statusWords[value.response.responses[0]?.status.state ?? 'unknown'],
          })
        : message('OCSP response · no answer');
    case 'other':
      return verbatim(visible(value.label));
  }
}

/** RFC 6960, 2.2. */
const statusWords = {
  good: message('not revoked'),
  revoked: message('revoked'),
  unknown: message('certificate unknown to the responder'),
};

/** `next update in 9 days`, `overdue for 3 days`; undefined where a list does not say. */
export function listStateText({ nextUpdate }: CertificateList, now: Date): Message | undefined {
  if (!nextUpdate) return undefined;
  if (now > nextUpdate) {
    const days = daysBetween(nextUpdate, now);
    return days < 1 ? message('overdue since today') : message('overdue for {days}', { days: dayCount(days) });
  }
  const days = daysBetween(now, nextUpdate);
  return days < 1 ? message('next update within a day') : message('next update in {days}', { days: dayCount(days) });
}

/** RFC 5280, 4.2.1.12. */
const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

/** What kind of certificate it is, by its constraints and purposes. */
export function certificateNoun({ basicConstraints, extKeyUsage }: Certificate): Message {
  if (basicConstraints?.cA) return message('CA certificate');
  const isServer = extKeyUsage?.includes(serverAuth);
  const isClient = extKeyUsage?.includes(clientAuth);
  if (isServer && isClient) return message('Server and client certificate');
  if (isServer) return message('Server certificate');
  return isClient ? message('Client certificate') : message('Certificate');
}

/** `expires in 12 days`, `expired 3 days ago`, `valid from 2027-01-01`. */
export function validityText(certificate: Certificate, now: Date): Message {
  const { state, days } = validityState(certificate, now);
  switch (state) {
    case 'not-yet-valid':
      return message('valid from {date}', { date: isoDate(certificate.validity.notBefore) });
    case 'expired':
      return days < 1 ? message('expired today') : message('expired {days} ago', { days: timeSpan(days) });
    case 'valid':
      return days < 1 ? message('expires within a day') : message('expires in {days}', { days: timeSpan(days) });
  }
}
