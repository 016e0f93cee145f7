import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '../x509/types.ts';

/** True for signatures that every host can check: what does not verify then is wrong, and not merely unknown. */
export function isVerifiable({ name }: AlgorithmIdentifier, { keyType, curve, bits }: SubjectPublicKeyInfo): boolean {
  if (curve === 'P-256' || curve === 'P-384') return /^ecdsa-with-SHA(256|384|512)$/.test(name);
  const isUsual = keyType === 'RSA' && bits !== undefined && bits >= 1024 && bits <= 8192;
  return isUsual && /^sha(256|384|512)WithRSAEncryption$/.test(name);
}
