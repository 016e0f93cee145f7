import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import { tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { sameOctets } from '../base/same-octets.ts';
import { extension as certificatePolicies } from '../x509/extensions/certificate-policies.ts';
import { extension as inhibitAnyPolicy } from '../x509/extensions/inhibit-any-policy.ts';
import { extension as policyConstraints } from '../x509/extensions/policy-constraints.ts';
import { extension as policyMappings } from '../x509/extensions/policy-mappings.ts';
import { bareGeneralName } from '../x509/general-name.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';
import type { Spending } from './budget.ts';
import { dateText } from './date-text.ts';
import { matchesReference, presentedNames } from './host-name.ts';
import { NameConstraintsState } from './name-constraints/name-constraints.ts';
import { isSelfIssued } from './name-matching.ts';
import { type FailurePlace, type PathFailure, pathFailure } from './path-failure.ts';
import { anyPolicy, PolicyGraph } from './policy-graph.ts';
import { checkProfile, type PathRole } from './profile/certificate-profile.ts';
import { checkWebPki } from './profile/web-pki.ts';
import type { ValidationRequest } from './request.ts';
import type { TrustAnchor } from './trust-anchor.ts';

// RFC 5280, section 6.1, in its own terms and order. Signatures are verified while the path is built and revocation is
// looked up afterwards, so that everything here is done at once, without waiting. All failures are collected: the first
// one is not always the one that helps.

const anyExtendedKeyUsage = '2.5.29.37.0';

/**
 * No standard has a lower bound. RSA-768 was factored in 2009 by a few, and 512 bits take hours; so do discrete
 * logarithms of that length. On curves 112 bits were solved in 2009, 117 in 2016: 160 stand where RSA-1024 does (RFC 3766).
 */
const leastBits: Readonly<Record<string, number>> = { RSA: 1024, 'RSA-PSS': 1024, DSA: 1024, EC: 160 };

const forgeable: ReadonlySet<string> = new Set(['MD2', 'MD4', 'MD5', 'SHA-1']);

/**
 * `path` is target first, without the anchor's certificate. Without an anchor, what can be said of a path that is not
 * complete.
 */
export function validatePath(
  path: readonly Certificate[],
  anchor: TrustAnchor | undefined,
  request: ValidationRequest,
  spending: Spending,
): PathFailure[] {
  const state = new PathState(path, anchor, request, spending);
  for (let index = path.length - 1; index >= 0; index--) {
    const certificate = path[index];
    if (!certificate) break;
    const place = { certificate, index };
    state.basicProcessing(place);
    if (index > 0) state.prepareForNext(place);
    else state.wrapUp(place);
  }
  return [...state.failures];
}

/** The variables of RFC 5280, 6.1.2. */
class PathState {
  readonly failures: PathFailure[] = [];
  readonly #request: ValidationRequest;
  readonly #spending: Spending;
  /** valid_policy_tree, as a graph. */
  readonly #policies: PolicyGraph;
  /** permitted_subtrees and excluded_subtrees. */
  readonly #names = new NameConstraintsState();
  #explicitPolicy: number;
  #inhibitAnyPolicy: number;
  #policyMapping: number;
  #maxPathLength: number;
  #depthLeft: number;
  readonly #anchor: TrustAnchor | undefined;
  #isAnchorItself = false;
  /** Whose key signed the certificate at hand: working_public_key. */
  #issuer: Certificate | undefined;
  /** The pathLenConstraint that max_path_length comes from, for the message. */
  #limit = 0;

  /** Initialization (6.1.2), with what the anchor's certificate says of itself (RFC 5937). */
  constructor(
    path: readonly Certificate[],
    anchor: TrustAnchor | undefined,
    request: ValidationRequest,
    spending: Spending,
  ) {
    const n = path.length;
    const { policies = {}, maxDepth } = request;
    this.#request = request;
    this.#spending = spending;
    this.#policies = new PolicyGraph(spending);
    this.#explicitPolicy = policies.requireExplicitPolicy ? 0 : n + 1;
    this.#inhibitAnyPolicy = policies.inhibitAnyPolicy ? 0 : n + 1;
    this.#policyMapping = policies.inhibitPolicyMapping ? 0 : n + 1;
    this.#maxPathLength = n;
    this.#depthLeft = maxDepth ?? Number.POSITIVE_INFINITY;
    this.#anchor = anchor;
    this.#issuer = anchor?.certificate;
    if (!anchor) return;
    // A certificate that signed itself and is trusted for being itself issues nothing.
    this.#isAnchorItself = n === 1 && path[0] !== undefined && sameOctets(path[0].der, anchor.certificate.der);
    if (this.#isAnchorItself) return;
    const place = { certificate: anchor.certificate, index: n };
    this.#checkCertificate(place, 'anchor');
    this.#checkIssuing(place);
    this.#applyConstraints(place);
  }

  /** 6.1.3. */
  basicProcessing(place: FailurePlace): void {
    const { certificate, index } = place;
    // (a)(2), and the certificate's own form. (a)(1), the signature, and (a)(3), revocation, are checked by the caller;
    // (a)(4), that the names chain, is how the path was built.
    const role = index === 0 ? 'target' : 'intermediate';
    // A way that ends at a certificate of its own making is told so; that it names no other issuer is no second mistake.
    const isSelfSigned = this.#isAnchorItself || (!this.#anchor && isSelfIssued(certificate));
    this.#checkCertificate(place, role, isSelfSigned);
    const isIntermediateSelfIssued = index > 0 && isSelfIssued(certificate);
    // (b), (c)
    if (!isIntermediateSelfIssued) {
      this.failures.push(...this.#names.check(place, this.#spending));
    }
    // (d), (e)
    const policies = certificate.extensionValues.get(certificatePolicies);
    this.#policies.process(policies, this.#inhibitAnyPolicy > 0 || isIntermediateSelfIssued);
    // (f)
    if (this.#explicitPolicy <= 0 && this.#policies.isNull) {
      this.failures.push(pathFailure('policy-required', place, {}, 'RFC 5280, 6.1.3 (f)'));
    }
  }

  /** 6.1.4. */
  prepareForNext(place: FailurePlace): void {
    const { certificate } = place;
    const mappings = certificate.extensionValues.get(policyMappings);
    if (mappings) {
      // (a)
      const mapsAny = mappings.some(
        ({ issuerDomainPolicy, subjectDomainPolicy }) =>
          issuerDomainPolicy === anyPolicy || subjectDomainPolicy === anyPolicy,
      );
      if (mapsAny) this.failures.push(pathFailure('policy-mapping-any', place, {}));
      // (b)
      this.#policies.map(mappings, this.#policyMapping > 0);
    }
    // (c) to (f)
    this.#issuer = certificate;
    const selfIssued = isSelfIssued(certificate);
    if (!selfIssued) {
      // (h)
      this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
      this.#policyMapping = Math.max(0, this.#policyMapping - 1);
      this.#inhibitAnyPolicy = Math.max(0, this.#inhibitAnyPolicy - 1);
      // (l)
      if (this.#maxPathLength <= 0)
        this.failures.push(pathFailure('path-length-exceeded', place, { limit: this.#limit }));
      this.#maxPathLength--;
      this.#depthLeft--;
      if (this.#depthLeft < 0) {
        this.failures.push(pathFailure('depth-exceeded', place, { limit: this.#request.maxDepth ?? 0 }));
        this.#depthLeft = Number.POSITIVE_INFINITY;
      }
    }
    // (k), (n); (o) is part of the certificate's own form
    this.#checkIssuing(place);
    // (g), (i), (j), (m)
    this.#applyConstraints(place);
  }

  /** 6.1.5. */
  wrapUp(place: FailurePlace): void {
    const { certificate } = place;
    // (a), (b)
    this.#explicitPolicy = Math.max(0, this.#explicitPolicy - 1);
    if (certificate.extensionValues.get(policyConstraints)?.requireExplicitPolicy === 0) this.#explicitPolicy = 0;
    // (g)
    const initial = this.#request.policies?.initialPolicySet ?? [];
    const allowed = this.#policies.allows(new Set(initial.length > 0 ? initial : [anyPolicy]));
    if (this.#explicitPolicy <= 0 && !allowed) {
      const said = this.failures.some(({ code }) => code === 'policy-required');
      if (!said) this.failures.push(pathFailure('policy-required', place, {}));
    }
    this.#checkTarget(place);
  }

  /** The certificate by itself: form (section 4), validity (6.1.3 (a)(2)), algorithms, and the profile's rules. */
  #checkCertificate(place: FailurePlace, role: PathRole, isSelfSigned = false): void {
    const { certificate } = place;
    const { validity, signatureAlgorithm, subjectPublicKeyInfo } = certificate;
    // Certificates count in seconds, and both ends belong to the period (4.1.2.5).
    const seconds = Math.floor(this.#request.at.getTime() / 1000);
    // Asked so that a time which is none is in no period.
    if (!(seconds <= Math.floor(validity.notAfter.getTime() / 1000))) {
      this.failures.push(pathFailure('expired', place, { date: dateText(validity.notAfter) }));
    }
    if (!(seconds >= Math.floor(validity.notBefore.getTime() / 1000))) {
      this.failures.push(pathFailure('not-yet-valid', place, { date: dateText(validity.notBefore) }));
    }
    this.failures.push(...checkProfile(place, role, isSelfSigned || (role === 'anchor' && isSelfIssued(certificate))));
    if (role !== 'anchor' && forgeable.has(signatureAlgorithm.hash ?? '')) {
      this.failures.push(pathFailure('signature-algorithm-refused', place, { algorithm: signatureAlgorithm.name }));
    }
    const accepted = this.#request.signatureAlgorithms ?? [];
    if (role !== 'anchor' && accepted.length > 0 && !accepted.includes(signatureAlgorithm.name)) {
      const data = { algorithm: signatureAlgorithm.name, accepted };
      this.failures.push(pathFailure('signature-algorithm-not-accepted', place, data));
    }
    this.failures.push(...keyFailures(place, subjectPublicKeyInfo));
    if (this.#request.profile === 'webpki') {
      const issuerKey = role === 'anchor' ? undefined : this.#issuer?.subjectPublicKeyInfo;
      this.failures.push(...checkWebPki(place, role, issuerKey));
    }
  }

  /** What every certificate that issues others must be, the anchor's too: 6.1.4 (k) and (n), and its purposes. */
  #checkIssuing(place: FailurePlace): void {
    const { version, basicConstraints, keyUsage, extKeyUsage } = place.certificate;
    if (version !== 3) this.failures.push(pathFailure('ca-version', place, { version }));
    else if (!basicConstraints?.cA) this.failures.push(pathFailure('not-a-ca', place, {}));
    if (keyUsage && !keyUsage.includes('keyCertSign')) {
      this.failures.push(pathFailure('key-usage-no-cert-sign', place, {}));
    }
    for (const purpose of this.#request.purposes ?? []) {
      if (allowsPurpose(extKeyUsage, purpose)) continue;
      const data = { purpose: objectIdentifierName(purpose), found: (extKeyUsage ?? []).map(objectIdentifierName) };
      this.failures.push(pathFailure('ca-purpose-missing', place, data));
    }
  }

  /** What a CA's certificate demands of those below it: 6.1.4 (g), (i), (j) and (m). */
  #applyConstraints({ certificate }: FailurePlace): void {
    this.#names.add(certificate);
    const constraints = certificate.extensionValues.get(policyConstraints);
    this.#explicitPolicy = Math.min(this.#explicitPolicy, constraints?.requireExplicitPolicy ?? this.#explicitPolicy);
    this.#policyMapping = Math.min(this.#policyMapping, constraints?.inhibitPolicyMapping ?? this.#policyMapping);
    const skipCerts = certificate.extensionValues.get(inhibitAnyPolicy) ?? this.#inhibitAnyPolicy;
    this.#inhibitAnyPolicy = Math.min(this.#inhibitAnyPolicy, skipCerts);
    const length = certificate.basicConstraints?.pathLenConstraint;
    if (length !== undefined && length < this.#maxPathLength) {
      this.#maxPathLength = length;
      this.#limit = length;
    }
  }

  /** What is asked of the target itself: names, purposes, key usage. */
  #checkTarget(place: FailurePlace): void {
    const { certificate } = place;
    const { names = [], purposes = [], keyUsage: wanted = [] } = this.#request;
    for (const name of names) {
      if (matchesReference(certificate, name)) continue;
      const shown = name.type === 'iPAddress' ? bareGeneralName(name) : name.value;
      const found = presentedNames(certificate);
      if (found.length > 0) this.failures.push(pathFailure('name-mismatch', place, { name: shown, found }));
      else this.failures.push(pathFailure('name-absent', place, { name: shown }));
    }
    const { extKeyUsage, keyUsage } = certificate;
    for (const purpose of purposes) {
      const data = { purpose: objectIdentifierName(purpose), found: (extKeyUsage ?? []).map(objectIdentifierName) };
      if (!allowsPurpose(extKeyUsage, purpose)) this.failures.push(pathFailure('purpose-missing', place, data));
      else if (extKeyUsage && keyUsage) this.#checkConsistency(place, purpose, keyUsage);
    }
    for (const usage of wanted) {
      if (keyUsage && !keyUsage.includes(usage)) this.failures.push(pathFailure('key-usage-missing', place, { usage }));
    }
  }

  /** RFC 5280, 4.2.1.12: with both extensions, a purpose counts only with a key usage that is consistent with it. */
  #checkConsistency(place: FailurePlace, purpose: string, keyUsage: readonly string[]): void {
    const consistent = consistentUsages.get(purpose);
    if (!consistent || consistent.some((usage) => keyUsage.includes(usage))) return;
    this.failures.push(pathFailure('key-usage-missing', place, { usage: consistent }, 'RFC 5280, 4.2.1.12'));
  }
}

/** What a key is without regard to what it is for: too short, or written as none may be. */
function keyFailures(place: FailurePlace, { keyType, bits, curve, algorithm }: SubjectPublicKeyInfo): PathFailure[] {
  const least = leastBits[keyType] ?? 0;
  if (bits !== undefined && bits < least) return [pathFailure('key-too-weak', place, { kind: keyType, bits })];
  const isNamed = algorithm.parameters?.[0] === tags.objectIdentifier;
  if (keyType === 'EC' && curve === undefined && !isNamed) {
    const reason = message('its key spells out the curve, or leaves it open, where it must name it.');
    return [pathFailure('encoding', place, { reason }, 'RFC 5480, 2.1.1')];
  }
  if (keyType === 'DSA' && algorithm.parameters === undefined) {
    // RFC 3279, 2.3.2, lets them be those of the issuer: what a key is should not depend on who is believed.
    const reason = message('its DSA key leaves its parameters to the issuer’s, which is not supported.');
    return [pathFailure('encoding', place, { reason }, 'RFC 3279, 2.3.2')];
  }
  return [];
}

const consistentUsages: ReadonlyMap<string, readonly string[]> = new Map([
  ['1.3.6.1.5.5.7.3.1', ['digitalSignature', 'keyEncipherment', 'keyAgreement']],
  ['1.3.6.1.5.5.7.3.2', ['digitalSignature', 'keyAgreement']],
]);

function allowsPurpose(extKeyUsage: readonly string[] | undefined, purpose: string): boolean {
  return !extKeyUsage || extKeyUsage.includes(purpose) || extKeyUsage.includes(anyExtendedKeyUsage);
}
