import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { commonName } from '../../x509/name.ts';
import { isServer } from '../../x509/roles.ts';
import type { GeneralName } from '../../x509/types.ts';

/** Labels with a dot between them, the last one of letters: no version, no address. */
const hostName = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z][a-z-]*[a-z]$/;

/** As it is written: nearly always the first. */
function isAmong(name: string, names: readonly GeneralName[]): boolean {
  for (const { type, value } of names) if (type === 'dNSName' && value === name) return true;
  return false;
}

export const docs: RuleDocs = {
  summary: 'Report server certificates whose common name is a host name that subjectAltName does not cover.',
  why: 'Where there is a subjectAltName, no client looks at the common name: a host that is named there alone does not match.',
  exceptions: 'A common name that is a title (“Example service v1.2”) is not taken for a host name.',
  invalid: [{ language: 'pem', text: { fixture: 'common-name-not-in-san' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'wildcard' } },
    { language: 'pem', text: { fixture: 'client' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/common-name-not-in-san',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 9525, 2 and 6.3', 'CA/Browser Forum Baseline Requirements, 7.1.4.3'],
  messages: {
    uncovered:
      'The common name {name} is not in subjectAltName, the only place where clients look: connections to that name are refused. If the server has this name, add it there.',
  },
  check({ certificate, span }) {
    if (!isServer(certificate)) return undefined;
    const names = certificate.subjectAltName;
    const written = commonName(certificate.subject);
    if (!names || written === undefined || isAmong(written, names)) return undefined;
    const name = written.toLowerCase();
    // A word without a dot may be a title as well as a host.
    if (!hostName.test(name)) return undefined;
    const isCovered = names.some((one) => {
      if (one.type === 'iPAddress') return one.value.toLowerCase() === name;
      if (one.type !== 'dNSName') return false;
      const presented = one.value.toLowerCase();
      return presented === name || (presented.startsWith('*.') && name.slice(name.indexOf('.')) === presented.slice(1));
    });
    if (!isCovered) return [{ span, message: 'uncovered', data: { name } }];
    return undefined;
  },
});
