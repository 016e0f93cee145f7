import { type Message, message } from '../../core/base/message.ts';
import { failureAdvice, failureMessage, type PathFailure } from '../../core/chain/path-failure.ts';
import type { CertificationPath, OtherProfile, PathReport } from '../../core/chain/path-report.ts';
import type { RevocationSource } from '../../core/chain/revocation/revocation-status.ts';
import { displayName } from '../../core/describe/names.ts';
import type { CountedAnchors } from '../../core/workspace/counted-anchors.ts';
import { countedSentence } from '../../core/workspace/counted-sentence.ts';
import type { PathPurpose } from '../../core/workspace/path-question.ts';
import type { Certificate } from '../../core/x509/types.ts';
import { nameOf } from './chain-sentences.ts';

/** Rejected paths that are shown besides the one that came closest. */
const shownPaths = 3;

/** Writes names into the sentences, for the medium they are shown in. */
export interface PathWriting {
  text(text: string): string;
  strong(text: string): string;
  list(items: readonly string[]): string;
  localize(message: Message): string;
  /** A certificate of the path with the way to it. */
  certificate(certificate: Certificate): string;
  /** Whoever issued a revocation list or response, with the way to it. */
  source(issuer: string, source: RevocationSource): string;
}

/** True where all that stands in the way is an issuer who is not in the workspace: no verdict, and no alarm. */
export function isIssuerMissing({ path, failures }: PathReport): boolean {
  return path.anchor === undefined && failures.some(({ code }) => code === 'issuer-not-found');
}

/** What validation says, in paragraphs. */
export interface PathText {
  /** The verdict, and what to do. */
  readonly said: readonly string[];
  /** How it came about: what else was tried, and what counted. */
  readonly details: readonly string[];
}

export function pathParagraphs(
  report: PathReport,
  purpose: PathPurpose,
  anchors: CountedAnchors,
  writing: PathWriting,
): PathText {
  const { text, strong, localize } = writing;
  const { verdict, path, failures } = report;
  const counted = text(localize(countedSentence(purpose, report.profile, anchors)));
  const other = report.otherProfile ? text(localize(otherSentence(report.otherProfile))) : '';
  if (verdict === 'trusted') {
    const head = strong(localize(message('✔ Trusted:')));
    return {
      said: [`${head} ${pathText(path, writing)}`],
      details: [other, `${counted} ${revocationSentence(path, writing)}`.trim()],
    };
  }
  const [first] = failures;
  const head =
    verdict === 'untrusted' ? strong(localize(message('✖ Not trusted:'))) : strong(localize(message('Not decided:')));
  const reason = first ? text(localize(failureMessage(first))) : '';
  const advice = first ? text(localize(message('What to do: {advice}', { advice: failureAdvice(first) }))) : '';
  const why = [head, reason, first ? sourceSentence(path, first, writing) : ''];
  const found = [pathSentence(path, writing), counted];
  return {
    said: [why.filter((part) => part !== '').join(' '), advice],
    details: [other, ...rejectedPaths(report, writing), found.filter((part) => part !== '').join(' ')],
  };
}

/** The other profile says otherwise of the same path. */
function otherSentence({ profile, verdict, failures: [first] }: OtherProfile): Message {
  if (verdict === 'trusted') return message('By the profile {profile} it would be trusted.', { profile });
  return message('By the profile {profile} it would not be trusted: {reason}', {
    profile,
    reason: first ? failureMessage(first) : '',
  });
}

/** A certificate alone is no path. */
function pathSentence(path: CertificationPath, writing: PathWriting): string {
  if (path.certificates.length < 2) return '';
  return writing.localize(message('The path: {path}.', { path: pathText(path, writing) }));
}

function pathText({ certificates }: CertificationPath, { certificate }: PathWriting): string {
  return certificates.map(certificate).join(' ← ');
}

/** Of a trusted path nothing is revoked as far as lists speak of it; of which certificates none does is told. */
function revocationSentence({ certificates, revocation }: CertificationPath, writing: PathWriting): string {
  const sources = new Map<object, string>();
  for (const status of revocation) {
    if (status.state !== 'good') continue;
    for (const source of status.sources) sources.set(objectOf(source), sourceText(source, writing));
  }
  if (sources.size === 0) return writing.localize(message('No revocation list here speaks of it.'));
  const said = writing.localize(message('Not revoked, says {list}.', { list: [...sources.values()] }));
  const unknown = certificates.filter((_, index) => revocation[index]?.state === 'unknown').map(writing.certificate);
  if (unknown.length === 0) return said;
  return `${said} ${writing.localize(message('No revocation list here speaks of {certificates}.', { certificates: unknown }))}`;
}

function sourceSentence({ revocation }: CertificationPath, failure: PathFailure, writing: PathWriting): string {
  const status = failure.code === 'revoked' ? revocation[failure.index] : undefined;
  if (status?.state !== 'revoked') return '';
  return writing.localize(message('So says {list}.', { list: sourceText(status.source, writing) }));
}

function objectOf(source: RevocationSource): object {
  return source.kind === 'list' ? source.list : source.response;
}

function sourceText(source: RevocationSource, writing: PathWriting): string {
  if (source.kind === 'response') return writing.source(writing.localize(message('an OCSP response')), source);
  const list = writing.source(nameOf(source.list.issuer), source);
  return writing.localize(message('the revocation list of {list}', { list }));
}

function rejectedPaths({ rejectedPaths, moreRejected }: PathReport, writing: PathWriting): string[] {
  if (rejectedPaths.length === 0) return [];
  const { text, localize } = writing;
  const shown = rejectedPaths.slice(0, shownPaths).map(({ certificates, failures }) => {
    const names = text(certificates.map(displayName).join(' ← '));
    const [first] = failures;
    const reason = first ? text(localize(failureMessage(first))) : '';
    return localize(message('{path}: {reason}', { path: names, reason }));
  });
  const hidden = rejectedPaths.length - shown.length + moreRejected;
  if (hidden > 0) shown.push(localize(message('and {count} more', { count: hidden })));
  return [localize(message('Other paths fail too:')), writing.list(shown)];
}
