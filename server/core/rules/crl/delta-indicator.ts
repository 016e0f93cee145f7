import { toHex } from '../../asn1/hex.ts';
import { unsigned } from '../../asn1/integer.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as deltaCRLIndicator } from '../../x509/extensions/delta-crl-indicator.ts';

/** Undefined for what is no number of a list (RFC 5280, 5.2.3). */
function numberOf(octets: Uint8Array | undefined): bigint | undefined {
  if (!octets || octets.length > 21 || (octets[0] ?? 0x80) >= 0x80) return undefined;
  return BigInt(`0x${toHex(unsigned(octets)) || '0'}`);
}

/** As openssl prints numbers of lists. */
function hex(number: bigint): string {
  return number.toString(16).toUpperCase();
}

export const docs: RuleDocs = {
  summary: 'Report lists of changes (delta CRLs) that are not marked as such, or that belong to a list after them.',
  why: 'A list of changes names only what was revoked since another list. A program that does not know deltas has to refuse it; where deltaCRLIndicator is not critical, it takes it for the whole list instead, and accepts everything that was revoked before.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-delta-not-critical' } },
    { language: 'pem', text: { fixture: 'crl-delta-of-later' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-delta' } },
  ],
};

export const rule = defineRule({
  id: 'crl/delta-indicator',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.2.4'],
  messages: {
    notCritical:
      'This is a list of changes, but its deltaCRLIndicator is not critical: programs that do not know it take it for the whole list, and accept what was revoked before. Issue it with the extension critical.',
    base: 'This list of changes has the number {own} and says it changes the list {base}, which comes after it: no program can put the two together. Issue it again.',
  },
  *check({ list, span }) {
    const indicator = list.extensions.find(({ oid }) => oid === deltaCRLIndicator.oid);
    if (!indicator) return;
    if (!indicator.critical) yield { span, message: 'notCritical' };
    const base = numberOf(list.extensionValues.get(deltaCRLIndicator));
    const own = numberOf(list.crlNumber);
    if (base === undefined || own === undefined || base <= own) return;
    yield { span, message: 'base', severity: 'warning', data: { own: hex(own), base: hex(base) } };
  },
});
