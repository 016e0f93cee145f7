/** ECDSA-Sig-Value (RFC 3279, 2.2.3) to r and s at `length` octets each; undefined where it is not one in DER. */
export function fixedLengthSignature(der: Uint8Array, length: number): Uint8Array | undefined {
  let at = 0;
  const header = (tag: number): number | undefined => {
    if (der[at] !== tag) return undefined;
    let size = der[at + 1];
    at += 2;
    if (size === 0x81) {
      size = der[at++];
      if (size !== undefined && size < 0x80) return undefined;
    }
    return size === undefined || size > 0x8a || at + size > der.length ? undefined : size;
  };
  const whole = header(0x30);
  if (whole === undefined || at + whole !== der.length) return undefined;
  const out = new Uint8Array(2 * length);
  for (const part of [0, 1]) {
    const size = header(0x02);
    if (size === undefined) return undefined;
    let value = der.subarray(at, at + size);
    at += size;
    // Positive and in the shortest form (X.690, 8.3.2): another form would be another signature of the same value.
    const [first = 0x80, second = 0x80] = value;
    if (first >= 0x80 || (first === 0 && value.length > 1 && second < 0x80)) return undefined;
    if (first === 0) value = value.subarray(1);
    if (value.length > length) return undefined;
    out.set(value, (part + 1) * length - value.length);
  }
  return at === der.length ? out : undefined;
}
