import { DerReader } from '../asn1/der-reader.ts';
import { readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context } from '../asn1/tags.ts';
import { digests } from './algorithm.ts';

/** RSASSA-PSS-params (RFC 4055, 3.1), its defaults filled in. */
export interface RsaPssParameters {
  /** `SHA-256` …, or the dotted identifier. */
  readonly hashAlgorithm: string;
  readonly maskGenAlgorithm: string;
  readonly saltLength: number;
  readonly trailerField: number;
}

const sha1 = '1.3.14.3.2.26';
const mgf1 = '1.2.840.113549.1.1.8';

/** Undefined where there are none, which for a key means no restriction, and where they are malformed. */
export function rsaPssParameters(parameters: Uint8Array | undefined): RsaPssParameters | undefined {
  if (!parameters) return undefined;
  const der = DerReader.over(parameters);
  const inner = der.enter('RSASSA-PSS-params');
  const hash = inner.enterOptional('hashAlgorithm', context(0, true));
  const hashAlgorithm = digestName(hash ? readObjectIdentifier(hash.enter('hashAlgorithm'), 'algorithm') : sha1);
  const mask = inner.enterOptional('maskGenAlgorithm', context(1, true))?.enter('maskGenAlgorithm');
  const maskGenAlgorithm = mask ? readMask(mask) : 'MGF1 SHA-1';
  const salt = inner.enterOptional('saltLength', context(2, true));
  const saltLength = salt ? readSmallInteger(salt, 'saltLength') : 20;
  const trailer = inner.enterOptional('trailerField', context(3, true));
  const trailerField = trailer ? readSmallInteger(trailer, 'trailerField') : 1;
  return der.failure ? undefined : { hashAlgorithm, maskGenAlgorithm, saltLength, trailerField };
}

function readMask(mask: DerReader): string {
  const algorithm = readObjectIdentifier(mask, 'algorithm');
  if (algorithm !== mgf1) return algorithm;
  return `MGF1 ${digestName(mask.atEnd ? sha1 : readObjectIdentifier(mask.enter('hashAlgorithm'), 'algorithm'))}`;
}

function digestName(oid: string): string {
  return digests.get(oid) ?? oid;
}
