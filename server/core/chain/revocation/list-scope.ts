import type { DistributionPoint, DistributionPointName } from '../../x509/extensions/crl-distribution-points.ts';
import {
  type IssuingDistributionPoint,
  extension as issuingDistributionPoint,
} from '../../x509/extensions/issuing-distribution-point.ts';
import type { Name } from '../../x509/name.ts';
import { sameName } from '../../x509/name-key.ts';
import type { Certificate, CertificateList, GeneralName } from '../../x509/types.ts';
import { sameGeneralName } from '../name-matching.ts';

/** The bits of ReasonFlags (RFC 5280, 4.2.1.13): all but the first, which is not used. */
export const allReasons: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8]);

/**
 * The reasons for which `list` speaks of `certificate` at this distribution point (RFC 5280, 6.3.3 (b) and (d)); empty
 * where it does not.
 */
export function coveredReasons(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
): ReadonlySet<number> {
  const scope = list.extensionValues.get(issuingDistributionPoint);
  if (!isOfIssuer(certificate, point, list, scope)) return new Set();
  if (scope && !isInScope(certificate, point, list, scope)) return new Set();
  const reasons = new Set(point.reasons ?? allReasons);
  const some = scope?.onlySomeReasons;
  return new Set([...allReasons].filter((reason) => reasons.has(reason) && (!some || some.includes(reason))));
}

/** (b)(1) */
function isOfIssuer(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
  scope: IssuingDistributionPoint | undefined,
): boolean {
  if (!point.cRLIssuer) return sameName(list.issuer, certificate.issuer);
  return scope?.indirectCRL === true && directoryNames(point.cRLIssuer).some((name) => sameName(name, list.issuer));
}

/** (b)(2) */
function isInScope(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
  scope: IssuingDistributionPoint,
): boolean {
  const isCa = certificate.basicConstraints?.cA ?? false;
  if (scope.onlyContainsAttributeCerts) return false;
  if (scope.onlyContainsUserCerts && isCa) return false;
  if (scope.onlyContainsCACerts && !isCa) return false;
  const scopeNames = fullNames(scope, list.issuer);
  if (!scopeNames) return true;
  const pointIssuer = point.cRLIssuer ? (directoryNames(point.cRLIssuer)[0] ?? certificate.issuer) : certificate.issuer;
  const pointNames = fullNames(point, pointIssuer) ?? point.cRLIssuer ?? [];
  return scopeNames.some((one) => pointNames.some((other) => sameGeneralName(one, other)));
}

/** The names of a distribution point; one that is relative is completed with its issuer's name (RFC 5280, 4.2.1.13). */
function fullNames(
  { fullName, nameRelativeToCRLIssuer }: DistributionPointName,
  issuer: Name,
): readonly GeneralName[] | undefined {
  if (fullName) return fullName;
  if (!nameRelativeToCRLIssuer) return undefined;
  return [{ type: 'directoryName', value: { der: issuer.der, rdns: [...issuer.rdns, nameRelativeToCRLIssuer] } }];
}

export function directoryNames(names: readonly GeneralName[]): Name[] {
  return names.flatMap((name) => (name.type === 'directoryName' ? [name.value] : []));
}

/**
 * The distribution points of a certificate, and last the one that 6.3.3 assumes: whatever its issuer publishes under its
 * own name.
 */
export function distributionPointsOf(
  certificate: Certificate,
  points: readonly DistributionPoint[] | undefined,
): readonly DistributionPoint[] {
  const assumed: DistributionPoint = {
    fullName: [{ type: 'directoryName', value: certificate.issuer }],
    nameRelativeToCRLIssuer: undefined,
    reasons: undefined,
    cRLIssuer: undefined,
  };
  return [...(points ?? []), assumed];
}
