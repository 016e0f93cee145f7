import { type Message, message } from '../base/message.ts';
import type { Certificate, Validity } from '../x509/types.ts';
import { day } from './authority.ts';

export const dayLength = 24 * 60 * 60 * 1000;

/**
 * Exactly `days` days, of which the first hour has passed: peers whose clocks are behind accept the certificate at
 * once, and a limit in days holds. Both ends count, hence the second less (RFC 5280, 4.1.2.5).
 */
export function validityFrom(now: Date, days: number): Validity {
  const start = Math.floor(now.getTime() / 1000) * 1000 - 60 * 60 * 1000;
  return { notBefore: new Date(start), notAfter: new Date(start + days * dayLength - 1000) };
}

/** The part of a period in which its CA is valid too; what is cut off at its end is said. */
export function withinCa(validity: Validity, ca: Certificate): { validity: Validity; notes: readonly Message[] } {
  const { notBefore: first, notAfter: last } = ca.validity;
  // The hour before now may lie before a CA that was made just now.
  const notBefore = new Date(Math.max(validity.notBefore.getTime(), first.getTime()));
  if (validity.notAfter <= last) return { validity: { notBefore, notAfter: validity.notAfter }, notes: [] };
  const note = message('Valid until {date} only: that is when the CA expires.', { date: day(last) });
  return { validity: { notBefore, notAfter: last }, notes: [note] };
}
