import { type Message, message } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { isEcdsaSignature } from './ecdsa-form.ts';
import { rsaPssParameters } from './rsa-pss-parameters.ts';
import type { AlgorithmIdentifier } from './types.ts';

/** Octets of a signature (RFC 8032, 5.1.6 and 5.2.6). */
const lengths: ReadonlyMap<string, number> = new Map([
  ['Ed25519', 64],
  ['Ed448', 114],
]);

const digestLengths: ReadonlyMap<string, number> = new Map([
  ['SHA-1', 20],
  ['SHA-224', 28],
  ['SHA-256', 32],
  ['SHA-384', 48],
  ['SHA-512', 64],
]);

/** Why programs do not verify a signature, whatever key made it; undefined where nothing is wrong with its form. */
export function signatureFault({ name, parameters }: AlgorithmIdentifier, signature: Uint8Array): Message | undefined {
  if (signature.length === 0) return message('it is empty');
  if (name.startsWith('ecdsa-with-')) {
    if (parameters) return message('parameters stand beside {name}, which has none', { name });
    return isEcdsaSignature(signature) ? undefined : message('it is not a SEQUENCE of two positive numbers');
  }
  const length = lengths.get(name);
  if (length !== undefined) {
    if (parameters) return message('parameters stand beside {name}, which has none', { name });
    if (signature.length === length) return undefined;
    return message('it has {found} where {expected} are right', {
      found: byteCount(signature.length),
      expected: length,
    });
  }
  // RFC 4055, 5: verifiers accept a PKCS#1 v1.5 signature with NULL and without, and all do.
  return name === 'RSASSA-PSS' ? pssFault(parameters) : undefined;
}

/** What Go and rustls verify: one digest for both, a salt as long as it, the usual trailer. */
function pssFault(parameters: Uint8Array | undefined): Message | undefined {
  const read = rsaPssParameters(parameters);
  if (!read) return message('RSASSA-PSS has no parameters');
  const { hashAlgorithm, maskGenAlgorithm, saltLength, trailerField } = read;
  if (trailerField !== 1) return message('the trailer of RSASSA-PSS is not 1');
  if (maskGenAlgorithm !== `MGF1 ${hashAlgorithm}`) {
    return message('RSASSA-PSS has the digest {hash}, but its mask {mask}', {
      hash: hashAlgorithm,
      mask: maskGenAlgorithm,
    });
  }
  const length = digestLengths.get(hashAlgorithm);
  if (length === undefined || length === saltLength) return undefined;
  return message('the salt of RSASSA-PSS has {found} where {expected} are right', {
    found: byteCount(saltLength),
    expected: length,
  });
}
