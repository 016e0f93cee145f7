import type { Name } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import { octetsKey } from './octets.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/**
 * The certificates that paths may be made of, by subject. Made once for many targets: it is what costs time where there
 * are thousands.
 */
export class CertificatePool {
  readonly intermediates: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #anchorOf = new Map<Certificate, TrustAnchor>();
  /** Names of CAs from which an anchor can be reached, going by names alone. */
  readonly #hopeful = new Set<string>();

  /** In any order; the same certificate twice is one, and one that is also an anchor is the anchor. */
  constructor(intermediates: readonly Certificate[], anchors: readonly TrustAnchor[]) {
    this.intermediates = intermediates;
    this.anchors = anchors;
    const seen = new Set<string>();
    for (const anchor of anchors) this.#add(anchor.certificate, seen, anchor);
    for (const certificate of intermediates) this.#add(certificate, seen, undefined);
    this.#findHopeful();
  }

  /** The same certificates towards other anchors. */
  withAnchors(anchors: readonly TrustAnchor[]): CertificatePool {
    const former = this.anchors.map(({ certificate }) => certificate);
    return new CertificatePool([...this.intermediates, ...former], anchors);
  }

  /** The certificates whose subject is `name` (RFC 5280, 7.1). */
  named(name: Name): readonly Certificate[] {
    return this.#bySubject.get(nameKey(name)) ?? [];
  }

  anchorOf(certificate: Certificate): TrustAnchor | undefined {
    return this.#anchorOf.get(certificate);
  }

  /** Whether an anchor may be found above `certificate`. */
  isHopeful(certificate: Certificate): boolean {
    return this.#hopeful.has(nameKey(certificate.issuer));
  }

  #add(certificate: Certificate, seen: Set<string>, anchor: TrustAnchor | undefined): void {
    const identity = octetsKey(certificate.der);
    if (seen.has(identity)) return;
    seen.add(identity);
    if (anchor) this.#anchorOf.set(certificate, anchor);
    append(this.#bySubject, nameKey(certificate.subject), certificate);
  }

  #findHopeful(): void {
    const issuedBy = new Map<string, string[]>();
    for (const [subject, certificates] of this.#bySubject) {
      for (const { issuer } of certificates) append(issuedBy, nameKey(issuer), subject);
    }
    const queue = this.anchors.map(({ name }) => nameKey(name));
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      if (this.#hopeful.has(key)) continue;
      this.#hopeful.add(key);
      for (const subject of issuedBy.get(key) ?? []) queue.push(subject);
    }
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
