import { toHex } from '../core/asn1/hex.ts';
import type { Localize } from '../core/base/message.ts';
import { failureAdvice, failureMessage, type PathFailure } from '../core/chain/path-failure.ts';
import type { CertificationPath, PathReport } from '../core/chain/path-report.ts';
import type { RevocationStatus } from '../core/chain/revocation/revocation-status.ts';
import { formatName } from '../core/x509/name.ts';
import type { Certificate } from '../core/x509/types.ts';

/** The report for programs, in English whatever the person's language is. */
export function reportJson(
  report: PathReport,
  files: ReadonlyMap<Certificate, string>,
  localize: Localize,
): Record<string, unknown> {
  const certificate = (one: Certificate): Record<string, unknown> => ({
    subject: formatName(one.subject),
    issuer: formatName(one.issuer),
    serialNumber: toHex(one.serialNumber).toUpperCase(),
    notBefore: isoTime(one.validity.notBefore),
    notAfter: isoTime(one.validity.notAfter),
    sha256: one.sha256,
    file: files.get(one) ?? null,
  });
  const failure = (one: PathFailure): Record<string, unknown> => ({
    certificate: formatName(one.certificate.subject),
    index: one.index,
    sha256: one.certificate.sha256,
    code: one.code,
    rfc: one.rfc,
    message: localize(failureMessage(one)),
    advice: localize(failureAdvice(one)),
  });
  const path = (one: CertificationPath): Record<string, unknown> => ({
    path: one.certificates.map(certificate),
    failures: one.failures.map(failure),
  });
  return {
    verdict: report.verdict,
    profile: report.profile,
    at: isoTime(report.at),
    path: report.path.certificates.map(certificate),
    anchored: report.path.anchor !== undefined,
    revocation: report.path.revocation.map(revocation),
    failures: report.failures.map(failure),
    rejectedPaths: report.rejectedPaths.map(path),
    moreRejectedPaths: report.moreRejected,
    otherProfile: report.otherProfile
      ? { ...report.otherProfile, failures: report.otherProfile.failures.map(failure) }
      : null,
  };
}

function revocation(status: RevocationStatus): Record<string, unknown> {
  return status.state === 'revoked'
    ? { state: status.state, date: isoTime(status.date), reasonCode: status.reasonCode ?? null }
    : { state: status.state };
}

function isoTime(date: Date): string | null {
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19)}Z`;
}
