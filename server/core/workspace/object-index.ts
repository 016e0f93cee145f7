import type { LocatedObject } from '../lint/facts.ts';
import { extension as issuingDistributionPoint } from '../x509/extensions/issuing-distribution-point.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate, CertificateList, SubjectPublicKeyInfo } from '../x509/types.ts';

/** The PKI objects of all known documents, findable by subject and by key. Built anew when an object changed. */
export class ObjectIndex {
  readonly bySubject = new Map<string, Certificate[]>();
  readonly certificates: LocatedCertificate[] = [];
  readonly listsByIssuer = new Map<string, CertificateList[]>();
  /** Lists that speak of certificates of other CAs too (RFC 5280, 5.2.5). */
  readonly indirectLists: CertificateList[] = [];
  readonly #places = new Map<string, LocatedCertificate>();
  readonly #listPlaces = new Map<CertificateList, LocatedObject>();
  readonly #certificatesByKey = new Map<string, LocatedObject[]>();
  readonly #privateKeysByKey = new Map<string, LocatedObject[]>();

  constructor(objects: Iterable<LocatedObject>) {
    for (const located of objects) {
      const { value } = located.object;
      if (value?.kind === 'certificate') this.#addCertificate(located, value);
      else if (value?.kind === 'certificate-list') this.#addList(located, value);
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

  #addList(located: LocatedObject, list: CertificateList): void {
    // The same text in two files is one list.
    if (this.#listPlaces.has(list)) return;
    this.#listPlaces.set(list, located);
    push(this.listsByIssuer, nameKey(list.issuer), list);
    if (list.extensionValues.get(issuingDistributionPoint)?.indirectCRL) this.indirectLists.push(list);
  }

  placeOfList(list: CertificateList): LocatedObject | undefined {
    return this.#listPlaces.get(list);
  }

  /** The documents that hold a certificate. */
  urisOf(certificate: Certificate): ReadonlySet<string> {
    const { sha256, subjectPublicKeyInfo } = certificate;
    const same = this.certificatesOf(subjectPublicKeyInfo).filter(
      ({ object }) => object.value?.kind === 'certificate' && object.value.sha256 === sha256,
    );
    return new Set(same.map(({ uri }) => uri));
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
