import { type Message, message } from '../base/message.ts';
import { sameOctets } from '../base/same-octets.ts';
import { defaultBudget, Spending } from '../chain/budget.ts';
import { NameConstraintsState } from '../chain/name-constraints/name-constraints.ts';
import { extension as authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.ts';
import { extension as nameConstraints } from '../x509/extensions/name-constraints.ts';
import { isCa, isSelfIssued, purposes } from '../x509/roles.ts';
import type { Certificate } from '../x509/types.ts';
import type { WorkspaceFacts } from './facts.ts';

/** Why no client accepts a certificate below the CAs that signed it, and the CA that stands in its way. */
export interface IssuerConflict {
  readonly ca: Certificate;
  /** Whether it is the one that signed. */
  readonly isDirect: boolean;
  readonly reason: Message;
}

/** Levels that are gone up: more CAs above each other are not in use. */
const highest = 8;

/**
 * The first conflict with the CAs above, as far as each certificate has one issuer in the workspace; where it has several
 * (cross-certificates), another path may be the one that counts.
 */
export function issuerConflict(certificate: Certificate, workspace: WorkspaceFacts): IssuerConflict | undefined {
  let below = certificate;
  let intermediates = isCa(certificate) && !isSelfIssued(certificate) ? 1 : 0;
  for (let level = 0; level < highest; level++) {
    if (isSelfIssued(below)) return undefined;
    const [ca, another] = workspace.issuersOf(below, 2);
    if (!ca || another) return undefined;
    const reason =
      (level === 0 ? linkFault(certificate, ca) : undefined) ??
      lengthFault(ca, intermediates) ??
      purposeFault(certificate, ca) ??
      nameFault(certificate, ca, level);
    if (reason) return { ca, isDirect: level === 0, reason };
    if (!isSelfIssued(ca)) intermediates++;
    below = ca;
  }
  return undefined;
}

/** What has to be alike in the two, and that the upper one is a CA at all. */
function linkFault(certificate: Certificate, ca: Certificate): Message | undefined {
  if (ca.version === 3 && !isCa(ca)) return message('it is no CA (basicConstraints)');
  const authority = certificate.extensionValues.get(authorityKeyIdentifier);
  const { keyIdentifier, authorityCertSerialNumber } = authority ?? {};
  if (keyIdentifier && ca.subjectKeyIdentifier && !sameOctets(keyIdentifier, ca.subjectKeyIdentifier)) {
    return message(
      'its subjectKeyIdentifier is not the one that authorityKeyIdentifier names, so OpenSSL does not find it',
    );
  }
  if (authorityCertSerialNumber && !sameOctets(authorityCertSerialNumber, ca.serialNumber)) {
    return message('its serial number is not the one that authorityKeyIdentifier names, so OpenSSL does not find it');
  }
  if (!sameOctets(certificate.issuer.der, ca.subject.der)) {
    return message('its name is encoded in another way than the issuer here, so Go and rustls do not find it');
  }
  return undefined;
}

/** RFC 5280, 6.1.4 (l) and (m). */
function lengthFault(ca: Certificate, intermediates: number): Message | undefined {
  const most = ca.basicConstraints?.pathLenConstraint;
  if (most === undefined || intermediates <= most) return undefined;
  return message('its pathLenConstraint is {most}, and more CAs than that stand below it', { most });
}

/** Clients want the purpose of a leaf in each CA that names purposes (CA/Browser Forum; OpenSSL, Go, NSS, Windows). */
function purposeFault(certificate: Certificate, { extKeyUsage: allowed }: Certificate): Message | undefined {
  if (!allowed || allowed.includes(purposes.any) || isCa(certificate)) return undefined;
  const isFor = certificate.extKeyUsage ?? [];
  const wanted = [purposes.serverAuth, purposes.clientAuth].filter((purpose) => isFor.includes(purpose));
  if (wanted.length === 0 || wanted.some((purpose) => allowed.includes(purpose))) return undefined;
  return message('its extendedKeyUsage leaves out what this certificate is for');
}

/** RFC 5280, 6.1.3 (b) and (c). */
function nameFault(certificate: Certificate, ca: Certificate, index: number): Message | undefined {
  if (!ca.extensions.some(({ oid }) => oid === nameConstraints.oid)) return undefined;
  const state = new NameConstraintsState();
  state.add(ca);
  const [failure] = state.check({ certificate, index }, new Spending({ ...defaultBudget, comparisons }));
  if (!failure) return undefined;
  const { data } = failure;
  if (!('name' in data)) return message('it limits names in a way that clients do not apply');
  return message('its name constraints do not allow {name}', { name: data.name });
}

/** Names compared with the constraints of one CA: each takes some 100 ns. */
const comparisons = 20_000;
