/** Enough to tell: bytes of DER and key stores show themselves within their first few. */
const looksAt = 4096;

/** Whether bytes are text for people, in UTF-8: there are some, and no control characters among them but white space. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    // As a stream: the last character may be cut in two.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, looksAt), { stream: true });
    return !/[^\P{Cc}\t\n\f\r]/u.test(text);
  } catch {
    return false;
  }
}
