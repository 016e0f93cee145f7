import type { LocatedObject } from '../lint/facts.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { Name } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate, PkiObject, PkiValue, SubjectPublicKeyInfo } from '../x509/types.ts';
import { sameValue } from './same-value.ts';

export interface LocatedCertificate extends LocatedObject {
  readonly certificate: Certificate;
}

/** What a question was about, and so what its answer may depend on. */
export type Topic = `file ${string}` | `subject ${string}` | `key ${string}`;

/** One object by where it stands: its span may change while it stays the same. */
interface Place {
  readonly uri: string;
  readonly position: number;
  /** Of the file among all files. */
  readonly order: number;
}

interface File {
  readonly order: number;
  objects: readonly PkiObject[];
}

/**
 * The PKI objects of all known documents, findable by subject, issuer and key. A document that changes costs what
 * changed in it.
 */
export class ObjectIndex {
  readonly #files = new Map<string, File>();
  readonly #bySubject = new Map<string, Place[]>();
  readonly #byIssuer = new Map<string, Place[]>();
  readonly #byDigest = new Map<string, Place[]>();
  readonly #certificatesByKey = new Map<string, Place[]>();
  readonly #privateKeysByKey = new Map<string, Place[]>();
  #certificates: readonly LocatedCertificate[] | undefined;
  #certificatesVersion = 0;
  #lastOrder = 0;

  /** What `uri` holds from now on; undefined where it is not there. Returns what is different by that. */
  put(uri: string, objects: readonly PkiObject[] | undefined): readonly Topic[] {
    const file = this.#files.get(uri);
    if (!file && !objects) return [];
    const { order, objects: before } = file ?? { order: ++this.#lastOrder, objects: [] };
    const after = objects ?? [];
    const topics: Topic[] = [];
    for (let position = 0; position < before.length || position < after.length; position++) {
      const former = before[position]?.value;
      const value = after[position]?.value;
      if (sameValue(former, value)) continue;
      const place = { uri, position, order };
      if (former) topics.push(...this.#take(former, place));
      if (value) topics.push(...this.#add(value, place));
    }
    if (!file || !objects || topics.length > 0 || before.length !== after.length) topics.push(`file ${uri}`);
    this.#certificates = undefined;
    if (!objects) this.#files.delete(uri);
    else if (file) file.objects = objects;
    else this.#files.set(uri, { order, objects });
    return topics;
  }

  /** Grows when a certificate comes or goes. */
  get certificatesVersion(): number {
    return this.#certificatesVersion;
  }

  /** Each certificate once, at its first place. */
  get certificates(): readonly LocatedCertificate[] {
    this.#certificates ??= [...this.#distinctCertificates()];
    return this.#certificates;
  }

  /** The certificates whose subject has this key. */
  named(subject: string): readonly Certificate[] {
    return this.#distinct(this.#bySubject.get(subject)).map(({ certificate }) => certificate);
  }

  /** The certificates that name `issuer` as theirs, each at its first place. */
  naming(issuer: Name): readonly LocatedCertificate[] {
    return this.#distinct(this.#byIssuer.get(nameKey(issuer)));
  }

  /** Where a certificate was first seen. */
  placeOf({ sha256 }: Certificate): LocatedCertificate | undefined {
    return this.placesOf(sha256)[0];
  }

  /** Everywhere a certificate stands, by its SHA-256. */
  placesOf(sha256: string): readonly LocatedCertificate[] {
    return this.#locatedCertificates(this.#byDigest.get(sha256));
  }

  certificatesOf(key: SubjectPublicKeyInfo): readonly LocatedCertificate[] {
    return this.#locatedCertificates(this.#certificatesByKey.get(keyFingerprint(key)));
  }

  privateKeysOf(key: SubjectPublicKeyInfo): readonly LocatedObject[] {
    return (this.#privateKeysByKey.get(keyFingerprint(key)) ?? []).flatMap((place) => this.#located(place) ?? []);
  }

  #add(value: PkiValue, place: Place): readonly Topic[] {
    if (value.kind === 'certificate') this.#certificatesVersion++;
    for (const [places, key] of this.#keysOf(value)) insert(places, key, place);
    return topicsOf(value);
  }

  #take(value: PkiValue, place: Place): readonly Topic[] {
    if (value.kind === 'certificate') this.#certificatesVersion++;
    for (const [places, key] of this.#keysOf(value)) remove(places, key, place);
    return topicsOf(value);
  }

  #keysOf(value: PkiValue): readonly (readonly [Map<string, Place[]>, string])[] {
    if (value.kind === 'private-key') {
      return value.publicKey ? [[this.#privateKeysByKey, keyFingerprint(value.publicKey)]] : [];
    }
    if (value.kind !== 'certificate') return [];
    return [
      [this.#bySubject, nameKey(value.subject)],
      [this.#byIssuer, nameKey(value.issuer)],
      [this.#byDigest, value.sha256],
      [this.#certificatesByKey, keyFingerprint(value.subjectPublicKeyInfo)],
    ];
  }

  *#distinctCertificates(): Iterable<LocatedCertificate> {
    const seen = new Set<string>();
    for (const [uri, { objects }] of this.#files) {
      for (const object of objects) {
        const certificate = object.value;
        if (certificate?.kind !== 'certificate' || seen.has(certificate.sha256)) continue;
        seen.add(certificate.sha256);
        yield { uri, object, certificate };
      }
    }
  }

  #distinct(places: readonly Place[] | undefined): LocatedCertificate[] {
    const found = new Map<string, LocatedCertificate>();
    for (const located of this.#locatedCertificates(places)) {
      if (!found.has(located.certificate.sha256)) found.set(located.certificate.sha256, located);
    }
    return [...found.values()];
  }

  #locatedCertificates(places: readonly Place[] = []): LocatedCertificate[] {
    return places.flatMap((place) => {
      const located = this.#located(place);
      const certificate = located?.object.value;
      return located && certificate?.kind === 'certificate' ? [{ ...located, certificate }] : [];
    });
  }

  #located({ uri, position }: Place): LocatedObject | undefined {
    const object = this.#files.get(uri)?.objects[position];
    return object && { uri, object };
  }
}

function topicsOf(value: PkiValue): readonly Topic[] {
  switch (value.kind) {
    case 'certificate':
      return [`subject ${nameKey(value.subject)}`, `key ${keyFingerprint(value.subjectPublicKeyInfo)}`];
    case 'private-key':
      return value.publicKey ? [`key ${keyFingerprint(value.publicKey)}`] : [];
    default:
      return [];
  }
}

/** In the order of the files and of the objects in them. New files come last, so the end is where to look. */
function insert(map: Map<string, Place[]>, key: string, place: Place): void {
  const places = map.get(key);
  if (!places) {
    map.set(key, [place]);
    return;
  }
  let at = places.length;
  while (at > 0 && isBefore(place, places[at - 1] as Place)) at--;
  places.splice(at, 0, place);
}

function remove(map: Map<string, Place[]>, key: string, { uri, position }: Place): void {
  const places = map.get(key) ?? [];
  const at = places.findIndex((place) => place.uri === uri && place.position === position);
  if (at >= 0) places.splice(at, 1);
  if (places.length === 0) map.delete(key);
}

function isBefore(a: Place, b: Place): boolean {
  return a.order < b.order || (a.order === b.order && a.position < b.position);
}
