import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { nextTurn } from '../../core/base/event-loop.ts';
import { message } from '../../core/base/message.ts';
import { failureAdvice, failureMessage, type PathFailure } from '../../core/chain/path-failure.ts';
import type { CertificationPath, PathReport } from '../../core/chain/path-report.ts';
import { displayName } from '../../core/describe/names.ts';
import { validityText } from '../../core/describe/summary.ts';
import { validityState } from '../../core/describe/validity-state.ts';
import type { LocatedCertificate } from '../../core/workspace/object-store.ts';
import { chainPhrase } from '../chain-phrase.ts';
import { isIssuerMissing } from '../hover/path-card.ts';
import { questionOf } from '../hover/standing.ts';
import type { CertificateTreeAnswer, TreeCertificate, TreeReason } from '../protocol.ts';
import { toRange } from '../ranges.ts';
import type { Session } from '../session.ts';

/** Certificates shown below one other; each is validated. */
const shown = 500;
/** Certificates that are looked at between two turns of the event loop. */
const lookedAtOnce = 64;

/** What stands on top, or what `issuer` issued; by verified signature, as everywhere. */
export async function treeLevel(
  issuer: string | undefined,
  session: Session,
  token: CancellationToken,
): Promise<CertificateTreeAnswer> {
  const { workspace, scanned, documents, settings } = session;
  await scanned;
  await settings.loaded;
  await documents.readChanges();
  const [above] = issuer === undefined ? [] : workspace.placesOf(issuer);
  if (issuer !== undefined && !above) return { certificates: [], more: 0 };
  const level = above ? await workspace.findIssued(above.certificate) : await onTop(session, token);
  const sorted = ranked(level);
  const first = sorted.slice(0, shown).map((located) => workspace.placeOf(located.certificate) ?? located);
  const questions = first.flatMap(({ object, uri }) => questionOf(object, { workspace, fromUri: uri }) ?? []);
  await workspace.validate(questions);
  const certificates: TreeCertificate[] = [];
  const texts = new Map<string, TextDocument | undefined>();
  for (const located of first) {
    const { uri } = located;
    if (!texts.has(uri)) texts.set(uri, await session.places.text(uri));
    const text = texts.get(uri);
    const one = text && treeCertificate(located, text, session);
    if (one) certificates.push(one);
  }
  return { certificates, more: sorted.length - first.length };
}

/** Those that no other certificate of the workspace issued. */
async function onTop({ workspace }: Session, token: CancellationToken): Promise<LocatedCertificate[]> {
  const top: LocatedCertificate[] = [];
  const { certificates } = workspace;
  await workspace.linkAll(certificates.map(({ certificate }) => certificate));
  for (const [i, located] of certificates.entries()) {
    if (i % lookedAtOnce === lookedAtOnce - 1) {
      await nextTurn();
      if (token.isCancellationRequested) break;
    }
    const { certificate } = located;
    if (!workspace.issuersOf(certificate, 2).some(({ sha256 }) => sha256 !== certificate.sha256)) top.push(located);
  }
  return top;
}

const byName = new Intl.Collator();

/** CAs first, then by name. */
function ranked(level: readonly LocatedCertificate[]): LocatedCertificate[] {
  return level
    .map((located) => {
      const { certificate } = located;
      return { located, rank: certificate.basicConstraints?.cA ? 0 : 1, name: displayName(certificate) };
    })
    .sort((a, b) => a.rank - b.rank || byName.compare(a.name, b.name))
    .map(({ located }) => located);
}

function treeCertificate(
  { uri, object, certificate }: LocatedCertificate,
  text: TextDocument,
  { workspace, host, localize }: Session,
): TreeCertificate {
  const question = questionOf(object, { workspace, fromUri: uri });
  const report = question && workspace.pathReport(question);
  const phrase = chainPhrase(workspace.chainOf(certificate), report);
  const isAuthority = certificate.basicConstraints?.cA === true;
  const now = host.now();
  const isValid = validityState(certificate, now).state === 'valid';
  const verdict = verdictOf();
  const parts = [validityText(certificate, now), phrase];
  // The end of a line is cut off where the view is narrow: what matters comes first.
  if (isValid && verdict === 'untrusted') parts.reverse();
  return {
    sha256: certificate.sha256,
    name: displayName(certificate),
    description: parts.map(localize).join(' · '),
    verdict,
    isAuthority,
    uri,
    range: toRange(text, object.span),
    hasIssued: isAuthority && workspace.isNamedAsIssuer(certificate),
    reasons: report && report.verdict !== 'trusted' && !isIssuerMissing(report) ? reasonsOf(report) : [],
  };

  function verdictOf(): TreeCertificate['verdict'] {
    if (!isValid) return 'untrusted';
    if (report) return isIssuerMissing(report) || report.verdict === 'indeterminate' ? 'undecided' : report.verdict;
    // A CA that signed itself is where paths end, as far as the settings let it count.
    const isAnchor = isAuthority && workspace.trustBasis(uri).sourceOf(workspace.urisOf(certificate)) !== undefined;
    return isAnchor ? 'trusted' : 'undecided';
  }

  function reasonsOf({ path, rejectedPaths, moreRejected }: PathReport): TreeReason[] {
    const paths = [path, ...rejectedPaths.filter((one) => one !== path)].map(pathReason);
    // One path needs no heading.
    const reasons = paths.length === 1 ? (paths[0]?.reasons ?? []) : paths;
    if (moreRejected === 0) return [...reasons];
    return [...reasons, { text: localize(message('{count} more paths', { count: moreRejected })), reasons: [] }];
  }

  function pathReason({ certificates, failures }: CertificationPath): TreeReason {
    return { text: certificates.map(displayName).join(' ← '), reasons: failures.map(failureReason) };
  }

  function failureReason(failure: PathFailure): TreeReason {
    const { rfc } = failure;
    return {
      text: localize(failureMessage(failure)),
      detail: [localize(failureAdvice(failure)), rfc].filter(Boolean).join(' · '),
      reasons: [],
    };
  }
}
