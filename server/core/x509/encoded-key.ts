import type { AlgorithmIdentifier, KeyType, SubjectPublicKeyInfo } from './types.ts';

/** A public key as it was read. `fingerprint` is kept here by who works it out. */
export class EncodedKey implements SubjectPublicKeyInfo {
  readonly der: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly publicKey: Uint8Array;
  readonly keyType: KeyType;
  readonly bits: number | undefined;
  readonly curve: string | undefined;
  fingerprint: string | undefined;

  constructor(
    der: Uint8Array,
    algorithm: AlgorithmIdentifier,
    publicKey: Uint8Array,
    { keyType, bits, curve }: Pick<SubjectPublicKeyInfo, 'keyType' | 'bits' | 'curve'>,
  ) {
    this.der = der;
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.keyType = keyType;
    this.bits = bits;
    this.curve = curve;
  }
}
