import { toHex } from '../asn1/hex.ts';
import { unsigned } from '../asn1/integer.ts';
import { visible } from '../base/visible.ts';
import { bareGeneralName } from '../x509/general-name.ts';
import { attribute, commonName } from '../x509/name.ts';
import type { AlgorithmIdentifier, Certificate, KeyType } from '../x509/types.ts';

/** What a person calls this certificate: its common name, else its first name, organisation or serial number. */
export function displayName(certificate: Certificate): string {
  const first = certificate.subjectAltName?.[0];
  const name =
    commonName(certificate.subject) ??
    (first ? bareGeneralName(first) : undefined) ??
    attribute(certificate.subject, 'O') ??
    attribute(certificate.subject, 'OU');
  return name === undefined || name.trim() === '' ? serialText(certificate.serialNumber) : shortened(visible(name));
}

/** Names of RFC 5280 have at most 64 characters; a longer one would fill lists and lenses. */
const longestName = 200;

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName).toWellFormed()}…` : name;
}

/** What is known of a key; a public key also has its algorithm. */
export interface KeyLike {
  readonly keyType: KeyType;
  readonly curve: string | undefined;
  readonly bits: number | undefined;
  readonly algorithm?: AlgorithmIdentifier;
}

const namedByAlgorithm: ReadonlySet<KeyType> = new Set(['unknown', 'ML-DSA', 'SLH-DSA', 'ML-KEM', 'composite']);

/** `EC P-256`, `RSA 2048`, `Ed25519`, `ML-DSA-65`. */
export function keyText({ keyType, curve, bits, algorithm }: KeyLike): string {
  if (algorithm && namedByAlgorithm.has(keyType)) return algorithm.name;
  if (curve !== undefined) return `${keyType} ${curve}`;
  return bits === undefined ? keyType : `${keyType} ${bits}`;
}

/** Upper-case hexadecimal as `openssl x509 -serial` prints it: no sign octet, a minus before negative ones. */
export function serialText(serial: Uint8Array): string {
  if ((serial[0] ?? 0) >= 0x80) return `-${toHex(unsigned(negated(serial))).toUpperCase()}`;
  return toHex(unsigned(serial)).toUpperCase();
}

/** The magnitude of a negative INTEGER. */
function negated(octets: Uint8Array): Uint8Array {
  const out = octets.map((octet) => octet ^ 0xff);
  for (let at = out.length - 1; at >= 0; at--) {
    const sum = (out[at] ?? 0) + 1;
    out[at] = sum & 0xff;
    if (sum <= 0xff) break;
  }
  return out;
}

/** `AB:CD:EF` */
export function colonHex(hex: string): string {
  return (hex.toUpperCase().match(/../g) ?? []).join(':');
}
