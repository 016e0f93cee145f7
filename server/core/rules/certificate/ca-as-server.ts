import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { bareGeneralName } from '../../x509/general-name.ts';
import { isCa, purposes } from '../../x509/roles.ts';
import type { Certificate } from '../../x509/types.ts';

/** A CA with a needless host name is nobody's server; one that may do more than sign certificates is meant to be one. */
function isMeantForServer({ extKeyUsage, keyUsage }: Certificate): boolean {
  return extKeyUsage?.includes(purposes.serverAuth) || keyUsage === undefined || !keyUsage.includes('keyCertSign');
}

export const docs: RuleDocs = {
  summary: 'Report CA certificates with host names: a server’s own certificate must not be a CA.',
  why: 'Whoever holds the server’s key could issue certificates for any name to all who trust it. Firefox and rustls refuse a CA as a server’s certificate (MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY). `openssl req -x509` makes one unless told otherwise.',
  invalid: [{ language: 'pem', text: { fixture: 'ca-as-server' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/ca-as-server',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.9', 'CA/Browser Forum Baseline Requirements, 7.1.2'],
  messages: {
    both: 'This certificate is a CA and names the host {name}: Firefox and rustls refuse it as a server’s certificate, and its key can sign for any name. Issue the server its own certificate, with CA:FALSE.',
  },
  check({ certificate, span }) {
    if (!isCa(certificate) || !isMeantForServer(certificate)) return undefined;
    const host = certificate.subjectAltName?.find(({ type }) => type === 'dNSName' || type === 'iPAddress');
    if (host) return [{ span, message: 'both', data: { name: bareGeneralName(host) } }];
    return undefined;
  },
});
