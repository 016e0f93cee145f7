import { message } from '../../base/message.ts';
import { sameOctets } from '../../base/same-octets.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import { extension as extKeyUsage } from '../../x509/extensions/ext-key-usage.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';
import { formatGeneralName } from '../../x509/general-name.ts';
import type { Certificate, GeneralName, SubjectPublicKeyInfo } from '../../x509/types.ts';
import { isSelfIssued } from '../name-matching.ts';
import { readIpv4, readIpv6 } from '../name-syntax.ts';
import { type FailurePlace, type PathFailure, pathFailure } from '../path-failure.ts';
import type { PathRole } from './certificate-profile.ts';
import { isPublicSuffix } from './public-suffix.ts';

// What the CA/Browser Forum's Baseline Requirements for TLS server certificates ask for besides RFC 5280, as far as it
// decides whether a browser may rely on a certificate. How long one may be valid, and which policies and addresses it
// must name, binds the CAs that issue and the programs that log and lint, and is not asked here.

/** From when on certificates are judged by a rule; one that was issued before is not. */
const effectiveDates = {
  /** BR 1.0: keys and digests, versions, subjectAltName, extKeyUsage. */
  baseline: new Date('2012-07-01T00:00:00Z'),
  /** BR 2.0.0 (ballot SC-062): the certificate profiles of 7.1.2 and the common name's spelling of 7.1.4.3. */
  profiles: new Date('2023-09-15T00:00:00Z'),
} as const;

const day = 86_400_000;
/** Longest validity that any version allowed: 60 months for a server (BR 1.0, 6.3.2), 25 years for a root (6.3.2). */
const longest = { target: 1826 * day, ca: 9132 * day };

/**
 * The latest a certificate can have been issued: dates before notBefore do not count, and one that is valid for longer
 * than any rule allowed cannot hide behind an early notBefore.
 */
function issuedAt({ validity }: Certificate, role: PathRole): Date {
  const latest = validity.notAfter.getTime() - (role === 'target' ? longest.target : longest.ca);
  return new Date(Math.max(validity.notBefore.getTime(), latest));
}

const serverAuth = '1.3.6.1.5.5.7.3.1';
const anyExtendedKeyUsage = '2.5.29.37.0';

/** BR, 7.1.2.7.10: what a server's certificate must not be for as well. */
const forbiddenPurposes: ReadonlySet<string> = new Set([
  anyExtendedKeyUsage,
  '1.3.6.1.5.5.7.3.3',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.8',
  '1.3.6.1.5.5.7.3.9',
  '1.3.6.1.4.1.11129.2.4.4',
]);

/** `issuerKey` is the key that signed the certificate; undefined for a trust anchor, whose signature does not count. */
export function checkWebPki(
  place: FailurePlace,
  role: PathRole,
  issuerKey: SubjectPublicKeyInfo | undefined,
): PathFailure[] {
  const { certificate } = place;
  const issued = issuedAt(certificate, role);
  const failures: PathFailure[] = [];
  if (issued >= effectiveDates.baseline) {
    if (certificate.version !== 3) failures.push(pathFailure('web-version', place, { version: certificate.version }));
    const key = forbiddenKey(certificate.subjectPublicKeyInfo);
    if (key !== undefined) failures.push(pathFailure('web-key', place, { key }));
    if (issuerKey && !isAllowedSignature(certificate, issuerKey)) {
      const { name: algorithm } = certificate.signatureAlgorithm;
      failures.push(pathFailure('web-signature-algorithm', place, { algorithm }));
    }
    if (role === 'target') failures.push(...targetFailures(place));
  }
  if (issued >= effectiveDates.profiles) {
    failures.push(...keyIdentifierFailures(place, role));
    if (role === 'target') failures.push(...targetProfileFailures(place));
    if (role === 'anchor' && isSelfIssued(certificate) && certificate.extensionValues.get(extKeyUsage)) {
      const reason = message('must not be there: a root is not limited to purposes');
      failures.push(pathFailure('web-purpose', place, { reason }, 'CA/Browser Forum BR, 7.1.2.1.2'));
    }
  }
  return failures;
}

/** BR, 6.1.5 and 7.1.3.1. */
function forbiddenKey({ keyType, bits, curve }: SubjectPublicKeyInfo): string | undefined {
  switch (keyType) {
    case 'RSA':
      return bits === undefined || bits < 2048 || bits % 8 !== 0 ? `RSA ${bits ?? '?'}` : undefined;
    case 'EC':
      return ['P-256', 'P-384', 'P-521'].includes(curve ?? '') ? undefined : `ECDSA ${curve ?? '?'}`;
    default:
      return keyType;
  }
}

/** BR, 7.1.3.2: SHA-2 with RSA, and with ECDSA the digest that belongs to the curve. */
function isAllowedSignature(certificate: Certificate, issuerKey: SubjectPublicKeyInfo): boolean {
  const { name, hash } = certificate.signatureAlgorithm;
  if (issuerKey.keyType === 'EC') {
    const digests: Readonly<Record<string, string>> = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' };
    return /^ecdsa-with-/i.test(name) && hash === digests[issuerKey.curve ?? ''];
  }
  return /RSA/.test(name) && ['SHA-256', 'SHA-384', 'SHA-512'].includes(hash ?? '');
}

function targetFailures(place: FailurePlace): PathFailure[] {
  const { basicConstraints, subjectAltName: names, extKeyUsage: purposes } = place.certificate;
  const failures: PathFailure[] = [];
  if (basicConstraints?.cA) failures.push(pathFailure('web-ca-as-leaf', place, {}));
  if (!names) failures.push(pathFailure('web-no-subject-alt-name', place, {}));
  for (const name of names ?? []) {
    if (name.type !== 'dNSName' && name.type !== 'iPAddress') {
      failures.push(pathFailure('web-name', place, { name: formatGeneralName(name) }));
    } else if (name.value === '*' || (name.value.startsWith('*.') && isPublicSuffix(name.value.slice(2)))) {
      failures.push(pathFailure('web-public-suffix', place, { name: formatGeneralName(name) }));
    }
  }
  if (!purposes) failures.push(pathFailure('web-purpose', place, { reason: message('is missing') }));
  return failures;
}

/** BR, 7.1.2.7. */
function targetProfileFailures(place: FailurePlace): PathFailure[] {
  const { certificate } = place;
  const { extKeyUsage: purposes, extensions, subject } = certificate;
  const failures: PathFailure[] = [];
  const isCritical = (oid: string): boolean => extensions.find((one) => one.oid === oid)?.critical ?? false;
  const wrongPurpose = (reason: ReturnType<typeof message>): void => {
    failures.push(pathFailure('web-purpose', place, { reason }));
  };
  if (isCritical(extKeyUsage.oid)) wrongPurpose(message('must not be critical'));
  if (purposes && !purposes.includes(serverAuth)) wrongPurpose(message('lacks serverAuth'));
  if (purposes?.some((purpose) => forbiddenPurposes.has(purpose))) {
    wrongPurpose(message('has a purpose that a server must not have'));
  }
  if (isCritical(subjectAltName.oid) && subject.rdns.length > 0) {
    const rfc = 'CA/Browser Forum BR, 7.1.2.7.12';
    failures.push(pathFailure('extension-critical', place, { extension: 'subjectAltName' }, rfc));
  }
  const commonNames = subject.rdns.flat().filter(({ shortName }) => shortName === 'CN');
  for (const { value } of commonNames) {
    if (!isInSubjectAltName(value, certificate.subjectAltName ?? [])) {
      failures.push(pathFailure('web-common-name', place, { name: value }));
    }
  }
  return failures;
}

/** BR, 7.1.4.3: a copy of a dNSName character for character; an address as RFC 3986 and RFC 5952 write it. */
function isInSubjectAltName(commonName: string, names: readonly GeneralName[]): boolean {
  return names.some((name) => {
    if (name.type === 'dNSName') return name.value === commonName;
    if (name.type !== 'iPAddress') return false;
    const octets = readIpv4(commonName) ?? (isShortestIpv6(commonName) ? readIpv6(commonName) : undefined);
    return octets?.length === name.octets.length && octets.every((octet, i) => octet === name.octets[i]);
  });
}

/** RFC 5952, 4. */
function isShortestIpv6(text: string): boolean {
  const octets = readIpv6(text);
  return octets !== undefined && formatIpv6(octets) === text;
}

function formatIpv6(octets: Uint8Array): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0)).toString(16));
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0(?![0-9a-f]))+/g)];
  const longestRun = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (run[0].length > (best?.[0].length ?? 0) ? run : best),
    undefined,
  );
  if (!longestRun) return groups.join(':');
  const text = groups.join(':');
  const head = text.slice(0, longestRun.index).replace(/:$/, '');
  const tail = text.slice(longestRun.index + longestRun[0].length).replace(/^:/, '');
  return `${head}::${tail}`;
}

/** BR, 7.1.2.11.1 and, for roots, 7.1.2.1.3. */
function keyIdentifierFailures(place: FailurePlace, role: PathRole): PathFailure[] {
  const { certificate } = place;
  const identifier = certificate.extensionValues.get(authorityKeyIdentifier);
  if (!identifier) return [];
  const isRoot = role === 'anchor' && isSelfIssued(certificate);
  const rfc = isRoot ? 'CA/Browser Forum BR, 7.1.2.1.3' : undefined;
  const failures: PathFailure[] = [];
  const fail = (reason: ReturnType<typeof message>): void => {
    failures.push(pathFailure('web-authority-key-identifier', place, { reason }, rfc));
  };
  if (!identifier.keyIdentifier) fail(message('has no keyIdentifier'));
  if (identifier.authorityCertIssuer || identifier.authorityCertSerialNumber) {
    fail(message('names issuer and serial number, which it must not'));
  }
  const own = certificate.subjectKeyIdentifier;
  if (isRoot && identifier.keyIdentifier && own && !sameOctets(identifier.keyIdentifier, own)) {
    fail(message('is not the same as its subjectKeyIdentifier, as a root’s must be'));
  }
  return failures;
}
