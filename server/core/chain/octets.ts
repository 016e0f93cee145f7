const latin1 = new TextDecoder('latin1');
const keys = new WeakMap<Uint8Array, string>();

/** Octets as a string that is equal for equal octets, made once for each array. */
export function octetsKey(octets: Uint8Array): string {
  let key = keys.get(octets);
  if (key === undefined) {
    key = latin1.decode(octets);
    keys.set(octets, key);
  }
  return key;
}
