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

/** RSASSA-PSS-params (RFC 4055, 3.1); undefined where malformed or of a kind WebCrypto cannot check. */
export function readPssParameters(
  der: Uint8Array | undefined,
): { readonly hash: string; readonly saltLength: number } | undefined {
  if (!der) return undefined;
  const inner = DerReader.over(der).enter('RSASSA-PSS-params');
  const hashField = inner.enterOptional('hashAlgorithm', context(0, true));
  const hash = hashField ? hashes[readObjectIdentifier(hashField.enter('hashAlgorithm'), 'algorithm')] : 'SHA-1';
  inner.optional('maskGenAlgorithm', context(1, true));
  const saltField = inner.enterOptional('saltLength', context(2, true));
  const saltLength = saltField ? readSmallInteger(saltField, 'saltLength') : 20;
  return inner.failure || hash === undefined ? undefined : { hash, saltLength };
}
