import { DerReader } from '../asn1/der-reader.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context } from '../asn1/tags.ts';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

const mgf1 = '1.2.840.113549.1.1.8';

/**
 * RSASSA-PSS-params (RFC 4055, 3.1); undefined where malformed or of a kind WebCrypto cannot check, which is also a mask
 * made with another hash than the message's.
 */
export function readPssParameters(
  der: Uint8Array | undefined,
): { readonly hash: string; readonly saltLength: number } | undefined {
  if (!der) return undefined;
  const inner = DerReader.over(der).enter('RSASSA-PSS-params');
  const hashField = inner.enterOptional('hashAlgorithm', context(0, true));
  const hash = hashField ? hashes[readObjectIdentifier(hashField.enter('hashAlgorithm'), 'algorithm')] : 'SHA-1';
  const maskField = inner.enterOptional('maskGenAlgorithm', context(1, true));
  const maskHash = maskField ? readMaskHash(maskField) : 'SHA-1';
  const saltField = inner.enterOptional('saltLength', context(2, true));
  const saltLength = saltField ? readSmallInteger(saltField, 'saltLength') : 20;
  const trailerField = inner.enterOptional('trailerField', context(3, true));
  const trailer = trailerField ? readSmallInteger(trailerField, 'trailerField') : 1;
  inner.end('RSASSA-PSS-params');
  if (inner.failure || hash === undefined || hash !== maskHash || trailer !== 1) return undefined;
  return { hash, saltLength };
}

function readMaskHash(field: DerReader): string | undefined {
  const algorithm = field.enter('maskGenAlgorithm');
  if (readObjectIdentifier(algorithm, 'algorithm') !== mgf1) return undefined;
  return hashes[readObjectIdentifier(algorithm.enter('hashAlgorithm'), 'algorithm')];
}
