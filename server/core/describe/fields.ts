import type { Field, JsonValue } from '../base/field.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { AnyExtensionKind, ExtensionKind, ExtensionValues } from '../x509/extension.ts';
import { extensionKinds } from '../x509/extensions/index.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { formatName, type Name } from '../x509/name.ts';
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '../x509/types.ts';
import { isoDateTime } from './dates.ts';
import { type KeyLike, keyText } from './names.ts';

export function field(key: string, label: Message, text: string | Message, json?: JsonValue): Field {
  const shown = typeof text === 'string' ? verbatim(text) : text;
  return { key, label, text: shown, json: json ?? (typeof text === 'string' ? text : null) };
}

export function yesNoField(key: string, label: Message, value: boolean): Field {
  return field(key, label, value ? message('yes') : message('no'), value);
}

export function nameField(key: string, label: Message, name: Name): Field {
  const text = visible(formatName(name));
  return field(key, label, text === '' ? message('(empty)') : text, text);
}

export function dateField(key: string, label: Message, date: Date): Field {
  return field(key, label, isoDateTime(date), isoSeconds(date));
}

/** `2026-11-23T07:00:00Z` */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

export function keyField(key: KeyLike): Field {
  const json = { type: key.keyType, bits: key.bits ?? null, curve: key.curve ?? null };
  return field('publicKey', message('Key'), keyText(key), json);
}

export function keyFingerprintField(key: SubjectPublicKeyInfo): Field {
  return field('publicKeySha256', message('Public key SHA-256'), keyFingerprint(key));
}

export function signatureField({ name, hash }: AlgorithmIdentifier): Field {
  // RSASSA-PSS alone does not say its digest.
  const text = name === 'RSASSA-PSS' && hash !== undefined ? `${name} ${hash}` : name;
  return field('signatureAlgorithm', message('Signature'), text, name);
}

/** The fields of all extensions that are read, but for those that have a place of their own. */
export function otherExtensionFields(values: ExtensionValues, placed: readonly AnyExtensionKind[]): Field[] {
  return extensionKinds.flatMap((kind) => (placed.includes(kind) ? [] : extensionField(values, kind)));
}

/** The field of one extension; none where it is absent or malformed. */
export function extensionField<T>(values: ExtensionValues, kind: ExtensionKind<T>): Field[] {
  const value = values.get(kind);
  return value === undefined ? [] : [{ key: kind.name, label: kind.label, ...kind.describe(value) }];
}
