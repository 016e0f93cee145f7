/** `30 03 02 01 05` as bytes. */
export function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

export function hex(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
