const values = new Int8Array(128).fill(-1);
for (const [i, c] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  values[c.charCodeAt(0)] = i;
}

export type Base64 =
  | { readonly bytes: Uint8Array }
  /** `at` is the offset of the offending character; `length` where the text just ends too early. */
  | { readonly at: number; readonly reason: 'character' | 'padding' | 'length' };

/** Decodes RFC 4648 base64 in `text` from `start` to `end`, white space skipped; says where it is broken. */
export function decodeBase64(text: string, start: number, end: number): Base64 {
  const out = new Uint8Array(Math.ceil(((end - start) * 3) / 4));
  let size = 0;
  let bits = 0;
  let held = 0;
  let padding = 0;
  let count = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 32 || code === 9 || code === 11 || code === 12) continue;
    if (code === 61) {
      padding++;
      if (padding > 2) return { at, reason: 'padding' };
      continue;
    }
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) return { at, reason: 'character' };
    if (padding > 0) return { at, reason: 'padding' };
    count++;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[size++] = (held >> bits) & 0xff;
      held &= (1 << bits) - 1;
    }
  }
  if ((count + padding) % 4 !== 0 || held !== 0) return { at: end, reason: 'length' };
  return { bytes: out.subarray(0, size) };
}
