import { readBitStringOctets } from '../asn1/bit-string.ts';
import type { DerReader } from '../asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { readTime } from '../asn1/time.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { nouns } from './defect.ts';
import { readExtensions } from './extension.ts';
import { readGeneralNames } from './general-name.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import type { AlgorithmIdentifier, Extension, GeneralName, Validity } from './types.ts';

/** RFC 5755, 4.1: what a holder may do, without a key of its own. */
export interface AttributeCertificate {
  readonly kind: 'attribute-certificate';
  readonly version: number;
  /** The holder by name, or the issuer of its certificate with `holderSerialNumber`. */
  readonly holder: readonly GeneralName[];
  readonly holderSerialNumber: Uint8Array | undefined;
  readonly issuer: readonly GeneralName[];
  readonly serialNumber: Uint8Array;
  readonly validity: Validity;
  /** Dotted types. */
  readonly attributes: readonly string[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
}

export function decodeAttributeCertificate(bytes: Uint8Array): ObjectReading<AttributeCertificate> {
  return readObject(bytes, nouns.attributeCertificate, 'AttributeCertificate', (outer, _, add) => {
    const info = outer.enter('acinfo');
    const version = readSmallInteger(info, 'version') + 1;
    const holder = readHolder(info.enter('holder'));
    const issuer = readIssuer(info);
    readAlgorithmIdentifier(info, 'signature');
    const serialNumber = readInteger(info, 'serialNumber');
    const dates = info.enter('attrCertValidityPeriod');
    const validity = { notBefore: readTime(dates, 'notBeforeTime'), notAfter: readTime(dates, 'notAfterTime') };
    const attributes = readAttributeTypes(info.enter('attributes'));
    info.optional('issuerUniqueID', tags.bitString);
    const extensions = info.atEnd ? [] : readExtensions(info, add);
    info.end('acinfo');
    const signatureAlgorithm = readAlgorithmIdentifier(outer, 'signatureAlgorithm');
    readBitStringOctets(outer, 'signatureValue');
    return {
      kind: 'attribute-certificate',
      version,
      ...holder,
      issuer,
      serialNumber,
      validity,
      attributes,
      extensions,
      signatureAlgorithm,
    };
  });
}

function readHolder(der: DerReader): Pick<AttributeCertificate, 'holder' | 'holderSerialNumber'> {
  const base = der.enterOptional('baseCertificateID', context(0, true));
  const issuer = base && readGeneralNames(base, 'issuer');
  const holderSerialNumber = base && readInteger(base, 'serial');
  const named = der.peekTag() === context(1, true) ? readGeneralNames(der, 'entityName', context(1, true)) : undefined;
  return { holder: named ?? issuer ?? [], holderSerialNumber };
}

/** AttCertIssuer: v1Form, or v2Form, of which RFC 5755 uses issuerName alone. */
function readIssuer(der: DerReader): readonly GeneralName[] {
  if (der.peekTag() !== context(0, true)) return readGeneralNames(der, 'v1Form');
  const form = der.enter('v2Form', context(0, true));
  return form.peekTag() === tags.sequence ? readGeneralNames(form, 'issuerName') : [];
}

function readAttributeTypes(der: DerReader): readonly string[] {
  const types: string[] = [];
  while (!der.atEnd) types.push(readObjectIdentifier(der.enter('Attribute'), 'type'));
  return types;
}
