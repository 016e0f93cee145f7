/** The keys that can be made. A row more is a key type more, everywhere. */
export type IssuedKeyType =
  | 'p256'
  | 'p384'
  | 'rsa2048'
  | 'rsa3072'
  | 'rsa4096'
  | 'ed25519'
  | 'mldsa44'
  | 'mldsa65'
  | 'mldsa87';

/** What WebCrypto's generateKey takes, for the algorithms used here. */
export interface KeyGeneration {
  readonly name: string;
  readonly namedCurve?: string;
  readonly modulusLength?: number;
  readonly publicExponent?: Uint8Array<ArrayBuffer>;
  readonly hash?: string;
}

export interface KeyTypeFacts {
  /** As people call it. */
  readonly label: string;
  readonly generation: KeyGeneration;
}

/** ML-DSA (FIPS 204) only where the platform's WebCrypto has it: in Node since 24.7. */
export const issuedKeyTypes: Readonly<Record<IssuedKeyType, KeyTypeFacts>> = {
  p256: { label: 'ECDSA P-256', generation: { name: 'ECDSA', namedCurve: 'P-256' } },
  p384: { label: 'ECDSA P-384', generation: { name: 'ECDSA', namedCurve: 'P-384' } },
  rsa2048: { label: 'RSA 2048', generation: rsa(2048) },
  rsa3072: { label: 'RSA 3072', generation: rsa(3072) },
  rsa4096: { label: 'RSA 4096', generation: rsa(4096) },
  ed25519: { label: 'Ed25519', generation: { name: 'Ed25519' } },
  mldsa44: { label: 'ML-DSA-44', generation: { name: 'ML-DSA-44' } },
  mldsa65: { label: 'ML-DSA-65', generation: { name: 'ML-DSA-65' } },
  mldsa87: { label: 'ML-DSA-87', generation: { name: 'ML-DSA-87' } },
};

export function isIssuedKeyType(text: string): text is IssuedKeyType {
  return Object.hasOwn(issuedKeyTypes, text);
}

function rsa(modulusLength: number): KeyGeneration {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' };
}
