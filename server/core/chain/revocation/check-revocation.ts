import { message, verbatim } from '../../base/message.ts';
import { extension as authorityKeyIdentifier } from '../../x509/extensions/authority-key-identifier.ts';
import {
  extension as crlDistributionPoints,
  type DistributionPoint,
} from '../../x509/extensions/crl-distribution-points.ts';
import { extension as deltaCRLIndicator } from '../../x509/extensions/delta-crl-indicator.ts';
import { extension as issuingDistributionPoint } from '../../x509/extensions/issuing-distribution-point.ts';
import { reasonName } from '../../x509/extensions/reason-code.ts';
import type { OcspResponse } from '../../x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../../x509/types.ts';
import { dateText } from '../date-text.ts';
import type { SignatureCache } from '../path-building.ts';
import { displayDirectoryName, type PathFailure, pathFailure } from '../path-failure.ts';
import type { PathReport } from '../path-report.ts';
import type { RevocationInputs, ValidationRequest } from '../request.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import { findEntry, hasUnknownCriticalEntry } from './list-entries.ts';
import { whyMalformed, whyNotCurrent } from './list-profile.ts';
import { allReasons, coveredReasons, distributionPointsOf } from './list-scope.ts';
import { findSigner, verifyList } from './list-signer.ts';
import { askResponse } from './ocsp.ts';
import type { RevocationStatus, UnusableSource } from './revocation-status.ts';

/** Validation itself, for the certificates of those who sign lists. */
type Validate = (request: ValidationRequest, signatures: SignatureCache) => Promise<PathReport>;

export interface RevocationFindings {
  /** Of each certificate of the path, target first. */
  readonly statuses: readonly RevocationStatus[];
  readonly failures: readonly PathFailure[];
}

/** Signers of lists, each certified by the next, whose paths are validated within one another. */
const maxSignerDepth = 4;
/** Paths of signers that are validated for one path: a CA has one other key for lists, or two. */
const maxSignerPaths = 32;
/** Lists that are asked about one certificate: PKITS needs three, one for each reason would be eight. */
const maxLists = 64;
/** Responses that are looked at for one path: a server staples one, or one for each certificate. */
const maxResponses = 256;

/** Whose paths are being validated, and how many were. */
interface SignerProgress {
  readonly inProgress: ReadonlySet<Certificate>;
  readonly validated: { count: number };
}

/** RFC 5280, 6.1.3 (a)(3) for every certificate of a path that is valid otherwise. */
export async function checkRevocation(
  path: readonly Certificate[],
  anchor: TrustAnchor,
  request: ValidationRequest,
  inputs: RevocationInputs,
  signatures: SignatureCache,
  validate: Validate,
  progress: SignerProgress = { inProgress: new Set(), validated: { count: 0 } },
): Promise<RevocationFindings> {
  const lookup = new Lookup(path, anchor, request, inputs, signatures, validate, progress);
  const statuses: RevocationStatus[] = [];
  for (const [index, certificate] of path.entries()) {
    statuses.push(await lookup.status(certificate, path[index + 1] ?? anchor.certificate));
  }
  const { required } = inputs;
  const failures = statuses.flatMap((status, index) => {
    const certificate = path[index];
    const isRequired = required === 'path' || (required === 'target' && index === 0);
    return certificate ? failuresOf(status, { certificate, index }, isRequired) : [];
  });
  return { statuses, failures };
}

function failuresOf(
  status: RevocationStatus,
  place: { readonly certificate: Certificate; readonly index: number },
  isRequired: boolean,
): PathFailure[] {
  const issuer = displayDirectoryName(place.certificate.issuer);
  switch (status.state) {
    case 'good':
      return [];
    case 'revoked': {
      const reason =
        status.reasonCode === undefined ? message('no reason given') : verbatim(reasonName(status.reasonCode));
      return [pathFailure('revoked', place, { date: dateText(status.date), reason })];
    }
    case 'unknown': {
      const [first] = status.unusable;
      if (first) return [unusableFailure(place, issuer, first)];
      return isRequired ? [pathFailure('revocation-unknown', place, { issuer })] : [];
    }
  }
}

function unusableFailure(
  place: { readonly certificate: Certificate; readonly index: number },
  issuer: string,
  { source, reason }: UnusableSource,
): PathFailure {
  const what = source.kind === 'list' ? message('the revocation list') : message('the OCSP response');
  return pathFailure('revocation-unusable', place, { issuer, what, reason });
}

class Lookup {
  readonly #path: readonly Certificate[];
  readonly #anchor: TrustAnchor;
  readonly #request: ValidationRequest;
  readonly #complete: readonly CertificateList[];
  readonly #deltas: readonly CertificateList[];
  readonly #responses: readonly OcspResponse[];
  readonly #signatures: SignatureCache;
  readonly #validate: Validate;
  readonly #inputs: RevocationInputs;
  readonly #progress: SignerProgress;
  readonly #trustedSigners = new Map<Certificate, Promise<boolean>>();

  constructor(
    path: readonly Certificate[],
    anchor: TrustAnchor,
    request: ValidationRequest,
    inputs: RevocationInputs,
    signatures: SignatureCache,
    validate: Validate,
    progress: SignerProgress,
  ) {
    const isDelta = (list: CertificateList): boolean =>
      list.extensions.some(({ oid }) => oid === deltaCRLIndicator.oid);
    this.#path = path;
    this.#anchor = anchor;
    this.#request = request;
    // The newest first: it is what counts where two of the same scope are current.
    const newest = [...inputs.lists].sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime() || byNumber(b, a));
    this.#complete = newest.filter((list) => !isDelta(list));
    this.#deltas = newest.filter(isDelta);
    this.#responses = inputs.responses ?? [];
    this.#signatures = signatures;
    this.#validate = validate;
    this.#inputs = inputs;
    this.#progress = progress;
  }

  async status(certificate: Certificate, issuer: Certificate): Promise<RevocationStatus> {
    const { status: byResponse, thisUpdate } = await this.#statusByResponses(certificate, issuer);
    if (byResponse.state === 'revoked') return byResponse;
    const byList = await this.#statusByLists(certificate, issuer);
    if (byList.state === 'unknown') {
      return byResponse.state === 'good'
        ? byResponse
        : { state: 'unknown', unusable: [...byResponse.unusable, ...byList.unusable] };
    }
    // Only a hold is ever taken back (RFC 5280, 5.3.1), which the newer of the two knows.
    const isHold = byList.state === 'revoked' && byList.reasonCode === certificateHold;
    const isOlder = byList.state === 'revoked' && byList.source.kind === 'list' && thisUpdate !== undefined;
    const isTakenBack = isHold && isOlder && byList.source.list.thisUpdate < thisUpdate;
    return byResponse.state === 'good' && isTakenBack ? byResponse : byList;
  }

  /** RFC 6960: of the responses about the certificate that count, the newest. */
  async #statusByResponses(
    certificate: Certificate,
    issuer: Certificate,
  ): Promise<{ readonly status: RevocationStatus; readonly thisUpdate?: Date }> {
    const unusable: UnusableSource[] = [];
    let newest: { readonly status: RevocationStatus; readonly thisUpdate: Date } | undefined;
    for (const response of this.#responses.slice(0, maxResponses)) {
      const source = { kind: 'response', response } as const;
      const { at, pool } = this.#request;
      const answer = await askResponse(response, certificate, issuer, {
        at,
        signatures: this.#signatures,
        named: (name) => pool.named(name),
        isRevoked: async (responder) => (await this.#statusByLists(responder, issuer)).state === 'revoked',
      });
      if (!answer) continue;
      if ('reason' in answer) unusable.push({ source, reason: answer.reason });
      else if (!newest || newest.thisUpdate < answer.thisUpdate) {
        const { status, thisUpdate } = answer;
        newest = {
          status: status.state === 'good' ? { state: 'good', sources: [source] } : { ...status, source },
          thisUpdate,
        };
      }
    }
    return newest ?? { status: { state: 'unknown', unusable } };
  }

  /** RFC 5280, 6.3.3. */
  async #statusByLists(certificate: Certificate, issuer: Certificate): Promise<RevocationStatus> {
    const points = distributionPointsOf(certificate, certificate.extensionValues.get(crlDistributionPoints));
    const reasons = new Set<number>();
    const used = new Set<CertificateList>();
    let asked = 0;
    const unusable = new Map<CertificateList, UnusableSource>();
    for (const point of points) {
      for (const list of this.#complete) {
        const covered = coveredReasons(certificate, point, list);
        // (e)
        if (![...covered].some((reason) => !reasons.has(reason))) continue;
        if (++asked > maxLists) {
          const reason = message('is one of too many for this certificate');
          return { state: 'unknown', unusable: [...unusable.values(), { source: { kind: 'list', list }, reason }] };
        }
        const outcome = await this.#ask(list, certificate, issuer, point);
        if ('reason' in outcome) {
          unusable.set(list, { source: { kind: 'list', list }, reason: outcome.reason });
          continue;
        }
        if (outcome.revoked) {
          const { revocationDate: date, reasonCode } = outcome.revoked;
          return { state: 'revoked', date, reasonCode, source: { kind: 'list', list } };
        }
        // (l)
        for (const reason of covered) reasons.add(reason);
        used.add(list);
      }
      if (reasons.size === allReasons.size)
        return { state: 'good', sources: [...used].map((list) => ({ kind: 'list', list })) };
    }
    return { state: 'unknown', unusable: [...unusable.values()] };
  }

  /** What one list says about a certificate that is in its scope: (a), (c), (f) to (k). */
  async #ask(
    list: CertificateList,
    certificate: Certificate,
    issuer: Certificate,
    point: DistributionPoint,
  ): Promise<{ revoked: ReturnType<typeof findEntry> } | { reason: UnusableSource['reason'] }> {
    const { at } = this.#request;
    const why = whyMalformed(list);
    if (why) return { reason: why };
    const candidates = [issuer, ...this.#path, this.#anchor.certificate, ...this.#request.pool.named(list.issuer)];
    const found = await findSigner(this.#signatures.crypto, list, candidates, (signer) =>
      this.#isTrusted(signer, issuer),
    );
    if ('reason' in found) return found;
    const deltas = await this.#deltasOf(list, certificate, point, found.signer);
    const delta = deltas.find((one) => isDeltaOf(one, list));
    // RFC 5280, 5.2.4: a list and a delta for it are together a complete list of the delta's time.
    const whyOld = delta ? undefined : whyNotCurrent(list, at);
    if (whyOld) return { reason: whyOld };
    // (i): whatever list a delta was made for, what it adds is revoked since.
    const added = deltas
      .map((delta) => findEntry(delta, certificate))
      .find((entry) => entry && entry.reasonCode !== removed);
    if (added) return { revoked: added };
    // (k): what it takes away was in the list that it was made for.
    if (delta && findEntry(delta, certificate)) return { revoked: undefined };
    const entry = findEntry(list, certificate);
    if (entry) return { revoked: entry };
    if (hasUnknownCriticalEntry(list) || (delta && hasUnknownCriticalEntry(delta))) {
      return { reason: message('has an entry that cannot be understood') };
    }
    return { revoked: undefined };
  }

  /** The deltas of the scope of `list` that are newer (6.3.3 (c)), signed by the same key; the newest first. */
  async #deltasOf(
    list: CertificateList,
    certificate: Certificate,
    point: DistributionPoint,
    signer: Certificate,
  ): Promise<CertificateList[]> {
    const fitting: CertificateList[] = [];
    for (const delta of this.#deltas) {
      const fits =
        coveredReasons(certificate, point, delta).size > 0 &&
        sameExtension(list, delta, issuingDistributionPoint.oid) &&
        sameExtension(list, delta, authorityKeyIdentifier.oid) &&
        byNumber(list, delta) < 0 &&
        (whyMalformed(delta) ?? whyNotCurrent(delta, this.#request.at)) === undefined;
      if (fits && (await verifyList(this.#signatures.crypto, delta, signer)) === 'valid') fitting.push(delta);
    }
    return fitting;
  }

  /** (f): the issuer of the certificate is, by the path itself; another needs a path of its own to the same anchor. */
  #isTrusted(signer: Certificate, issuer: Certificate): Promise<boolean> {
    if (signer === issuer || signer === this.#anchor.certificate) return Promise.resolve(true);
    // A signer whose own status is in its own list: that list says what there is to know.
    const { inProgress, validated } = this.#progress;
    if (inProgress.has(signer)) return Promise.resolve(true);
    if (inProgress.size >= maxSignerDepth || validated.count >= maxSignerPaths) return Promise.resolve(false);
    let trusted = this.#trustedSigners.get(signer);
    if (!trusted) {
      validated.count++;
      trusted = this.#validateSigner(signer);
      this.#trustedSigners.set(signer, trusted);
    }
    return trusted;
  }

  async #validateSigner(signer: Certificate): Promise<boolean> {
    const { pool, at, budget } = this.#request;
    const request: ValidationRequest = {
      target: signer,
      // RFC 5280, 6.3.3 (f): the same anchor as that of the certificate that is asked about.
      pool: pool.withAnchors([this.#anchor]),
      at,
      profile: 'rfc5280',
      ...(budget ? { budget } : {}),
    };
    const report = await this.#validate(request, this.#signatures);
    if (report.verdict !== 'trusted') return false;
    const path = report.path.certificates.slice(0, -1);
    const { required } = this.#inputs;
    const inputs = { ...this.#inputs, required: required === 'path' ? required : 'none' } as const;
    const found = await checkRevocation(path, this.#anchor, request, inputs, this.#signatures, this.#validate, {
      ...this.#progress,
      inProgress: new Set([...this.#progress.inProgress, signer]),
    });
    return found.failures.length === 0;
  }
}

function sameExtension(a: CertificateList, b: CertificateList, oid: string): boolean {
  const value = (list: CertificateList): string | undefined =>
    list.extensions.find((one) => one.oid === oid)?.value.join(' ');
  return value(a) === value(b);
}

// CRLReason (RFC 5280, 5.3.1).
const certificateHold = 6;
const removed = 8;

/** RFC 5280, 5.2.4: `list` is the base of `delta`, or a later one. */
function isDeltaOf(delta: CertificateList, list: CertificateList): boolean {
  const base = integer(delta.extensionValues.get(deltaCRLIndicator));
  const number = integer(list.crlNumber);
  return base !== undefined && number !== undefined && base <= number;
}

/** Below 0 where `a` comes before `b`. */
function byNumber(a: CertificateList, b: CertificateList): number {
  const [one, other] = [integer(a.crlNumber) ?? 0n, integer(b.crlNumber) ?? 0n];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The value of a non-negative INTEGER of any length. */
function integer(octets: Uint8Array | undefined): bigint | undefined {
  return octets?.reduce((value, octet) => value * 256n + BigInt(octet), 0n);
}
