import { visible } from '../../base/visible.ts';
import { isAddressText } from '../../lint/address-text.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report IP addresses that a certificate holds as DNS names.',
  why: 'A client that connects to an address looks for an entry of type iPAddress with the same octets. The address as text in a DNS name never matches.',
  exceptions: 'An address that is there in both forms.',
  invalid: [{ language: 'pem', text: { fixture: 'address-as-dns-name' } }],
  valid: [
    { language: 'pem', text: { fixture: 'address' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/address-as-dns-name',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9525, 6.5', 'RFC 5280, 4.2.1.6'],
  messages: {
    address:
      '{address} is written as a DNS name, but clients that connect to an address look for an IP address entry: they refuse it. Issue it with IP:{address} in subjectAltName.',
  },
  check({ certificate, span }) {
    const names = certificate.subjectAltName ?? [];
    for (const name of names) {
      if (name.type !== 'dNSName' || !isAddressText(name.value)) continue;
      const addresses = new Set(names.flatMap((one) => (one.type === 'iPAddress' ? [one.value.toLowerCase()] : [])));
      // Many write both, so that old clients find one of them.
      if (addresses.has(name.value.toLowerCase()) || (name.value.includes(':') && addresses.size > 0)) continue;
      return [{ span, message: 'address', data: { address: visible(name.value) } }];
    }
    return undefined;
  },
});
