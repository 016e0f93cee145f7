import type { LocatedObject } from '../lint/facts.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';

/** The PKI objects of all known documents, findable by subject and by key. Built anew when an object changed. */
export class ObjectIndex {
  readonly bySubject = new Map<string, Certificate[]>();
  readonly certificates: LocatedCertificate[] = [];
  readonly #places = new Map<string, LocatedCertificate>();
  readonly #certificatesByKey = new Map<string, LocatedObject[]>();
  readonly #privateKeysByKey = new Map<string, LocatedObject[]>();

  constructor(objects: Iterable<LocatedObject>) {
    for (const located of objects) {
      const { value } = located.object;
      if (value?.kind === 'certificate') this.#addCertificate(located, value);
      else if (value?.kind === 'private-key' && value.publicKey) {
        push(this.#privateKeysByKey, keyFingerprint(value.publicKey), located);
      }
    }
  }

  #addCertificate(located: LocatedObject, certificate: Certificate): void {
    const place = { ...located, certificate };
    push(this.#certificatesByKey, keyFingerprint(certificate.subjectPublicKeyInfo), located);
    if (this.#places.has(certificate.sha256)) return;
    this.#places.set(certificate.sha256, place);
    this.certificates.push(place);
    push(this.bySubject, nameKey(certificate.subject), certificate);
  }

  /** Where a certificate was first seen. */
  placeOf(certificate: Certificate): LocatedCertificate | undefined {
    return this.#places.get(certificate.sha256);
  }

  certificatesOf(key: SubjectPublicKeyInfo): readonly LocatedObject[] {
    return this.#certificatesByKey.get(keyFingerprint(key)) ?? [];
  }

  privateKeysOf(key: SubjectPublicKeyInfo): readonly LocatedObject[] {
    return this.#privateKeysByKey.get(keyFingerprint(key)) ?? [];
  }
}

export interface LocatedCertificate extends LocatedObject {
  readonly certificate: Certificate;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
