import { message } from '../base/message.ts';
import { type Budget, defaultBudget, Spending } from './budget.ts';
import { type CandidatePath, PathBuilder, type SignatureCache } from './path-building.ts';
import { isUndecided, type PathFailure, pathFailure, rank, severity } from './path-failure.ts';
import type { CertificationPath, PathReport, Verdict } from './path-report.ts';
import { validatePath } from './path-validation.ts';
import { otherProfile } from './profile/other-profile.ts';
import type { ValidationRequest } from './request.ts';
import { checkRevocation } from './revocation/check-revocation.ts';
import type { RevocationStatus } from './revocation/revocation-status.ts';

/** Rejected paths that a report keeps; a person reads one or two. */
const keptPaths = 16;

/** Paths that are looked at although the target itself is at fault: enough to say what else is wrong. */
const pathsOfFaultyTarget = 4;

/**
 * Whether a path from the target to a trust anchor validates (RFC 5280, section 6), and if not, why none does.
 * `signatures` may be shared between requests: what was verified stays verified.
 */
export async function validate(request: ValidationRequest, signatures: SignatureCache): Promise<PathReport> {
  const spending = new Spending({ ...defaultBudget, ...request.budget });
  const { pool, at } = request;
  const builder = new PathBuilder(pool, at, signatures, spending);
  const found = await search(request, builder, spending, signatures);
  signatures.charge(spending.effort);
  return found;
}

async function search(
  request: ValidationRequest,
  builder: PathBuilder,
  spending: Spending,
  signatures: SignatureCache,
): Promise<PathReport> {
  const rejected: CertificationPath[] = [];
  let more = 0;
  for await (const candidate of builder.paths(request.target)) {
    if (!spending.take('paths')) break;
    const path = await judge(candidate, request, signatures, spending);
    if (path.failures.length === 0) return report('trusted', request, path, rejected, more);
    if (rejected.length < keptPaths) rejected.push(path);
    else more++;
    if (spending.exhausted) break;
    const isTargetAtFault = path.failures.some((failure) => isOfTargetAlone(failure));
    if (isTargetAtFault && rejected.length >= pathsOfFaultyTarget) break;
  }
  return refuse(request, rejected, more, spending);
}

async function judge(
  candidate: CandidatePath,
  request: ValidationRequest,
  signatures: SignatureCache,
  spending: Spending,
): Promise<CertificationPath> {
  const { certificates, anchor } = candidate;
  const failures = [...candidate.failures, ...validatePath(certificates, anchor, request, spending)];
  if (!anchor) return { certificates, anchor, failures: rank(failures), revocation: [] };
  let revocation: readonly RevocationStatus[] = [];
  if (failures.length === 0 && request.revocation) {
    const found = await checkRevocation(certificates, anchor, request, request.revocation, signatures, validate);
    revocation = found.statuses;
    failures.push(...found.failures);
  }
  if (spending.exhausted) failures.push(exhaustedFailure(request, spending, spending.exhausted));
  return { certificates: [...certificates, anchor.certificate], anchor, failures: rank(failures), revocation };
}

/** Nothing validated: the path that came closest speaks for the report. */
function refuse(
  request: ValidationRequest,
  rejected: readonly CertificationPath[],
  more: number,
  spending: Spending,
): PathReport {
  const { target } = request;
  const sorted = [...rejected].sort((a, b) => closeness(a) - closeness(b));
  const best = sorted[0] ?? { certificates: [target], anchor: undefined, failures: [], revocation: [] };
  const exhausted = spending.exhausted ?? (request.unverifiedAnchors ? 'signatures' : undefined);
  const isTargetAtFault = best.failures.some(isOfTargetAlone);
  const isMissing = exhausted !== undefined && !best.failures.some(({ code }) => code === 'budget-reached');
  const failures = isMissing ? rank([...best.failures, exhaustedFailure(request, spending, exhausted)]) : best.failures;
  // A path that fails for want of an answer alone may be the good one.
  const mayBeGood = rejected.some((path) => path.failures.every(isUndecided));
  const undecided = !isTargetAtFault && (exhausted !== undefined || mayBeGood);
  const path = { ...best, failures };
  return report(undecided ? 'indeterminate' : 'untrusted', request, path, sorted.slice(1), more);
}

function report(
  verdict: Verdict,
  request: ValidationRequest,
  path: CertificationPath,
  rejectedPaths: readonly CertificationPath[],
  moreRejected: number,
): PathReport {
  return {
    verdict,
    profile: request.profile,
    at: request.at,
    path,
    failures: path.failures,
    rejectedPaths,
    moreRejected,
    otherProfile: otherProfile(request, verdict, path),
  };
}

/** Paths to an anchor before dead ends, little wrong before much. */
function closeness({ anchor, failures }: CertificationPath): number {
  return severity(failures) + (anchor ? 0 : 10_000);
}

const targetCodes: ReadonlySet<PathFailure['code']> = new Set([
  'expired',
  'not-yet-valid',
  'name-mismatch',
  'name-absent',
  'purpose-missing',
  'key-usage-missing',
  'encoding',
  'extension-missing',
  'extension-critical',
  'extension-not-critical',
  'extension-contents',
  'extension-misplaced',
  'critical-extension-unknown',
  'name-malformed',
  'serial-number',
]);

/** Whether the target is refused on every path, so that no other needs to be looked for. */
function isOfTargetAlone({ index, code }: PathFailure): boolean {
  return index === 0 && targetCodes.has(code);
}

function exhaustedFailure({ target }: ValidationRequest, spending: Spending, what: keyof Budget): PathFailure {
  const names = {
    signatures: message('signatures'),
    steps: message('steps'),
    paths: message('paths'),
    depth: message('certificates'),
    comparisons: message('comparisons of names'),
    policies: message('policies'),
  };
  const data = { what: names[what], limit: spending.budget[what] };
  return pathFailure('budget-reached', { certificate: target, index: 0 }, data);
}
