import { toHex } from '../asn1/hex.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import { type Asn1Node, asn1Lines, asn1Tree } from '../asn1/tree.ts';
import type { Field, JsonValue } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import type { AnyExtensionKind, ExtensionKind, ExtensionValues } from '../x509/extension.ts';
import { extensionKinds } from '../x509/extensions/index.ts';
import type { Extension } from '../x509/types.ts';

const kindOf: ReadonlyMap<string, AnyExtensionKind> = new Map(extensionKinds.map((kind) => [kind.oid, kind]));

/** Longest value of an unknown extension that is given as hexadecimal where it is no ASN.1, in octets. */
const shownOctets = 64;

/** The field of one extension; none where it is absent or malformed. */
export function extensionField<T>(values: ExtensionValues, kind: ExtensionKind<T>): Field[] {
  const value = values.get(kind);
  if (value === undefined) return [];
  const { name, label, oid } = kind;
  const critical = values.list.find((extension) => extension.oid === oid)?.critical ?? false;
  return [{ key: name, label, standard: name, oid, critical, ...kind.describe(value) }];
}

/** The fields of all extensions that are read, but for those that have a place of their own, and of those that are not. */
export function otherExtensionFields(values: ExtensionValues, placed: readonly AnyExtensionKind[]): Field[] {
  const others = extensionKinds.flatMap((kind) => (placed.includes(kind) ? [] : extensionField(values, kind)));
  return [...others, ...rawExtensions(values).slice(0, limits.shownEntries).map(rawField)];
}

/** All extensions in their order, with their bytes; those that cannot be read as their ASN.1. */
export function extensionListField(values: ExtensionValues): Field[] {
  if (values.list.length === 0) return [];
  return [
    {
      key: 'extensions',
      label: message('Extensions'),
      // Of a thousand certificates that are shown to people nobody asks for it.
      get json() {
        return listedExtensions(values);
      },
      audience: 'programs',
    },
  ];
}

function listedExtensions(values: ExtensionValues): JsonValue {
  const raw = new Set(rawExtensions(values));
  return values.list.map((extension) => {
    const { oid, critical, value } = extension;
    const tree = raw.has(extension) ? asn1Tree(value) : undefined;
    const asn1 = tree ? { asn1: asn1Lines(tree) } : {};
    return { oid, name: objectIdentifierName(oid), critical, value: toHex(value), ...asn1 };
  });
}

/** Unknown ones, malformed ones, and those that are there again. */
function rawExtensions(values: ExtensionValues): Extension[] {
  const seen = new Set<string>();
  return values.list.filter(({ oid }) => {
    const isRepeated = seen.has(oid);
    seen.add(oid);
    const kind = kindOf.get(oid);
    return isRepeated || !kind || values.get(kind) === undefined;
  });
}

function rawField({ oid, critical, value }: Extension): Field {
  const name = objectIdentifierName(oid);
  const tree = asn1Tree(value);
  const label = kindOf.get(oid)?.label ?? message('Extension');
  const base = {
    key: oid,
    label,
    oid,
    critical,
    ...(name === oid ? {} : { standard: name }),
    audience: 'people',
  } as const;
  if (tree && tree.length > 0) return { ...base, text: hexText(value), children: tree.map(nodeField) };
  return { ...base, text: hexText(value) };
}

function hexText(value: Uint8Array): Message {
  return verbatim(toHex(value.subarray(0, shownOctets)) + (value.length > shownOctets ? '…' : ''));
}

function nodeField({ type, text, children }: Asn1Node, i: number): Field {
  return {
    key: String(i),
    label: verbatim(type),
    ...(text === '' ? {} : { text: verbatim(text) }),
    ...(children.length > 0 ? { children: children.map(nodeField) } : {}),
  };
}
