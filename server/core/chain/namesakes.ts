import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';
import { octetsKey } from './octets.ts';

/** The certificates of one name that have the same key: what one verifies, all verify. */
export interface KeyHolders {
  readonly fingerprint: string;
  readonly key: SubjectPublicKeyInfo;
  readonly certificates: readonly Certificate[];
}

interface Holders extends KeyHolders {
  readonly certificates: Certificate[];
}

/** The certificates of one subject by their keys: of a thousand there may be few, or one for each. */
export class Namesakes {
  readonly #holders = new Map<string, Holders>();
  /** Those with a certificate that has a key identifier. */
  readonly #byKeyIdentifier = new Map<string, Set<Holders>>();

  constructor(certificates: readonly Certificate[]) {
    for (const certificate of certificates) {
      const { subjectPublicKeyInfo: key, subjectKeyIdentifier } = certificate;
      const fingerprint = keyFingerprint(key);
      const holders = this.#holders.get(fingerprint) ?? { fingerprint, key, certificates: [] };
      this.#holders.set(fingerprint, holders);
      holders.certificates.push(certificate);
      if (!subjectKeyIdentifier) continue;
      const identifier = octetsKey(subjectKeyIdentifier);
      const named = this.#byKeyIdentifier.get(identifier) ?? new Set();
      this.#byKeyIdentifier.set(identifier, named.add(holders));
    }
  }

  get keyCount(): number {
    return this.#holders.size;
  }

  withKey(fingerprint: string): KeyHolders | undefined {
    return this.#holders.get(fingerprint);
  }

  /** Those first that a certificate names by their key too (RFC 4158, 3.5.12). */
  *inOrder({ authorityKeyIdentifier: wanted }: Certificate): Iterable<KeyHolders> {
    const named = wanted && this.#byKeyIdentifier.get(octetsKey(wanted));
    if (named) yield* named;
    for (const holders of this.#holders.values()) if (!named?.has(holders)) yield holders;
  }

  /** One that the certificate names by its key too. */
  claimedBy({ authorityKeyIdentifier: wanted }: Certificate): Certificate | undefined {
    const identifier = wanted && octetsKey(wanted);
    for (const { certificates } of (identifier && this.#byKeyIdentifier.get(identifier)) || []) {
      return certificates.find(({ subjectKeyIdentifier: own }) => own && octetsKey(own) === identifier);
    }
    return undefined;
  }
}

const known = new WeakMap<readonly Certificate[], { readonly count: number; readonly namesakes: Namesakes }>();
const none = new Namesakes([]);

/** Put together once for each list of certificates, which thousands of certificates may ask for. */
export function namesakesOf(certificates: readonly Certificate[] | undefined): Namesakes {
  if (!certificates) return none;
  let found = known.get(certificates);
  if (found?.count !== certificates.length) {
    found = { count: certificates.length, namesakes: new Namesakes(certificates) };
    known.set(certificates, found);
  }
  return found.namesakes;
}
