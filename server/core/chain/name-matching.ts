import type { Name } from '../x509/name.ts';
import { nameKey, rdnKeys, sameName } from '../x509/name-key.ts';
import type { Certificate, GeneralName } from '../x509/types.ts';

/** RFC 5280, 3.2: the same name as issuer and as subject. */
export function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.issuer, certificate.subject);
}

/** Whether `name` begins with the relative distinguished names of `base` (RFC 5280, 4.2.1.10; compared as in 7.1). */
export function isWithinSubtree(name: Name, base: Name): boolean {
  const keys = rdnKeys(name);
  return rdnKeys(base).every((key, i) => key === keys[i]);
}

/** Whether two names of any form are the same; those without a rule of their own octet by octet. */
export function sameGeneralName(a: GeneralName, b: GeneralName): boolean {
  return generalNameKey(a) === generalNameKey(b);
}

function generalNameKey(name: GeneralName): string {
  switch (name.type) {
    case 'directoryName':
      return `directoryName ${nameKey(name.value)}`;
    case 'dNSName':
      return `dNSName ${name.value.toLowerCase()}`;
    case 'uniformResourceIdentifier':
      return `uniformResourceIdentifier ${normalUri(name.value)}`;
    case 'iPAddress':
      return `iPAddress ${name.octets.join('.')}`;
    case 'otherName':
    case 'x400Address':
    case 'ediPartyName':
      return `${name.type} ${name.value.join('.')}`;
    default:
      return `${name.type} ${name.value}`;
  }
}

/** RFC 5280, 7.4: scheme and host in lower case. */
function normalUri(uri: string): string {
  const parts = /^([^:/?#]+:)(\/\/[^/?#]*)?(.*)$/s.exec(uri);
  return parts ? `${(parts[1] ?? '').toLowerCase()}${(parts[2] ?? '').toLowerCase()}${parts[3] ?? ''}` : uri;
}
