import { DerReader } from '../asn1/der-reader.ts';
import { readInteger } from '../asn1/integer.ts';

/** ECDSA-Sig-Value (RFC 3279, 2.2.3): a SEQUENCE of two positive numbers in DER, and nothing else. */
export function isEcdsaSignature(signature: Uint8Array): boolean {
  const der = DerReader.over(signature);
  const inner = der.enter('ECDSA-Sig-Value');
  const r = readInteger(inner, 'r');
  const s = readInteger(inner, 's');
  inner.end('ECDSA-Sig-Value');
  der.end('ECDSA-Sig-Value');
  return !der.failure && der.violations.length === 0 && isPositive(r) && isPositive(s);
}

function isPositive(octets: Uint8Array): boolean {
  return (octets[0] ?? 0x80) < 0x80 && octets.some((octet) => octet !== 0);
}
