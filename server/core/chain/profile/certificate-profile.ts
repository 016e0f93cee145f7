import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { message } from '../../base/message.ts';
import { extension as authorityInfoAccess } from '../../x509/extensions/authority-info-access.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { extension as basicConstraints } from '../../x509/extensions/basic-constraints.ts';
import { extension as certificatePolicies } from '../../x509/extensions/certificate-policies.ts';
import { extension as crlDistributionPoints } from '../../x509/extensions/crl-distribution-points.ts';
import { extension as extKeyUsage } from '../../x509/extensions/ext-key-usage.ts';
import { extension as freshestCRL } from '../../x509/extensions/freshest-crl.ts';
import { extensionKinds } from '../../x509/extensions/index.ts';
import { extension as inhibitAnyPolicy } from '../../x509/extensions/inhibit-any-policy.ts';
import { extension as issuerAltName } from '../../x509/extensions/issuer-alt-name.ts';
import { extension as keyUsage } from '../../x509/extensions/key-usage.ts';
import { extension as nameConstraints } from '../../x509/extensions/name-constraints.ts';
import { extension as policyConstraints } from '../../x509/extensions/policy-constraints.ts';
import { extension as policyMappings } from '../../x509/extensions/policy-mappings.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import { extension as subjectInfoAccess } from '../../x509/extensions/subject-info-access.ts';
import { extension as subjectKeyIdentifier } from '../../x509/extensions/subject-key-identifier.ts';
import { formatGeneralName } from '../../x509/general-name.ts';
import type { Certificate, GeneralName } from '../../x509/types.ts';
import { isConstraint } from '../name-constraints/name-constraints.ts';
import { isPresentedHostName, readMailbox, readUri } from '../name-syntax.ts';
import { type FailurePlace, type PathFailure, pathFailure } from '../path-failure.ts';
import { readSmtpUtf8Mailbox } from '../smtp-utf8-mailbox.ts';

// What RFC 5280, section 4 demands of each certificate by itself ("MUST"), wherever in a path it stands. A certificate
// that breaks it was made by a CA that did not know the rules, and programs differ on what such a certificate means.

/** Where in a path a certificate stands. */
export type PathRole = 'anchor' | 'intermediate' | 'target';

/** RFC 5280, 4.2: which extensions must and must not be critical; those that may be either are left out. */
const criticality: ReadonlyMap<string, { readonly critical: boolean; readonly rfc: string }> = new Map([
  [authorityKeyIdentifier.oid, { critical: false, rfc: 'RFC 5280, 4.2.1.1' }],
  [subjectKeyIdentifier.oid, { critical: false, rfc: 'RFC 5280, 4.2.1.2' }],
  [nameConstraints.oid, { critical: true, rfc: 'RFC 5280, 4.2.1.10' }],
  [policyConstraints.oid, { critical: true, rfc: 'RFC 5280, 4.2.1.11' }],
  [inhibitAnyPolicy.oid, { critical: true, rfc: 'RFC 5280, 4.2.1.14' }],
  [freshestCRL.oid, { critical: false, rfc: 'RFC 5280, 4.2.1.15' }],
  [authorityInfoAccess.oid, { critical: false, rfc: 'RFC 5280, 4.2.2.1' }],
  [subjectInfoAccess.oid, { critical: false, rfc: 'RFC 5280, 4.2.2.2' }],
]);

/** Critical extensions that validation knows what to do with (RFC 5280, 6.1.4 (o) and 6.1.5 (f)). */
const processed: ReadonlySet<string> = new Set(
  [
    ...[keyUsage, extKeyUsage, basicConstraints, nameConstraints, subjectAltName, issuerAltName, certificatePolicies],
    ...[policyMappings, policyConstraints, inhibitAnyPolicy, crlDistributionPoints],
    // These must not be critical, which is said by itself.
    ...[authorityKeyIdentifier, subjectKeyIdentifier, freshestCRL, authorityInfoAccess, subjectInfoAccess],
  ].map(({ oid }) => oid),
);

const knownQualifiers: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.2.1', '1.3.6.1.5.5.7.2.2']);

const sections: Readonly<Record<string, string>> = {
  'certificate-algorithms-differ': 'RFC 5280, 4.1.1.2',
  'certificate-version': 'RFC 5280, 4.1.2.1',
  'extension-duplicate': 'RFC 5280, 4.2',
};

/** `isSelfSigned` where the certificate is known to be its own issuer. */
export function checkProfile(place: FailurePlace, role: PathRole, isSelfSigned: boolean): PathFailure[] {
  const { certificate } = place;
  return [
    ...encodingFailures(place),
    ...(role === 'anchor' ? [] : serialNumberFailures(place)),
    ...nameFailures(place),
    ...criticalityFailures(place),
    ...keyIdentifierFailures(place, isSelfSigned),
    ...caFailures(place),
    ...constraintFailures(place),
    ...policyFailures(place),
    ...(certificate.subjectAltName ?? []).flatMap((name) =>
      isWellFormed(name) ? [] : [pathFailure('name-malformed', place, { name: formatGeneralName(name) })],
    ),
  ];
}

function encodingFailures(place: FailurePlace): PathFailure[] {
  const { defects, extensionValues } = place.certificate;
  return [...defects, ...extensionValues.defects(extensionKinds)].map((defect) =>
    pathFailure('encoding', place, { reason: defect.message }, sections[defect.code]),
  );
}

/** RFC 5280, 4.1.2.2: positive, and at most 20 octets. What a trust anchor has there has no part in validation. */
function serialNumberFailures(place: FailurePlace): PathFailure[] {
  const { serialNumber } = place.certificate;
  const fail = (reason: ReturnType<typeof message>): PathFailure[] => [pathFailure('serial-number', place, { reason })];
  if ((serialNumber[0] ?? 0) >= 0x80) return fail(message('is negative'));
  if (serialNumber.every((octet) => octet === 0)) return fail(message('is zero'));
  if (serialNumber.length > 20) return fail(message('has more than 20 bytes'));
  return [];
}

function nameFailures(place: FailurePlace): PathFailure[] {
  const { issuer, subject, basicConstraints, extensions } = place.certificate;
  const failures: PathFailure[] = [];
  if (issuer.rdns.length === 0) failures.push(pathFailure('issuer-empty', place, {}));
  if (subject.rdns.length > 0) return failures;
  if (basicConstraints?.cA) failures.push(pathFailure('subject-empty', place, {}));
  const names = extensions.find(({ oid }) => oid === subjectAltName.oid);
  if (!names?.critical) failures.push(pathFailure('subject-alt-name-needed', place, {}));
  return failures;
}

function criticalityFailures(place: FailurePlace): PathFailure[] {
  return place.certificate.extensions.flatMap(({ oid, critical }) => {
    const extension = objectIdentifierName(oid);
    const rule = criticality.get(oid);
    if (rule && rule.critical !== critical) {
      const code = rule.critical ? 'extension-not-critical' : 'extension-critical';
      return [pathFailure(code, place, { extension }, rule.rfc)];
    }
    return critical && !processed.has(oid) ? [pathFailure('critical-extension-unknown', place, { extension })] : [];
  });
}

function keyIdentifierFailures(place: FailurePlace, isSelfSigned: boolean): PathFailure[] {
  const { certificate } = place;
  const failures: PathFailure[] = [];
  const authority = certificate.extensionValues.get(authorityKeyIdentifier);
  // RFC 5280, 4.2.1.1: only a self-signed certificate may leave it out.
  if (!authority?.keyIdentifier && !isSelfSigned) {
    failures.push(missing(place, 'authorityKeyIdentifier', 'RFC 5280, 4.2.1.1'));
  }
  if (authority && Boolean(authority.authorityCertIssuer) !== Boolean(authority.authorityCertSerialNumber)) {
    const reason = message('authorityCertIssuer and authorityCertSerialNumber belong together');
    failures.push(contents(place, 'authorityKeyIdentifier', reason, 'RFC 5280, 4.2.1.1'));
  }
  if (certificate.basicConstraints?.cA && !certificate.subjectKeyIdentifier) {
    failures.push(missing(place, 'subjectKeyIdentifier', 'RFC 5280, 4.2.1.2'));
  }
  return failures;
}

/** RFC 5280, 4.2.1.3 and 4.2.1.9. */
function caFailures(place: FailurePlace): PathFailure[] {
  const { certificate } = place;
  const { basicConstraints: constraints, keyUsage: usage, extensions } = certificate;
  const failures: PathFailure[] = [];
  const isCa = constraints?.cA ?? false;
  const isCritical = extensions.find(({ oid }) => oid === basicConstraints.oid)?.critical ?? false;
  if (isCa && !isCritical) {
    const extension = 'basicConstraints';
    failures.push(pathFailure('extension-not-critical', place, { extension }, 'RFC 5280, 4.2.1.9'));
  }
  const signsCertificates = usage?.includes('keyCertSign');
  if (constraints?.pathLenConstraint !== undefined && (!isCa || signsCertificates === false)) {
    const reason = message('pathLenConstraint is for CA certificates whose keyUsage has keyCertSign');
    failures.push(contents(place, 'basicConstraints', reason, 'RFC 5280, 4.2.1.9'));
  }
  if (usage?.length === 0) {
    failures.push(contents(place, 'keyUsage', message('it allows nothing'), 'RFC 5280, 4.2.1.3'));
  }
  if (signsCertificates && !isCa) {
    const reason = message('keyCertSign is for CA certificates only');
    failures.push(contents(place, 'keyUsage', reason, 'RFC 5280, 4.2.1.9'));
  }
  return failures;
}

/** RFC 5280, 4.2.1.10. */
function constraintFailures(place: FailurePlace): PathFailure[] {
  const { certificate } = place;
  const constraints = certificate.extensionValues.get(nameConstraints);
  if (!constraints) return [];
  const failures: PathFailure[] = [];
  if (!certificate.basicConstraints?.cA) {
    failures.push(pathFailure('extension-misplaced', place, { extension: 'nameConstraints' }, 'RFC 5280, 4.2.1.10'));
  }
  const { permittedSubtrees, excludedSubtrees } = constraints;
  const isEmpty = !permittedSubtrees && !excludedSubtrees;
  if (isEmpty || permittedSubtrees?.length === 0 || excludedSubtrees?.length === 0) {
    failures.push(contents(place, 'nameConstraints', message('it limits nothing'), 'RFC 5280, 4.2.1.10'));
  }
  const subtrees = [...(permittedSubtrees ?? []), ...(excludedSubtrees ?? [])];
  const wrong = subtrees.find(
    ({ base, minimum, maximum }) => minimum !== 0 || maximum !== undefined || !isConstraint(base),
  );
  if (wrong) failures.push(pathFailure('constraint-malformed', place, { constraint: formatGeneralName(wrong.base) }));
  return failures;
}

/** RFC 5280, 4.2.1.4. */
function policyFailures(place: FailurePlace): PathFailure[] {
  const { extensionValues, extensions } = place.certificate;
  const policies = extensionValues.get(certificatePolicies);
  if (!policies) return [];
  const failures: PathFailure[] = [];
  if (new Set(policies.map(({ policyIdentifier }) => policyIdentifier)).size < policies.length) {
    failures.push(contents(place, 'certificatePolicies', message('a policy is in it twice'), 'RFC 5280, 4.2.1.4'));
  }
  const isCritical = extensions.find(({ oid }) => oid === certificatePolicies.oid)?.critical;
  const unknown = policies.flatMap(({ qualifiers }) => qualifiers).find((oid) => !knownQualifiers.has(oid));
  if (isCritical && unknown !== undefined) {
    const reason = message('it is critical and has the qualifier {qualifier}, which is not known', {
      qualifier: unknown,
    });
    failures.push(contents(place, 'certificatePolicies', reason, 'RFC 5280, 4.2.1.4'));
  }
  return failures;
}

/** RFC 5280, 4.2.1.6. Addresses of a wrong length are defects of the encoding already. */
function isWellFormed(name: GeneralName): boolean {
  switch (name.type) {
    case 'dNSName':
      return isPresentedHostName(name.value);
    case 'rfc822Name':
      return readMailbox(name.value) !== undefined;
    case 'uniformResourceIdentifier':
      return readUri(name.value) !== undefined;
    case 'directoryName':
      return name.value.rdns.length > 0;
    case 'otherName':
      return readSmtpUtf8Mailbox(name) !== 'malformed';
    default:
      return true;
  }
}

function missing(place: FailurePlace, extension: string, rfc: string): PathFailure {
  return pathFailure('extension-missing', place, { extension }, rfc);
}

function contents(
  place: FailurePlace,
  extension: string,
  reason: ReturnType<typeof message>,
  rfc: string,
): PathFailure {
  return pathFailure('extension-contents', place, { extension, reason }, rfc);
}

/** Whether a certificate may issue others, as far as it says so itself. Ranks candidates; validation decides. */
export function claimsToBeCa({ basicConstraints, keyUsage: usage }: Certificate): boolean {
  return basicConstraints?.cA === true && (usage?.includes('keyCertSign') ?? true);
}
