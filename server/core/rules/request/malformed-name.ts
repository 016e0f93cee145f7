import { type Message, message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { isAddressText } from '../../lint/address-text.ts';
import { dnsNameFault } from '../../lint/dns-name-fault.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

function faultOf(name: string): Message | undefined {
  if (isAddressText(name))
    return message('it is an IP address, which is written IP:{name} in subjectAltName', { name });
  if (name.includes('*', 1) || (name.includes('*') && !name.startsWith('*.'))) {
    return message('its wildcard is not the whole first label');
  }
  return dnsNameFault(name);
}

export const docs: RuleDocs = {
  summary: 'Report certificate requests for DNS names that no host can have.',
  why: 'A CA that looks refuses the request; one that copies the names makes a certificate that no client accepts.',
  invalid: [
    { language: 'pem', text: { fixture: 'request-for-page' } },
    { language: 'pem', text: { fixture: 'request-for-address' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-of-names-alone' } },
  ],
};

export const rule = defineRule({
  id: 'request/malformed-name',
  subject: 'certification-request',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.6', 'RFC 9525, 6.3', 'RFC 1034, 3.5'],
  messages: {
    malformed:
      'This request asks for the DNS name {name}, which no host can have ({reason}). Make it again with the bare host name.',
  },
  *check({ request, span }) {
    for (const name of request.subjectAltName ?? []) {
      if (name.type !== 'dNSName') continue;
      const reason = faultOf(name.value);
      if (!reason) continue;
      const shown = name.value === '' ? message('(empty)') : visible(name.value);
      yield { span, message: 'malformed', data: { name: shown, reason } };
      return;
    }
  },
});
