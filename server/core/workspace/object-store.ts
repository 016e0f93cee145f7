import { differenceOf } from '../base/difference.ts';
import type { LocatedObject } from '../lint/facts.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import { serialKey } from '../x509/serial-key.ts';
import type { Certificate, CertificateList, PkiObject, PkiValue } from '../x509/types.ts';
import { baseName, folderOf } from './paths.ts';
import { sameValue } from './same-value.ts';
import { SharedPrimes } from './shared-primes.ts';

export interface LocatedCertificate extends LocatedObject {
  readonly certificate: Certificate;
}

/** What a question was about, and so what its answer may depend on. Names and keys by their own keys, `status` by serial number. */
export type Topic =
  | `file ${string}`
  | `folder ${string}`
  | `named ${string}`
  | `subject ${string}`
  | `issuer ${string}`
  | `key ${string}`
  | `lists ${string}`
  | 'indirect-lists'
  | `status ${string}`
  | 'duplicate-serials'
  | 'certificates';

/** What objects are found by. `self-issued`: CA certificates that name themselves as their issuer, all under one key. */
export type Property =
  | 'self-issued'
  | 'subject'
  | 'issuer'
  | 'digest'
  | 'serial'
  | 'certificate-key'
  | 'private-key'
  | 'list-issuer'
  | 'status-of';

/** Certificates that one OCSP response speaks of; responders answer about one. */
const mostAnswers = 1_000;

/** One object by where it stands: its span may change while it stays the same. */
interface Place {
  readonly uri: string;
  /** Changes where objects come or go before it. */
  position: number;
  /** Of the file among all files. */
  readonly order: number;
}

interface File {
  readonly order: number;
  objects: readonly PkiObject[];
  /** Of each of them. */
  places: readonly Place[];
}

/** The PKI objects of all known documents. A document that changes costs what changed in it. */
export class ObjectStore {
  readonly sharedPrimes = new SharedPrimes();
  readonly #duplicateSerials = new Set<string>();
  readonly #changedSerials = new Set<string>();
  readonly #files = new Map<string, File>();
  readonly #places: Readonly<Record<Property, Places>> = {
    'self-issued': new Map(),
    subject: new Map(),
    issuer: new Map(),
    digest: new Map(),
    serial: new Map(),
    'certificate-key': new Map(),
    'private-key': new Map(),
    'list-issuer': new Map(),
    'status-of': new Map(),
  };
  /** With the number of places where they stand. */
  readonly #indirectLists = new Map<CertificateList, number>();
  /** How many files with objects each folder has, and how many of them have a name. */
  readonly #inFolders = new Map<string, number>();
  readonly #named = new Map<string, number>();
  #distinct = { version: -1, byKey: new Map<string, readonly LocatedCertificate[]>() };
  readonly #bySubject = new Map<string, readonly Certificate[]>();
  #certificates: readonly LocatedCertificate[] | undefined;
  #certificatesVersion = 0;
  #version = 0;
  #lastOrder = 0;

  /** Grows whenever a document is put or taken away. */
  get version(): number {
    return this.#version;
  }

  /** What `uri` holds from now on; undefined where it is not there. Returns what is different by that. */
  put(uri: string, objects: readonly PkiObject[] | undefined): readonly Topic[] {
    const file = this.#files.get(uri);
    if (!file && !objects) return [];
    this.#version++;
    const { order, objects: before, places: was } = file ?? { order: ++this.#lastOrder, objects: [], places: [] };
    const after = objects ?? [];
    const topics: Topic[] = [];
    const { start, end, by } = differenceOf(before, after, isSame);
    // Where as many stand as before, each is held against the one in its place.
    const isKept = (i: number): boolean => by === 0 && isSame(before[i] as PkiObject, after[i] as PkiObject);
    for (let i = start; i < end; i++) {
      const value = before[i]?.value;
      if (value && !isKept(i)) this.#change(value, was[i] as Place, remove, -1, topics);
    }
    const places = by === 0 ? was : placed(was, { start, end, by }, uri, order);
    for (let i = start; i < end + by; i++) {
      const value = after[i]?.value;
      if (value && !isKept(i)) this.#change(value, places[i] as Place, insert, 1, topics);
    }
    if (!file || !objects || topics.length > 0 || before.length !== after.length) topics.push(`file ${uri}`);
    this.#certificates = undefined;
    const holds = Number(after.length > 0) - Number(before.length > 0);
    if (holds !== 0) {
      if (countsOrNot(this.#inFolders, folderOf(uri), holds)) topics.push(`folder ${folderOf(uri)}`);
      if (countsOrNot(this.#named, baseName(uri), holds)) topics.push(`named ${baseName(uri)}`);
    }
    if (!objects) this.#files.delete(uri);
    else this.#files.set(uri, { order, objects, places });
    let isOtherDuplicate = false;
    for (const serial of this.#changedSerials) if (this.#updateDuplicate(serial)) isOtherDuplicate = true;
    this.#changedSerials.clear();
    if (isOtherDuplicate) topics.push('duplicate-serials');
    return topics;
  }

  /** Certificates with this subject, each once: of one there may be thousands of copies, and it is asked for each. */
  withSubject(key: string): readonly Certificate[] {
    let found = this.#bySubject.get(key);
    if (!found) {
      const all = new Map<string, Certificate>();
      for (const { object } of this.find('subject', key)) {
        const { value } = object;
        if (value?.kind === 'certificate' && !all.has(value.sha256)) all.set(value.sha256, value);
      }
      found = [...all.values()];
      // What is nowhere is found out as quickly, and nobody would take it out again.
      if (found.length > 0) this.#bySubject.set(key, found);
    }
    return found;
  }

  /** Certificates by a property, each once, at its first place: likewise, until a document is put or taken away. */
  distinct(property: Property, key: string): readonly LocatedCertificate[] {
    if (this.#distinct.version !== this.#version) this.#distinct = { version: this.#version, byKey: new Map() };
    const { byKey } = this.#distinct;
    const name = `${property} ${key}`;
    let found = byKey.get(name);
    if (!found) {
      const all = new Map<string, LocatedCertificate>();
      for (const located of this.find(property, key)) {
        const { value } = located.object;
        if (value?.kind !== 'certificate' || all.has(value.sha256)) continue;
        all.set(value.sha256, { ...located, certificate: value });
      }
      found = [...all.values()];
      byKey.set(name, found);
    }
    return found;
  }

  /** Whether two certificates have the issuer and the serial number that `serial` names. */
  isDuplicateSerial(serial: string): boolean {
    return this.#duplicateSerials.has(serial);
  }

  get hasDuplicateSerials(): boolean {
    return this.#duplicateSerials.size > 0;
  }

  #updateDuplicate(serial: string): boolean {
    // Nearly always there is but one.
    if (placesIn(this.#places.serial, serial).length < 2) return this.#duplicateSerials.delete(serial);
    const digests = new Set<string>();
    for (const { object } of this.find('serial', serial)) {
      if (object.value?.kind === 'certificate') digests.add(object.value.sha256);
    }
    if (digests.size < 2) return this.#duplicateSerials.delete(serial);
    // Known ones change too: which other one there is.
    this.#duplicateSerials.add(serial);
    return true;
  }

  /** In the order of the files and of the objects in them. */
  find(property: Property, key: string): LocatedObject[] {
    const found: LocatedObject[] = [];
    for (const { uri, position } of placesIn(this.#places[property], key)) {
      const object = this.#files.get(uri)?.objects[position];
      if (object) found.push({ uri, object });
    }
    return found;
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

  /** Revocation lists that speak of certificates of other CAs too (RFC 5280, 5.2.5). */
  get indirectLists(): readonly CertificateList[] {
    return [...this.#indirectLists.keys()];
  }

  /** Every file that holds one, in the order in which they came to be known. */
  get files(): { readonly uri: string; readonly objects: readonly PkiObject[] }[] {
    return [...this.#files].flatMap(([uri, { objects }]) => (objects.length > 0 ? [{ uri, objects }] : []));
  }

  /** Whether PKI objects lie in a folder itself. */
  hasFilesIn(folder: string): boolean {
    return this.#inFolders.has(folder);
  }

  /** Whether a file of this name, wherever it is, holds PKI objects. */
  hasFileNamed(name: string): boolean {
    return this.#named.has(name);
  }

  objectsOf(uri: string): readonly PkiObject[] | undefined {
    return this.#files.get(uri)?.objects;
  }

  #change(
    value: PkiValue,
    place: Place,
    change: (places: Places, key: string, place: Place) => void,
    count: 1 | -1,
    topics: Topic[],
  ): void {
    tellAbout(
      value,
      (property, key) => {
        change(this.#places[property], key, place);
        if (property === 'subject') this.#bySubject.delete(key);
        if (property === 'serial') this.#changedSerials.add(key);
      },
      topics,
    );
    if (value.kind === 'certificate') this.#certificatesVersion++;
    if (count > 0) this.sharedPrimes.add(value);
    if (value.kind === 'certificate-list' && value.isIndirect) {
      const places = (this.#indirectLists.get(value) ?? 0) + count;
      if (places > 0) this.#indirectLists.set(value, places);
      else this.#indirectLists.delete(value);
    }
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
}

/** By what a value is found, and what is different where it comes or goes. */
function tellAbout(value: PkiValue, find: (property: Property, key: string) => void, topics: Topic[]): void {
  switch (value.kind) {
    case 'certificate': {
      const subject = nameKey(value.subject);
      const issuer = nameKey(value.issuer);
      const key = keyFingerprint(value.subjectPublicKeyInfo);
      find('subject', subject);
      find('issuer', issuer);
      find('digest', value.sha256);
      find('serial', serialOf(value));
      find('certificate-key', key);
      if (subject === issuer && value.basicConstraints?.cA === true) find('self-issued', 'ca');
      topics.push(`subject ${subject}`, `issuer ${issuer}`, `key ${key}`, 'certificates');
      break;
    }
    case 'private-key': {
      const key = value.publicKey && keyFingerprint(value.publicKey);
      if (!key) break;
      find('private-key', key);
      topics.push(`key ${key}`);
      break;
    }
    case 'certificate-list': {
      const issuer = nameKey(value.issuer);
      find('list-issuer', issuer);
      topics.push(`lists ${issuer}`);
      if (value.isIndirect) topics.push('indirect-lists');
      break;
    }
    case 'ocsp-response': {
      const answers = (value.response?.responses ?? []).slice(0, mostAnswers);
      for (const serial of new Set(answers.map(({ certId }) => serialKey(certId.serialNumber)))) {
        find('status-of', serial);
        topics.push(`status ${serial}`);
      }
      break;
    }
  }
}

/** What names a certificate (RFC 5280, 4.1.2.2). */
export function serialOf({ serialNumber, issuer }: Certificate): string {
  return `${serialKey(serialNumber)} ${nameKey(issuer)}`;
}

/** Counts up or down; true where the first came or the last went. */
function countsOrNot(counts: Map<string, number>, key: string, change: number): boolean {
  const before = counts.get(key) ?? 0;
  if (before + change > 0) counts.set(key, before + change);
  else counts.delete(key);
  return before === 0 || before + change === 0;
}

/** Most things stand in one place: an array around it would double what it takes. */
type Places = Map<string, Place | Place[]>;

const none: readonly Place[] = [];

function placesIn(map: Places, key: string): readonly Place[] {
  const places = map.get(key);
  if (places === undefined) return none;
  return Array.isArray(places) ? places : [places];
}

function isSame(a: PkiObject, b: PkiObject): boolean {
  return sameValue(a.value, b.value);
}

/** The places of a file in which others come in the place of some; those behind them move. */
function placed(
  was: readonly Place[],
  { start, end, by }: ReturnType<typeof differenceOf>,
  uri: string,
  order: number,
): readonly Place[] {
  const fresh = Array.from({ length: end + by - start }, (_, i): Place => ({ uri, position: start + i, order }));
  const moved = was.slice(end);
  for (const place of moved) place.position += by;
  return [...was.slice(0, start), ...fresh, ...moved];
}

/** New files come last, so the end is where to look. */
function insert(map: Places, key: string, place: Place): void {
  const places = map.get(key);
  if (!places) {
    map.set(key, place);
    return;
  }
  const all = Array.isArray(places) ? places : [places];
  let at = all.length;
  while (at > 0 && isBefore(place, all[at - 1] as Place)) at--;
  all.splice(at, 0, place);
  if (all !== places) map.set(key, all);
}

function remove(map: Places, key: string, place: Place): void {
  const places = map.get(key);
  if (!places) return;
  const all = Array.isArray(places) ? places : [places];
  const at = all.indexOf(place);
  if (at < 0) return;
  all.splice(at, 1);
  if (all.length === 0) map.delete(key);
}

function isBefore(a: Place, b: Place): boolean {
  return a.order < b.order || (a.order === b.order && a.position < b.position);
}
