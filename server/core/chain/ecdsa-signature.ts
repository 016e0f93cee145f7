/** ECDSA-Sig-Value (RFC 3279, 2.2.3) to r and s at `length` octets each; undefined where it is not one. */
export function fixedLengthSignature(der: Uint8Array, length: number): Uint8Array | undefined {
  let at = 0;
  const header = (tag: number): number | undefined => {
    if (der[at] !== tag) return undefined;
    let size = der[at + 1];
    at += 2;
    if (size === 0x81) size = der[at++];
    return size === undefined || size > 0x8a || at + size > der.length ? undefined : size;
  };
  if (header(0x30) === undefined) return undefined;
  const out = new Uint8Array(2 * length);
  for (const part of [0, 1]) {
    const size = header(0x02);
    if (size === undefined) return undefined;
    let value = der.subarray(at, at + size);
    at += size;
    while (value.length > length && value[0] === 0) value = value.subarray(1);
    if (value.length > length) return undefined;
    out.set(value, (part + 1) * length - value.length);
  }
  return at === der.length ? out : undefined;
}
