import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { bareGeneralName } from '../../x509/general-name.ts';
import type { GeneralName } from '../../x509/types.ts';

/** Names that belong to nobody (RFC 2606, 6761, 6762, 7686 apart, 8375; ICANN's `internal`), and usual ones of networks. */
const internal =
  /(?:^|\.)(?:local|localhost|internal|test|invalid|example|lan|corp|home|intranet|private|home\.arpa)$/i;

export const docs: RuleDocs = {
  summary: 'Report names in certificates of public CAs that only exist inside of a network.',
  why: 'Nobody can show to a public CA that a name like db.internal or an address like 10.0.0.7 is theirs alone: such certificates are forbidden since 2015, and are revoked when found.',
  exceptions: 'Certificates of private CAs are what such names are for.',
  invalid: [
    { language: 'pem', text: { fixture: 'public-internal-name' } },
    { language: 'pem', text: { fixture: 'public-reserved-address' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/internal-name',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 7.1.4.2.1', 'RFC 6761'],
  messages: {
    internal:
      '{name} {reason}, and public CAs may not issue for it: the certificate will be revoked. Use a name of your own domain, or a private CA.',
  },
  check({ certificate, span }, facts) {
    for (const name of certificate.subjectAltName ?? []) {
      const reason = reasonAgainst(name);
      if (!reason) continue;
      if (!isOfPublicCa(certificate, facts)) return undefined;
      return [{ span, message: 'internal', data: { name: visible(bareGeneralName(name)), reason } }];
    }
    return undefined;
  },
});

function reasonAgainst(name: GeneralName) {
  if (name.type === 'iPAddress')
    return isReserved(name.octets) ? message('is an address of private networks') : undefined;
  if (name.type !== 'dNSName') return undefined;
  const bare = name.value.replace(/^\*\./, '').replace(/\.$/, '');
  return !bare.includes('.') || internal.test(bare) ? message('is a name of private networks') : undefined;
}

/** RFC 6890: private, shared, loopback and link-local addresses. */
function isReserved(octets: Uint8Array): boolean {
  const [a = 0, b = 0] = octets;
  if (octets.length === 4) {
    const isPrivate = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
    return isPrivate || a === 127 || a === 0 || (a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128);
  }
  if (octets.length !== 16) return false;
  const isLoopback = octets.subarray(0, 15).every((octet) => octet === 0);
  return isLoopback || (a & 0xfe) === 0xfc || (a === 0xfe && (b & 0xc0) === 0x80);
}
