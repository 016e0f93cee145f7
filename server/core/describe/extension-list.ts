import { toHex } from '../asn1/hex.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import type { Field } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { message, verbatim } from '../base/message.ts';
import { extensionKinds } from '../x509/extensions/index.ts';
import type { Extension } from '../x509/types.ts';

const known = new Set(extensionKinds.map(({ oid }) => oid));

/** Longest value of an unknown extension that is shown, in octets. */
const shownOctets = 64;

/** All extensions by name, with whether they are critical; those that are not read here with their bytes. */
export function extensionListField(extensions: readonly Extension[]): Field[] {
  if (extensions.length === 0) return [];
  const children = extensions.slice(0, limits.shownEntries).map(
    ({ oid, critical, value }): Field => ({
      key: oid,
      label: verbatim(objectIdentifierName(oid)),
      text: extensionText(critical, known.has(oid) ? undefined : value),
    }),
  );
  const json = extensions.map(({ oid, critical, value }) => ({
    oid,
    name: objectIdentifierName(oid),
    critical,
    ...(known.has(oid) ? {} : { value: toHex(value) }),
  }));
  const label = message('Extensions');
  return [{ key: 'extensions', label, text: verbatim(String(extensions.length)), json, children }];
}

function extensionText(critical: boolean, value: Uint8Array | undefined): NonNullable<Field['text']> {
  if (!value) return critical ? message('critical') : message('not critical');
  const hex = toHex(value.subarray(0, shownOctets)) + (value.length > shownOctets ? '…' : '');
  return critical ? message('critical, {value}', { value: hex }) : message('not critical, {value}', { value: hex });
}
