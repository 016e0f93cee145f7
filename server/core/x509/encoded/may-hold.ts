/**
 * Whether a text can hold an object that `readEncodedObjects` finds: a few searches at the speed of memory, slower for what
 * begins as base64 may.
 */
export function mayHoldEncoded(text: string): boolean {
  return (
    text.includes('"kty"') ||
    text.includes('LS0tLS1CRUdJTi') ||
    (text.includes('</') && text.includes('X509Certificate>'))
  );
}
