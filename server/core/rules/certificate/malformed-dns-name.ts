import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { dnsNameFault } from '../../lint/dns-name-fault.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report DNS names in a certificate that no host can have.',
  why: 'Clients compare the names as they are: with a space, a port, a scheme, a dot at the end or a letter outside of ASCII nothing ever matches, and some clients refuse the whole certificate.',
  exceptions: 'Underscores: they are not for host names, but private networks have them and clients accept them.',
  invalid: [
    { language: 'pem', text: { fixture: 'malformed-dns-name' } },
    { language: 'pem', text: { fixture: 'prefixed-dns-name' } },
    { language: 'pem', text: { fixture: 'hyphen-dns-name' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'wildcard' } },
    { language: 'pem', text: { fixture: 'underscore' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/malformed-dns-name',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.6', 'RFC 1034, 3.5'],
  messages: {
    malformed:
      '{name} cannot be the name of a host ({reason}), so no client finds it. Issue the certificate with the bare host name.',
  },
  check({ certificate, span }) {
    for (const name of certificate.subjectAltName ?? []) {
      if (name.type !== 'dNSName') continue;
      const reason = dnsNameFault(name.value);
      if (!reason) continue;
      const shown = name.value === '' ? message('(empty)') : visible(name.value);
      return [{ span, message: 'malformed', data: { name: shown, reason } }];
    }
    return undefined;
  },
});
