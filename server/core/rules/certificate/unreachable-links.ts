import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
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
const caIssuers = '1.3.6.1.5.5.7.48.2';

function isHttp(name: GeneralName): boolean {
  return name.type === 'uniformResourceIdentifier' && /^https?:\/\//i.test(name.value);
}

/** The first of these addresses where none is of http. */
function firstUnreachable(names: readonly GeneralName[]): GeneralName | undefined {
  const isFetched = names.some((name) => isHttp(name) || /^rsync:/i.test(String(name.value)));
  return isFetched ? undefined : names[0];
}

/** `http:/host`, white space, or nothing behind the slashes: no program gets anywhere. */
function brokenAddress(names: readonly GeneralName[]): GeneralName | undefined {
  return names.find(
    (name) =>
      name.type === 'uniformResourceIdentifier' &&
      (/\s/.test(name.value) || /^(?:https?|ldaps?):(?!\/\/(?:\/?[^/:]))/i.test(name.value)),
  );
}

/** Fetching a list or a response over https asks for the list or response of that server first. */
function onlySecure(names: readonly GeneralName[]): GeneralName | undefined {
  const web = names.filter(isHttp);
  const isLoop = web.every((name) => /^https:/i.test(String(name.value)));
  return isLoop ? web[0] : undefined;
}

function listAddresses(points: readonly DistributionPoint[]): readonly GeneralName[] {
  const found: GeneralName[] = [];
  for (const { fullName } of points) if (fullName) found.push(...fullName);
  return found;
}

function issuers(descriptions: readonly AccessDescription[]): readonly GeneralName[] {
  const found: GeneralName[] = [];
  for (const { accessMethod, accessLocation } of descriptions)
    if (accessMethod === caIssuers) found.push(accessLocation);
  return found;
}

function responders(descriptions: readonly AccessDescription[]): readonly GeneralName[] {
  const found: GeneralName[] = [];
  for (const { accessMethod, accessLocation } of descriptions) if (accessMethod === ocsp) found.push(accessLocation);
  return found;
}

export const docs: RuleDocs = {
  summary:
    'Report certificates whose revocation lists, responders or issuers are only at addresses that clients do not fetch from.',
  why: 'Clients fetch revocation lists and OCSP responses over http. ldap is followed inside of a Windows domain only, a file path on one machine, and https needs the very check it is for: Windows and others do not follow it.',
  exceptions: 'rsync, which the certificates of routers have (RPKI, RFC 6487).',
  invalid: [
    { language: 'pem', text: { fixture: 'ldap-only' } },
    { language: 'pem', text: { fixture: 'https-only' } },
    { language: 'pem', text: { fixture: 'one-slash' } },
    { language: 'pem', text: { fixture: 'point-without-name' } },
  ],
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
  references: ['RFC 5280, 4.2.1.13, 4.2.2.1 and 8'],
  messages: {
    unreachable:
      'Clients cannot fetch {what} of this certificate: its only address is {address}. Add an http address if anyone else has to check it.',
    broken:
      'The address {address} for {what} of this certificate leads nowhere. Have it issued again with the right one.',
    secure:
      'Clients may not fetch {what} of this certificate: its only address is {address}, and https needs the very check it is for. Give an http address; what is there is signed.',
    nameless:
      'A distribution point of this certificate has neither a name nor an issuer of lists, so no list can be found: strict programs do not read it. Have it issued again.',
  },
  check({ certificate, span }) {
    const { extensionValues } = certificate;
    const points = extensionValues.get(crlDistributionPoints) ?? [];
    const access = extensionValues.get(authorityInfoAccess) ?? [];
    if (points.length === 0 && access.length === 0) return undefined;
    const isNameless = ({ fullName, nameRelativeToCRLIssuer, cRLIssuer }: DistributionPoint): boolean =>
      !fullName && !nameRelativeToCRLIssuer && !cRLIssuer;
    if (points.some(isNameless)) return [{ span, message: 'nameless' }];
    const kinds = [
      { what: message('the revocation list'), names: listAddresses(points), isChecked: true },
      { what: message('the OCSP response'), names: responders(access), isChecked: true },
      { what: message('the issuer'), names: issuers(access), isChecked: false },
    ];
    for (const { what, names, isChecked } of kinds) {
      const broken = brokenAddress(names);
      if (broken) return [{ span, message: 'broken', data: { what, address: visible(bareGeneralName(broken)) } }];
      const found = firstUnreachable(names);
      if (found) return [{ span, message: 'unreachable', data: { what, address: bareGeneralName(found) } }];
      const secure = isChecked ? onlySecure(names) : undefined;
      if (secure) return [{ span, message: 'secure', data: { what, address: bareGeneralName(secure) } }];
    }
    return undefined;
  },
});
