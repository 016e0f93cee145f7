import type { AttributeTypeAndValue, Name } from './name.ts';

const keys = new WeakMap<Name, string>();

/**
 * A key that is equal for names that are equal by RFC 5280, 7.1: string types, case and runs of white space do not
 * count, and compatibility characters are folded. (RFC 4518's tables of characters mapped to nothing are not applied.)
 */
export function nameKey(name: Name): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = JSON.stringify(name.rdns.map((rdn) => rdn.map(attributeKey).sort()));
  keys.set(name, key);
  return key;
}

function attributeKey({ type, value, isString }: AttributeTypeAndValue): string {
  const text = isString ? value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase() : value;
  return `${type}=${text}`;
}

export function sameName(a: Name, b: Name): boolean {
  return nameKey(a) === nameKey(b);
}
