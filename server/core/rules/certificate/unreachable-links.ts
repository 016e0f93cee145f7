import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import {
  type AccessDescription,
  extension as authorityInfoAccess,
} from '../../x509/extensions/authority-info-access.ts';
import {
  extension as crlDistributionPoints,
  type DistributionPoint,
} from '../../x509/extensions/crl-distribution-points.ts';
import { bareGeneralName } from '../../x509/general-name.ts';
import type { GeneralName } from '../../x509/types.ts';

const ocsp = '1.3.6.1.5.5.7.48.1';

function isHttp(name: GeneralName): boolean {
  return name.type === 'uniformResourceIdentifier' && /^https?:\/\//i.test(name.value);
}

/** The first of these addresses where none is of http. */
function firstUnreachable(names: readonly GeneralName[]): GeneralName | undefined {
  return names.some(isHttp) ? undefined : names[0];
}

function listAddresses(points: readonly DistributionPoint[]): readonly GeneralName[] {
  const found: GeneralName[] = [];
  for (const { fullName } of points) if (fullName) found.push(...fullName);
  return found;
}

function responders(descriptions: readonly AccessDescription[]): readonly GeneralName[] {
  const found: GeneralName[] = [];
  for (const { accessMethod, accessLocation } of descriptions) if (accessMethod === ocsp) found.push(accessLocation);
  return found;
}

export const docs: RuleDocs = {
  summary:
    'Report certificates whose revocation lists or responders are only at addresses that clients do not fetch from.',
  why: 'Clients fetch revocation lists and OCSP responses over http. ldap is followed inside of a Windows domain only, a file path on one machine, and https may need the very check it is for.',
  invalid: [{ language: 'pem', text: { fixture: 'ldap-only' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'http-links' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/unreachable-links',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.13 and 4.2.2.1'],
  messages: {
    unreachable:
      'Clients cannot fetch {what} of this certificate: its only address is {address}. Add an http address if anyone else has to check it.',
  },
  check({ certificate, span }) {
    const { extensionValues } = certificate;
    const lists = firstUnreachable(listAddresses(extensionValues.get(crlDistributionPoints) ?? []));
    const found = lists ?? firstUnreachable(responders(extensionValues.get(authorityInfoAccess) ?? []));
    if (!found) return undefined;
    const what = lists ? message('the revocation list') : message('the OCSP response');
    return [{ span, message: 'unreachable', data: { what, address: bareGeneralName(found) } }];
  },
});
