import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';
import { octetsKey } from './octets.ts';

/** The certificates of one name that have the same key: what one verifies, all verify. */
export class KeyHolders {
  readonly fingerprint: string;
  readonly key: SubjectPublicKeyInfo;
  readonly #certificates: Certificate[] = [];
  readonly #byKeyIdentifier = new Map<string, Certificate[]>();

  constructor(fingerprint: string, key: SubjectPublicKeyInfo) {
    this.fingerprint = fingerprint;
    this.key = key;
  }

  get certificates(): readonly Certificate[] {
    return this.#certificates;
  }

  add(certificate: Certificate, keyIdentifier: string | undefined): void {
    this.#certificates.push(certificate);
    if (keyIdentifier === undefined) return;
    const named = this.#byKeyIdentifier.get(keyIdentifier);
    if (named) named.push(certificate);
    else this.#byKeyIdentifier.set(keyIdentifier, [certificate]);
  }

  /** Those first that a certificate names by their key identifier too; at `most` so many. */
  inOrder(certificate: Certificate, most = Number.POSITIVE_INFINITY): readonly Certificate[] {
    const wanted = identifierOf(certificate.authorityKeyIdentifier);
    const named = (wanted !== undefined && this.#byKeyIdentifier.get(wanted)) || [];
    const rest = named.length === 0 || named.length === this.#certificates.length;
    const ordered = rest ? this.#certificates : named;
    if (rest || ordered.length >= most) return ordered.length > most ? ordered.slice(0, most) : ordered;
    const found = [...ordered];
    for (const other of this.#certificates) {
      if (found.length >= most) break;
      if (identifierOf(other.subjectKeyIdentifier) !== wanted) found.push(other);
    }
    return found;
  }
}

/** The certificates of one subject by their keys: of a thousand there may be few, or one for each. */
export class Namesakes {
  readonly #holders = new Map<string, KeyHolders>();
  /** Those with a certificate that has a key identifier. */
  readonly #byKeyIdentifier = new Map<string, Set<KeyHolders>>();

  constructor(certificates: readonly Certificate[]) {
    for (const certificate of certificates) {
      const { subjectPublicKeyInfo: key } = certificate;
      const fingerprint = keyFingerprint(key);
      const holders = this.#holders.get(fingerprint) ?? new KeyHolders(fingerprint, key);
      this.#holders.set(fingerprint, holders);
      const identifier = identifierOf(certificate.subjectKeyIdentifier);
      holders.add(certificate, identifier);
      if (identifier === undefined) continue;
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
  *inOrder(certificate: Certificate): Iterable<KeyHolders> {
    const named = this.#named(certificate);
    if (named) yield* named;
    for (const holders of this.#holders.values()) if (!named?.has(holders)) yield holders;
  }

  /** One that the certificate names by its key too. */
  claimedBy(certificate: Certificate): Certificate | undefined {
    const [holders] = this.#named(certificate) ?? [];
    return holders?.inOrder(certificate, 1)[0];
  }

  #named({ authorityKeyIdentifier }: Certificate): ReadonlySet<KeyHolders> | undefined {
    const wanted = identifierOf(authorityKeyIdentifier);
    return wanted === undefined ? undefined : this.#byKeyIdentifier.get(wanted);
  }
}

function identifierOf(keyIdentifier: Uint8Array | undefined): string | undefined {
  return keyIdentifier && octetsKey(keyIdentifier);
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
