import { type Message, message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** What nearly every name is: three letters at least, labels of at most 63. */
const usual = /^[a-z0-9*](?:[a-z0-9_-]|\.(?=[a-z0-9_-])){1,62}[a-z0-9]$/i;

function reasonAgainst(name: string): Message | undefined {
  if (usual.test(name)) return undefined;
  if (name === '') return message('there is nothing in it');
  if (/\s/.test(name)) return message('it holds white space');
  if (name.includes('://')) return message('it is an address of a page');
  if (name.includes('/')) return message('it holds a slash');
  if (name.includes('@')) return message('it is a mail address');
  if (/^[^:]+:\d+$/.test(name)) return message('it holds a port');
  if (name.endsWith('.')) return message('it ends with a dot');
  if (name.startsWith('.') || name.includes('..')) return message('a label is empty');
  if (/[\u0080-\uffff]/.test(name)) return message('it holds letters outside of ASCII, which are written as xn--…');
  if (name.length > 253 || name.split('.').some((label) => label.length > 63)) return message('it is too long');
  return undefined;
}

export const docs: RuleDocs = {
  summary: 'Report DNS names in a certificate that no host can have.',
  why: 'Clients compare the names as they are: with a space, a port, a scheme, a dot at the end or a letter outside of ASCII nothing ever matches, and some clients refuse the whole certificate.',
  exceptions: 'Underscores: they are not for host names, but private networks have them and clients accept them.',
  invalid: [{ language: 'pem', text: { fixture: 'malformed-dns-name' } }],
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
      const reason = reasonAgainst(name.value);
      if (!reason) continue;
      const shown = name.value === '' ? message('(empty)') : visible(name.value);
      return [{ span, message: 'malformed', data: { name: shown, reason } }];
    }
    return undefined;
  },
});
