import type { RevocationSource } from '../chain/revocation/revocation-status.ts';
import type { LocatedObject, ReferenceTarget } from '../lint/facts.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { Name } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import type { OcspResponse } from '../x509/ocsp-response.ts';
import { serialKey } from '../x509/serial-key.ts';
import type { Certificate, CertificateList, SubjectPublicKeyInfo } from '../x509/types.ts';
import { type LocatedCertificate, type ObjectStore, type Property, serialOf, type Topic } from './object-store.ts';

/** A look-up by a name's key. */
interface ByName<T> {
  get(name: string): readonly T[] | undefined;
}

/**
 * The PKI objects of all known documents, findable by subject, issuer and key. What is asked for is noted: the answers
 * depend on it.
 */
export class ObjectIndex {
  readonly #store: ObjectStore;
  readonly #noted: { add(topic: Topic): unknown } | undefined;

  readonly #notedSets = new WeakSet<ReadonlySet<Topic>>();

  constructor(store: ObjectStore, noted?: { add(topic: Topic): unknown }) {
    this.#store = store;
    this.#noted = noted;
  }

  /** The same objects; what is asked for is noted elsewhere. */
  notingIn(noted: { add(topic: Topic): unknown }): ObjectIndex {
    return new ObjectIndex(this.#store, noted);
  }

  /** Notes what an earlier answer depends on, which is given again: each set once. */
  noteAll(topics: ReadonlySet<Topic>): void {
    if (!this.#noted || this.#notedSets.has(topics)) return;
    this.#notedSets.add(topics);
    for (const topic of topics) this.#noted.add(topic);
  }

  /** Grows whenever a document is put or taken away. */
  get version(): number {
    return this.#store.version;
  }

  /** Each certificate once, at its first place. */
  get certificates(): readonly LocatedCertificate[] {
    this.#noted?.add('certificates');
    return this.#store.certificates;
  }

  /** Certificates by the key of their subject, each once. */
  readonly bySubject: ByName<Certificate> = {
    get: (name) => {
      this.#noted?.add(`subject ${name}`);
      return this.#store.withSubject(name);
    },
  };

  /** CA certificates that name themselves as their issuer, each once. Depends on nothing that is noted. */
  get selfIssuedCas(): readonly LocatedCertificate[] {
    return this.#store.distinct('self-issued', 'ca');
  }

  /** Revocation lists by the key of their issuer, each once. */
  readonly listsByIssuer: ByName<CertificateList> = {
    get: (name) => {
      this.#noted?.add(`lists ${name}`);
      const lists = this.#store.find('list-issuer', name).map(({ object: { value } }) => value);
      return [...new Set(lists.flatMap((value) => (value?.kind === 'certificate-list' ? [value] : [])))];
    },
  };

  /** Revocation lists that speak of certificates of other CAs too (RFC 5280, 5.2.5). */
  get indirectLists(): readonly CertificateList[] {
    this.#noted?.add('indirect-lists');
    return this.#store.indirectLists;
  }

  /** The certificates that name `issuer` as theirs, each at its first place. */
  naming(issuer: Name): readonly LocatedCertificate[] {
    this.#noted?.add(`issuer ${nameKey(issuer)}`);
    return this.#store.distinct('issuer', nameKey(issuer));
  }

  /** Whether PKI objects lie in a folder itself. */
  hasFilesIn(folder: string): boolean {
    this.#noted?.add(`folder ${folder}`);
    return this.#store.hasFilesIn(folder);
  }

  /** Whether a file of this name holds PKI objects, wherever it is. */
  hasFileNamed(name: string): boolean {
    this.#noted?.add(`named ${name}`);
    return this.#store.hasFileNamed(name);
  }

  /**
   * Where a certificate lies: of several places, where a person would open it. PEM comes before what has to be decoded, a
   * key store last; and a file that begins with it before one where it stands behind others.
   */
  placeOf(certificate: Certificate): LocatedCertificate | undefined {
    this.#noted?.add(`subject ${nameKey(certificate.subject)}`);
    const rank = ({ uri, object }: LocatedCertificate): number =>
      (object.within ? 4 : object.block ? 0 : 2) + Number(this.#store.objectsOf(uri)?.[0] !== object);
    return this.#certificates('digest', certificate.sha256)
      .slice(0, 50)
      .sort((a, b) => rank(a) - rank(b))[0];
  }

  /** Everywhere a certificate stands, by its SHA-256. For one that is not there nothing is noted. */
  placesOf(sha256: string): readonly LocatedCertificate[] {
    const places = this.#certificates('digest', sha256);
    for (const { certificate } of places.slice(0, 1)) this.#noted?.add(`subject ${nameKey(certificate.subject)}`);
    return places;
  }

  /** Another certificate with the issuer and the serial number of this one, at its first place. */
  anotherWithSerialOf(certificate: Certificate): LocatedCertificate | undefined {
    this.#noted?.add('duplicate-serials');
    if (!this.#store.hasDuplicateSerials) return undefined;
    const serial = serialOf(certificate);
    if (!this.#store.isDuplicateSerial(serial)) return undefined;
    return this.#store.distinct('serial', serial).find((one) => one.certificate.sha256 !== certificate.sha256);
  }

  /** The documents that hold a certificate. */
  urisOf(certificate: Certificate): ReadonlySet<string> {
    this.#noted?.add(`subject ${nameKey(certificate.subject)}`);
    return new Set(this.#store.find('digest', certificate.sha256).map(({ uri }) => uri));
  }

  placeOfList(list: CertificateList): LocatedObject | undefined {
    this.#noted?.add(`lists ${nameKey(list.issuer)}`);
    return this.#store.find('list-issuer', nameKey(list.issuer)).find(({ object }) => object.value === list);
  }

  /** Where what says that a certificate is revoked, or not, lies. */
  placeOfSource(source: RevocationSource): LocatedObject | undefined {
    return source.kind === 'list' ? this.placeOfList(source.list) : this.#placeOfResponse(source.response);
  }

  /** OCSP responses about certificates with this serial number. */
  responsesAbout(serialNumber: Uint8Array): readonly OcspResponse[] {
    const serial = serialKey(serialNumber);
    this.#noted?.add(`status ${serial}`);
    const answers = this.#store.find('status-of', serial).map(({ object: { value } }) => value);
    return [...new Set(answers.flatMap((value) => (value?.kind === 'ocsp-response' ? (value.response ?? []) : [])))];
  }

  #placeOfResponse(response: OcspResponse): LocatedObject | undefined {
    const [first] = response.responses;
    const found = first ? this.#store.find('status-of', serialKey(first.certId.serialNumber)) : [];
    return found.find(({ object: { value } }) => value?.kind === 'ocsp-response' && value.response === response);
  }

  /** A document by its objects, as a reference would find it. */
  fileOf(uri: string): ReferenceTarget {
    this.#noted?.add(`file ${uri}`);
    return { state: 'found', problems: [], uri, objects: this.#store.objectsOf(uri) ?? [] };
  }

  certificatesOf(key: SubjectPublicKeyInfo): readonly LocatedCertificate[] {
    this.#noted?.add(`key ${keyFingerprint(key)}`);
    return this.#certificates('certificate-key', keyFingerprint(key));
  }

  /** Where a key stands that has a prime in common with this one. */
  sharingPrimeWith(key: SubjectPublicKeyInfo): readonly LocatedObject[] {
    this.#noted?.add(`key ${keyFingerprint(key)}`);
    const partner = this.#store.sharedPrimes.partnerOf(key);
    return partner ? [...this.certificatesOf(partner), ...this.privateKeysOf(partner)] : [];
  }

  privateKeysOf(key: SubjectPublicKeyInfo): readonly LocatedObject[] {
    this.#noted?.add(`key ${keyFingerprint(key)}`);
    return this.#store.find('private-key', keyFingerprint(key));
  }

  #certificates(property: Property, key: string): LocatedCertificate[] {
    return this.#store.find(property, key).flatMap((located) => {
      const certificate = located.object.value;
      return certificate?.kind === 'certificate' ? [{ ...located, certificate }] : [];
    });
  }
}
