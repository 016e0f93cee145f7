export type { Field, JsonValue } from '../base/field.ts';

import type { Field, JsonValue } from '../base/field.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { scriptsMixedIn } from '../base/scripts.ts';
import { visible } from '../base/visible.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { formatName, type Name } from '../x509/name.ts';
import type { SubjectPublicKeyInfo } from '../x509/types.ts';
import { isoDateTime } from './dates.ts';
import { nameParts } from './name-parts.ts';
import { colonHex } from './names.ts';

export function field(key: string, label: Message, text: string | Message, json?: JsonValue): Field {
  const shown = typeof text === 'string' ? verbatim(text) : text;
  return { key, label, standard: key, text: shown, json: json ?? (typeof text === 'string' ? text : null) };
}

export function yesNoField(key: string, label: Message, value: boolean): Field {
  return { key, label, text: value ? message('yes') : message('no'), json: value };
}

/** A name with what is invisible in it made visible; letters of two scripts that look alike are pointed out. */
export function nameField(key: string, label: Message, name: Name): Field {
  const json = visible(formatName(name));
  if (json === '') return field(key, label, message('(empty)'), json);
  const text = name.rdns.length === 1 ? json : visible(formatName(name, ', '));
  const mixed = scriptsMixedIn(text);
  const shown = mixed ? message('{name} (mixes {scripts} letters)', { name: text, scripts: mixed }) : text;
  return { ...field(key, label, shown, json), children: nameParts(name) };
}

export function dateField(key: string, label: Message, date: Date): Field {
  return field(key, label, isoDateTime(date), isoSeconds(date));
}

/** `2026-11-23T07:00:00Z` */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}

export function keyFingerprintField(key: SubjectPublicKeyInfo): Field {
  const fingerprint = keyFingerprint(key);
  return {
    key: 'publicKeySha256',
    label: message('Public key SHA-256'),
    text: verbatim(colonHex(fingerprint)),
    json: fingerprint,
  };
}
