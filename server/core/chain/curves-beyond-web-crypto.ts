import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';

/** Octets of one coordinate of the curves that WebCrypto lacks. */
export const otherCurves: Readonly<Record<string, number>> = {
  secp256k1: 32,
  brainpoolP256r1: 32,
  brainpoolP384r1: 48,
  brainpoolP512r1: 64,
  'P-192': 24,
  'P-224': 28,
  brainpoolP192r1: 24,
  brainpoolP224r1: 28,
  brainpoolP320r1: 40,
};

/**
 * Verifies a signature of r and s at fixed length over a digest. Any s is taken: the rule that it be small is Bitcoin's,
 * not X.509's. Loaded when such a curve is first met, because it is larger than all of the rest of this folder.
 */
export async function verifyOnOtherCurve(
  curve: string,
  publicKey: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | undefined> {
  const ecdsa = await load(curve);
  if (!ecdsa) return undefined;
  try {
    return ecdsa.verify(signature, digest, publicKey, { prehash: false, lowS: false, format: 'compact' });
  } catch {
    // The point is not on the curve, or r or s is out of range.
    return false;
  }
}

async function load(curve: string): Promise<ECDSA | undefined> {
  switch (curve) {
    case 'secp256k1':
      return (await import('@noble/curves/secp256k1.js')).secp256k1;
    case 'P-256':
      return (await import('@noble/curves/nist.js')).p256;
    case 'P-384':
      return (await import('@noble/curves/nist.js')).p384;
    case 'P-521':
      return (await import('@noble/curves/nist.js')).p521;
    default: {
      const { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } = await import('@noble/curves/misc.js');
      const curves: Readonly<Record<string, ECDSA>> = { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 };
      return curves[curve] ?? (await import('./prime-curves.ts')).primeCurve(curve);
    }
  }
}
