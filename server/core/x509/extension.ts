import { readDefaultFalse } from '../asn1/boolean.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { failureMessage } from '../asn1/failure.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
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
  const seen = new Set<string>();
  list.notEmpty('extensions');
  while (!list.atEnd) {
    const one = list.enter('Extension');
    const oid = readObjectIdentifier(one, 'extnID');
    const critical = readDefaultFalse(one, 'critical');
    const value = one.element('extnValue', tags.octetString).contents;
    one.end('Extension');
    extensions.push({ oid, critical, value });
    if (seen.has(oid)) add(duplicate(oid));
    seen.add(oid);
  }
  return extensions;
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

interface Decoded {
  readonly value: unknown;
  readonly defects: readonly Defect[];
}

/** The extensions of one object, each decoded when it is first asked for; a malformed one hides no other. */
export class ExtensionValues {
  readonly list: readonly Extension[];
  readonly #decoded = new Map<AnyExtensionKind, Decoded | undefined>();

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
    const present = new Set(this.list.map(({ oid }) => oid));
    const judged = kinds.filter(({ oid, isInformative }) => !isInformative && present.has(oid));
    return judged.flatMap((kind) => this.#decode(kind)?.defects ?? []);
  }

  #decode(kind: AnyExtensionKind): Decoded | undefined {
    if (this.#decoded.has(kind)) return this.#decoded.get(kind);
    const extension = this.list.find(({ oid }) => oid === kind.oid);
    const decoded = extension && decode(kind, extension.value);
    this.#decoded.set(kind, decoded);
    return decoded;
  }
}

function decode(kind: AnyExtensionKind, bytes: Uint8Array): Decoded {
  const der = DerReader.over(bytes);
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
  const defects = violations.map((violation) => ({
    code: 'extension-not-strict',
    message: message('The extension {name} breaks the rules of DER, so some programs refuse it: {reason}.', {
      name: kind.name,
      reason: failureMessage(violation),
    }),
  }));
  return { value, defects };
}
