import { EncodedName } from './encoded-name.ts';
import type { AttributeTypeAndValue, Name } from './name.ts';

/**
 * A key that is equal for names that are equal by RFC 5280, 7.1: string types, case and runs of white space do not
 * count, compatibility characters are folded, and invisible ones are left out.
 */
export function nameKey(name: Name): string {
  if (!(name instanceof EncodedName)) return makeKey(name);
  name.key ??= makeKey(name);
  return name.key;
}

const rdnKeysOf = new WeakMap<Name, readonly string[]>();

/** As `nameKey`, of each relative distinguished name: made once, where thousands are compared with thousands. */
export function rdnKeys(name: Name): readonly string[] {
  let keys = rdnKeysOf.get(name);
  if (!keys) {
    keys = name.rdns.map((rdn) => JSON.stringify(rdn.map(attributeKey).sort()));
    rdnKeysOf.set(name, keys);
  }
  return keys;
}

function makeKey({ rdns }: Name): string {
  return JSON.stringify(rdns.map((rdn) => rdn.map(attributeKey).sort()));
}

function attributeKey({ type, value, isString }: AttributeTypeAndValue): string {
  return `${type}=${isString ? prepared(value) : value}`;
}

// RFC 4518, 2.2: soft hyphens, joiners, direction marks and tags (all of them format characters), variation selectors,
// and controls that are no white space.
const mappedToNothing = /\p{Cf}|\u034F|\p{Variation_Selector}|\uFFFC|(?!\s|\u0085)\p{Cc}/gu;

/** RFC 4518, 2 as far as two strings can be compared with it. Upper case first folds what has no single lower case: ß. */
function prepared(value: string): string {
  // Nearly every name is of printable ASCII, for which the tables change nothing but case.
  if (/^[ -~]*$/.test(value)) return value.toLowerCase().trim().replace(/ {2,}/g, ' ');
  return value.replace(mappedToNothing, '').toUpperCase().toLowerCase().normalize('NFKC').trim().replace(/\s+/g, ' ');
}

export function sameName(a: Name, b: Name): boolean {
  return nameKey(a) === nameKey(b);
}
