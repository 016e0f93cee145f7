import type { Certificate, Validity } from '../x509/types.ts';
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

/**
 * Whether a certificate is in the last `days` of its validity. One that is made for less than twice as many days is renewed
 * by a machine, with a third of the time left, as ACME clients do: for it the last third counts.
 */
export function expiresSoon({ notBefore, notAfter }: Validity, now: Date, days: number): boolean {
  const left = notAfter.getTime() - now.getTime();
  const whole = notAfter.getTime() - notBefore.getTime();
  const wanted = days * 86_400_000;
  return left <= (whole < 2 * wanted ? Math.min(wanted, whole / 3) : wanted);
}
