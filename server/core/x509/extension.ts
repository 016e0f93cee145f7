import { readDefaultFalse } from '../asn1/boolean.ts';
import { type DerElement, DerReader } from '../asn1/der-reader.ts';
import { failureMessage } from '../asn1/failure.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import { SeenBytes } from '../asn1/seen-bytes.ts';
import { tags } from '../asn1/tags.ts';
import type { Field } from '../base/field.ts';
import { type Message, message } from '../base/message.ts';
import type { Defect } from './defect.ts';
import type { Extension } from './types.ts';

/** What people are shown of an extension; key and label come from its name. */
export type ExtensionDescription = Pick<Field, 'text' | 'json' | 'children'>;

/**
 * One kind of extension: what reads it and what describes it. A file of extensions/ each, exporting `extension`; adding
 * one adds it to every view.
 */
export interface ExtensionKind<T> {
  readonly oid: string;
  /** As its ASN.1 names it: `basicConstraints`. */
  readonly name: string;
  readonly label: Message;
  /** Nobody acts on it, so that a broken one is no problem of the certificate's. */
  readonly isInformative?: true;
  /** Reads extnValue's contents. What is returned after a failure is thrown away. */
  read(der: DerReader): T;
  describe(value: T): ExtensionDescription;
}

/** A kind whose type is forgotten, as lists hold them. */
export type AnyExtensionKind = ExtensionKind<unknown>;

export function defineExtension<T>(kind: ExtensionKind<T>): ExtensionKind<T> {
  return kind;
}

/** RFC 5280, 4.1.2.9. The reader stands before the SEQUENCE of extensions. */
export function readExtensions(der: DerReader, add: (defect: Defect) => void): Extension[] {
  const list = der.enter('extensions');
  const extensions: Extension[] = [];
  let identifiers: Set<string> | undefined;
  list.notEmpty('extensions');
  while (!list.atEnd) {
    const extension = readExtension(list);
    const { oid } = extension;
    if (extensions.length < few ? isAmong(extensions, oid) : identifiers?.has(oid)) add(duplicate(oid));
    extensions.push(extension);
    if (extensions.length < few) continue;
    identifiers ??= new Set(extensions.map((one) => one.oid));
    identifiers.add(oid);
  }
  return extensions;
}

function readExtension(list: DerReader): EncodedExtension {
  const violations = list.violations.length;
  list.take('Extension', tags.sequence);
  const { source, valueStart, contentsEnd } = list;
  const known = list.failure ? undefined : seen.get(source, valueStart, contentsEnd);
  if (known) return known;
  const read = readInside(list);
  if (!alike.has(read.oid) || list.failure || list.violations.length > violations) return read;
  const bytes = source.slice(valueStart, contentsEnd);
  if (bytes.length > longestKept) return read;
  // Of octets of its own: it is kept, and may not keep what it was read from alive.
  const own = DerReader.over(bytes);
  own.take('Extension', tags.sequence);
  const kept = readInside(own);
  seen.put(bytes, kept);
  return kept;
}

function readInside(list: DerReader): EncodedExtension {
  const one = list.inside('Extension');
  const oid = readObjectIdentifier(one, 'extnID');
  const critical = readDefaultFalse(one, 'critical');
  const value = one.element('extnValue', tags.octetString);
  one.end('Extension');
  return new EncodedExtension(oid, critical, value);
}

/** Those in which the certificates of one CA are alike: uses, constraints, policies and addresses. */
const alike: ReadonlySet<string> = new Set([
  '2.5.29.15',
  '2.5.29.19',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
  '1.3.6.1.5.5.7.1.1',
]);

/** Of these, what was read without a fault. */
const seen = new SeenBytes<EncodedExtension>(500);
const longestKept = 500;

/** So many are looked through one by one: certificates have some ten. */
const few = 30;

function isAmong(extensions: readonly Extension[], oid: string): boolean {
  for (let i = 0; i < extensions.length; i++) if (extensions[i]?.oid === oid) return true;
  return false;
}

/** Its value is a view that is made when asked for: a bundle has tens of thousands. */
class EncodedExtension implements Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** What its kind made of it. */
  decoded: Decoded | undefined;
  readonly #value: DerElement;

  constructor(oid: string, critical: boolean, value: DerElement) {
    this.oid = oid;
    this.critical = critical;
    this.#value = value;
  }

  get value(): Uint8Array {
    return this.#value.contents;
  }

  get reader(): DerReader {
    return DerReader.inContents(this.#value);
  }
}

/** RFC 5280, 4.2: no two of the same. */
function duplicate(oid: string): Defect {
  return {
    code: 'extension-duplicate',
    message: message('The extension {name} occurs twice, so programs refuse this certificate.', {
      name: objectIdentifierName(oid),
    }),
  };
}

const oidMaps = new WeakMap<readonly AnyExtensionKind[], ReadonlyMap<string, AnyExtensionKind>>();

/** Made once for the kinds there are. */
function kindsByOid(kinds: readonly AnyExtensionKind[]): ReadonlyMap<string, AnyExtensionKind> {
  const made = oidMaps.get(kinds) ?? new Map(kinds.map((kind) => [kind.oid, kind]));
  oidMaps.set(kinds, made);
  return made;
}

interface Decoded {
  readonly value: unknown;
  readonly defects: readonly Defect[];
}

/** The extensions of one object, each decoded when it is first asked for; a malformed one hides no other. */
export class ExtensionValues {
  readonly list: readonly Extension[];

  constructor(list: readonly Extension[]) {
    this.list = list;
  }

  /** The value of the first extension of this kind; undefined where it is absent or malformed. */
  get<T>(kind: ExtensionKind<T>): T | undefined {
    // Stored under the kind that read it.
    return this.#decode(kind as AnyExtensionKind)?.value as T | undefined;
  }

  /** What is wrong inside the extensions of these kinds. Decodes them all. */
  defects(kinds: readonly AnyExtensionKind[]): Defect[] {
    const byOid = kindsByOid(kinds);
    const defects: Defect[] = [];
    for (const { oid } of this.list) {
      const kind = byOid.get(oid);
      const decoded = kind && !kind.isInformative ? this.#decode(kind) : undefined;
      if (decoded && decoded.defects.length > 0) defects.push(...decoded.defects);
    }
    return defects;
  }

  #decode(kind: AnyExtensionKind): Decoded | undefined {
    const { list } = this;
    for (let i = 0; i < list.length; i++) {
      const extension = list[i];
      if (extension?.oid !== kind.oid) continue;
      if (!(extension instanceof EncodedExtension)) return decode(kind, extension);
      extension.decoded ??= decode(kind, extension);
      return extension.decoded;
    }
    return undefined;
  }
}

const none: readonly Defect[] = [];

function decode(kind: AnyExtensionKind, extension: Extension): Decoded {
  const der = extension instanceof EncodedExtension ? extension.reader : DerReader.over(extension.value);
  const value = kind.read(der);
  der.end(kind.name);
  const { failure, violations } = der;
  if (failure) {
    const text = message('The extension {name} cannot be read: {reason}.', {
      name: kind.name,
      reason: failureMessage(failure),
    });
    return { value: undefined, defects: [{ code: 'extension-malformed', message: text }] };
  }
  if (violations.length === 0) return { value, defects: none };
  const defects = violations.map((violation) => ({
    code: 'extension-not-strict',
    message: message('The extension {name} breaks the rules of DER, so some programs refuse it: {reason}.', {
      name: kind.name,
      reason: failureMessage(violation),
    }),
  }));
  return { value, defects };
}
