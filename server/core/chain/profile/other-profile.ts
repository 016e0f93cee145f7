import { type PathFailure, rank } from '../path-failure.ts';
import type { CertificationPath, OtherProfile, Verdict } from '../path-report.ts';
import type { ValidationRequest } from '../request.ts';
import type { PathRole } from './certificate-profile.ts';
import { checkWebPki } from './web-pki.ts';

const serverAuth = '1.3.6.1.5.5.7.3.1';

/** What the other profile would have said of the same path; undefined where it would have said the same. */
export function otherProfile(
  { profile, purposes = [] }: ValidationRequest,
  verdict: Verdict,
  path: CertificationPath,
): OtherProfile | undefined {
  if (profile === 'webpki') {
    const isOnlyOfTheWeb = path.failures.length > 0 && path.failures.every(isOfBaselineRequirements);
    return path.anchor && isOnlyOfTheWeb ? { profile: 'rfc5280', verdict: 'trusted', failures: [] } : undefined;
  }
  // The Baseline Requirements are about servers.
  if (verdict !== 'trusted' || !purposes.includes(serverAuth)) return undefined;
  const { certificates } = path;
  const failures = certificates.flatMap((certificate, index) => {
    const isAnchor = index === certificates.length - 1;
    const role: PathRole = isAnchor ? 'anchor' : index === 0 ? 'target' : 'intermediate';
    return checkWebPki({ certificate, index }, role, certificates[index + 1]?.subjectPublicKeyInfo);
  });
  return failures.length > 0 ? { profile: 'webpki', verdict: 'untrusted', failures: rank(failures) } : undefined;
}

function isOfBaselineRequirements({ rfc }: PathFailure): boolean {
  return rfc.startsWith('CA/Browser Forum');
}
