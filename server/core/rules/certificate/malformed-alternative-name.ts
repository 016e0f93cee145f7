import { type Message, message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { GeneralName } from '../../x509/types.ts';

function faultOf(name: GeneralName): Message | undefined {
  switch (name.type) {
    case 'rfc822Name':
      if (name.value === '') return message('a mail address is empty');
      return /^[^\s<>@]+@[^\s<>@]+$/.test(name.value) || /^"/.test(name.value)
        ? undefined
        : message('{value} is no mail address', { value: visible(name.value) });
    case 'uniformResourceIdentifier':
      if (/\s/.test(name.value)) return message('the URI {value} holds white space', { value: visible(name.value) });
      return /^[a-z][a-z0-9+.-]*:./i.test(name.value)
        ? undefined
        : message('the URI {value} has no scheme', { value: visible(name.value) });
    case 'iPAddress':
      return addressFault(name.octets);
    case 'directoryName':
      return name.value.rdns.length === 0 ? message('a directoryName is empty') : undefined;
    default:
      return undefined;
  }
}

function addressFault(octets: Uint8Array): Message | undefined {
  if (octets.every((octet) => octet === 0)) return message('nobody connects to the address of all interfaces');
  const isMapped = octets.length === 16 && octets.subarray(0, 10).every((octet) => octet === 0);
  if (!isMapped || octets[10] !== 0xff || octets[11] !== 0xff) return undefined;
  const address = octets.subarray(12).join('.');
  return message('{address} is written in 16 octets, where an IPv4 address has 4', { address });
}

export const docs: RuleDocs = {
  summary: 'Report mail addresses, URIs and IP addresses in subjectAltName that nothing can match.',
  why: 'Clients compare them as they are: a mail address with a name before it, a URI without a scheme or an IPv4 address in 16 octets is never found. The address 0.0.0.0 is where a server listens, not where a client connects to.',
  invalid: [
    { language: 'pem', text: { fixture: 'address-in-sixteen-octets' } },
    { language: 'pem', text: { fixture: 'every-address' } },
    { language: 'pem', text: { fixture: 'uri-without-scheme' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'address' } },
    { language: 'pem', text: { fixture: 'spiffe' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-alternative-name',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.6', 'RFC 9525, 6.5'],
  messages: {
    malformed:
      'Nothing matches a name in subjectAltName of this certificate ({reason}). Issue it with the name as clients look for it.',
  },
  check({ certificate, span }) {
    const names = certificate.subjectAltName;
    if (!names) return undefined;
    for (const name of names) {
      const reason = faultOf(name);
      if (reason) return [{ span, message: 'malformed', data: { reason } }];
    }
    return undefined;
  },
});
