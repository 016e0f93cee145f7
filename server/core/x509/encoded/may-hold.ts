/** Whether a text can hold an object that `readEncodedObjects` finds: three searches at the speed of memory. */
export function mayHoldEncoded(text: string): boolean {
  return text.includes('LS0tLS1CRUdJTi') || text.includes('X509Certificate>') || text.includes('"kty"');
}
