import { toHex } from '../asn1/hex.ts';

/** A serial number (RFC 5280, 4.1.2.2) to look things up by. */
export function serialKey(serialNumber: Uint8Array): string {
  return toHex(serialNumber);
}
