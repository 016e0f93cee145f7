import type { Certificate } from '../x509/types.ts';
import { daysBetween } from './dates.ts';

/**
 * Where `now` stands in a certificate's validity, both ends included (RFC 5280, 4.1.2.5). `days` are whole days, rounded
 * down: until it expires, since it expired, until it becomes valid.
 */
export interface ValidityState {
  readonly state: 'valid' | 'expired' | 'not-yet-valid';
  readonly days: number;
}

export function validityState({ validity: { notBefore, notAfter } }: Certificate, now: Date): ValidityState {
  if (now > notAfter) return { state: 'expired', days: daysBetween(notAfter, now) };
  if (now < notBefore) return { state: 'not-yet-valid', days: daysBetween(now, notBefore) };
  return { state: 'valid', days: daysBetween(now, notAfter) };
}
