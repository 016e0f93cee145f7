import { readBitStringOctets } from '../asn1/bit-string.ts';
import type { DerReader } from '../asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../asn1/integer.ts';
import { context } from '../asn1/tags.ts';
import { readTime } from '../asn1/time.ts';
import { message } from '../base/message.ts';
import { readAlgorithmIdentifier, sameAlgorithm } from './algorithm.ts';
import { type Defect, nouns } from './defect.ts';
import { sha1Hex, sha256Hex } from './digest.ts';
import { ExtensionValues, readExtensions } from './extension.ts';
import { extension as authorityKeyIdentifier } from './extensions/authority-key-identifier.ts';
import { extension as basicConstraints } from './extensions/basic-constraints.ts';
import { extension as extKeyUsage } from './extensions/ext-key-usage.ts';
import { extension as keyUsage } from './extensions/key-usage.ts';
import { extension as subjectAltName } from './extensions/subject-alt-name.ts';
import { extension as subjectKeyIdentifier } from './extensions/subject-key-identifier.ts';
import { readIssuer, readName } from './name.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import { readSubjectPublicKeyInfo } from './subject-public-key-info.ts';
import type { AlgorithmIdentifier, Certificate, Extension, TrustSettings } from './types.ts';

/** The fields of TBSCertificate (RFC 5280, 4.1.2). */
type ToBeSigned = Pick<
  Certificate,
  | 'version'
  | 'serialNumber'
  | 'issuer'
  | 'validity'
  | 'subject'
  | 'subjectPublicKeyInfo'
  | 'issuerUniqueID'
  | 'subjectUniqueID'
  | 'extensions'
> & { readonly signature: AlgorithmIdentifier };

/** Reads an X.509 certificate (RFC 5280, 4.1). Its extensions are decoded when they are asked for. */
export function decodeCertificate(bytes: Uint8Array): ObjectReading<Certificate> {
  return decodeWithTrust(bytes, undefined);
}

/** As `decodeCertificate`, with what OpenSSL's own form says besides. */
export function decodeWithTrust(
  bytes: Uint8Array,
  trustSettings: TrustSettings | undefined,
): ObjectReading<Certificate> {
  return readObject(bytes, nouns.certificate, 'Certificate', (outer, der, add, defects) => {
    const { bytes: tbsCertificate, inner } = outer.enterElement('tbsCertificate');
    const tbs = readToBeSigned(inner, add);
    const signatureAlgorithm = readAlgorithmIdentifier(outer, 'signatureAlgorithm');
    const signatureValue = readBitStringOctets(outer, 'signatureValue');
    if (!sameAlgorithm(tbs.signature, signatureAlgorithm)) add(algorithmsDiffer(tbs.signature, signatureAlgorithm));
    return new DecodedCertificate(der, tbsCertificate, tbs, signatureAlgorithm, signatureValue, defects, trustSettings);
  });
}

function readToBeSigned(tbs: DerReader, add: (defect: Defect) => void): ToBeSigned {
  const explicitVersion = tbs.enterOptional('version', context(0, true));
  const version = explicitVersion ? readSmallInteger(explicitVersion, 'version') + 1 : 1;
  explicitVersion?.end('version');
  if (explicitVersion && version === 1) {
    // X.690, 11.5: a default value is not encoded.
    const expected = message('no value, since version 1 is the default');
    tbs.violate('version', { code: 'value', expected, found: message('version 1') });
  }
  const serialNumber = readInteger(tbs, 'serialNumber');
  const signature = readAlgorithmIdentifier(tbs, 'signature');
  const issuer = readIssuer(tbs);
  const dates = tbs.enter('validity');
  const validity = { notBefore: readTime(dates, 'notBefore'), notAfter: readTime(dates, 'notAfter') };
  dates.end('validity');
  const subject = readName(tbs, 'subject');
  const subjectPublicKeyInfo = readSubjectPublicKeyInfo(tbs);
  const issuerUniqueID = tbs.optional('issuerUniqueID', context(1))?.contents;
  const subjectUniqueID = tbs.optional('subjectUniqueID', context(2))?.contents;
  const explicitExtensions = tbs.enterOptional('extensions', context(3, true));
  const extensions: readonly Extension[] = explicitExtensions ? readExtensions(explicitExtensions, add) : [];
  explicitExtensions?.end('extensions');
  tbs.end('tbsCertificate');
  if (version > 3 || (explicitExtensions && version !== 3)) add(wrongVersion(version));
  return {
    version,
    serialNumber,
    signature,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo,
    issuerUniqueID,
    subjectUniqueID,
    extensions,
  };
}

/** Before the first that asks: nearly every rule asks for these, and undefined is an answer. */
const unread = Symbol('unread');
type Unread = typeof unread;

/** A class, since thousands are kept: an object with accessors of its own takes four times the memory. */
class DecodedCertificate implements Certificate {
  readonly kind = 'certificate';
  readonly der: Uint8Array;
  readonly tbsCertificate: Uint8Array;
  readonly version: number;
  readonly serialNumber: Uint8Array;
  readonly issuer: Certificate['issuer'];
  readonly validity: Certificate['validity'];
  readonly subject: Certificate['subject'];
  readonly subjectPublicKeyInfo: Certificate['subjectPublicKeyInfo'];
  readonly issuerUniqueID: Uint8Array | undefined;
  readonly subjectUniqueID: Uint8Array | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly defects: readonly Defect[];
  readonly extensions: readonly Extension[];
  readonly extensionValues: ExtensionValues;
  readonly trustSettings?: TrustSettings;
  #sha256: string | undefined;
  #sha1: string | undefined;
  #basicConstraints: Certificate['basicConstraints'] | Unread = unread;
  #keyUsage: Certificate['keyUsage'] | Unread = unread;
  #extKeyUsage: Certificate['extKeyUsage'] | Unread = unread;
  #subjectAltName: Certificate['subjectAltName'] | Unread = unread;

  constructor(
    der: Uint8Array,
    tbsCertificate: Uint8Array,
    fields: ToBeSigned,
    signatureAlgorithm: AlgorithmIdentifier,
    signatureValue: Uint8Array,
    defects: readonly Defect[],
    trustSettings: TrustSettings | undefined,
  ) {
    this.der = der;
    this.tbsCertificate = tbsCertificate;
    this.version = fields.version;
    this.serialNumber = fields.serialNumber;
    this.issuer = fields.issuer;
    this.validity = fields.validity;
    this.subject = fields.subject;
    this.subjectPublicKeyInfo = fields.subjectPublicKeyInfo;
    this.issuerUniqueID = fields.issuerUniqueID;
    this.subjectUniqueID = fields.subjectUniqueID;
    this.signatureAlgorithm = signatureAlgorithm;
    this.signatureValue = signatureValue;
    this.defects = defects;
    this.extensions = fields.extensions;
    this.extensionValues = new ExtensionValues(fields.extensions);
    if (trustSettings) this.trustSettings = trustSettings;
  }

  get basicConstraints() {
    if (this.#basicConstraints === unread) this.#basicConstraints = this.extensionValues.get(basicConstraints);
    return this.#basicConstraints;
  }

  get keyUsage() {
    if (this.#keyUsage === unread) this.#keyUsage = this.extensionValues.get(keyUsage);
    return this.#keyUsage;
  }

  get extKeyUsage() {
    if (this.#extKeyUsage === unread) this.#extKeyUsage = this.extensionValues.get(extKeyUsage);
    return this.#extKeyUsage;
  }

  get subjectAltName() {
    if (this.#subjectAltName === unread) this.#subjectAltName = this.extensionValues.get(subjectAltName);
    return this.#subjectAltName;
  }

  get subjectKeyIdentifier() {
    return this.extensionValues.get(subjectKeyIdentifier);
  }

  get authorityKeyIdentifier() {
    return this.extensionValues.get(authorityKeyIdentifier)?.keyIdentifier;
  }

  get sha256() {
    this.#sha256 ??= sha256Hex(this.der);
    return this.#sha256;
  }

  get sha1() {
    this.#sha1 ??= sha1Hex(this.der);
    return this.#sha1;
  }
}

function algorithmsDiffer(inside: AlgorithmIdentifier, outside: AlgorithmIdentifier): Defect {
  return {
    code: 'certificate-algorithms-differ',
    message: message(
      'This certificate names its signature algorithm twice, and not alike ({inside} where it is signed, {outside} beside the signature): programs refuse it.',
      { inside: inside.name, outside: outside.name },
    ),
  };
}

function wrongVersion(version: number): Defect {
  return {
    code: 'certificate-version',
    message:
      version > 3
        ? message('This certificate says it is version {version}; the last version there is is 3.', { version })
        : message('This certificate says it is version {version}, but has extensions, which only version 3 can have.', {
            version,
          }),
  };
}
