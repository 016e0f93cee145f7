import { type Message, message, verbatim } from '../base/message.ts';
import { attribute } from '../x509/name.ts';
import type { Certificate, PkiValue } from '../x509/types.ts';
import { daysBetween, isoDate } from './dates.ts';
import { displayName, keyText } from './names.ts';
import { purposeName } from './purposes.ts';
import { visible } from './visible.ts';

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
        name: visible(attribute(value.subject, 'CN') ?? '') || message('(empty)'),
      });
    case 'certificate-list':
      return message('Revocation list · {count} revoked', { count: value.revokedCount });
    case 'private-key':
      return value.encrypted
        ? message('Private key · encrypted')
        : message('Private key · {key}', { key: keyText(value) });
    case 'public-key':
      return message('Public key · {key}', { key: keyText(value.subjectPublicKeyInfo) });
    case 'other':
      return verbatim(value.label);
  }
}

/** What kind of certificate it is, by its constraints and purposes. */
export function certificateNoun({ basicConstraints, extKeyUsage }: Certificate): Message {
  if (basicConstraints?.cA) return message('CA certificate');
  const purposes = new Set(extKeyUsage?.map(purposeName));
  if (purposes.has('serverAuth') && purposes.has('clientAuth')) return message('Server and client certificate');
  if (purposes.has('serverAuth')) return message('Server certificate');
  if (purposes.has('clientAuth')) return message('Client certificate');
  return message('Certificate');
}

/** `expires in 12 days`, `expired 3 days ago`, `valid from 2027-01-01`. */
export function validityText({ validity: { notBefore, notAfter } }: Certificate, now: Date): Message {
  if (now < notBefore) return message('valid from {date}', { date: isoDate(notBefore) });
  const days = daysBetween(now, notAfter);
  if (notAfter < now) {
    const ago = daysBetween(notAfter, now);
    return ago < 1 ? message('expired today') : message('expired {days} days ago', { days: ago });
  }
  return days < 1 ? message('expires within a day') : message('expires in {days} days', { days });
}
