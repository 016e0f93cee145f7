import { DerReader } from '../asn1/der-reader.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';

/**
 * The label that bytes would rightly carry if their end were not missing, told by what is left of their beginning;
 * undefined where that is too little, or none of ours.
 */
export function sniffCutOff(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== tags.sequence) return undefined;
  const contents = afterHeader(bytes);
  switch (contents[0]) {
    case tags.integer:
      return sniffNumbered(DerReader.over(contents));
    case tags.sequence:
      return sniffNested(afterHeader(contents));
    default:
      return undefined;
  }
}

/** Private keys begin with their version, which is small; an RSA public key with its modulus. */
function sniffNumbered(der: DerReader): string | undefined {
  const { contents: version } = der.element('version');
  if (der.failure || version.length !== 1) return undefined;
  switch (der.peekTag()) {
    case tags.sequence:
      // PFX (RFC 7292, section 4) is version 3.
      return version[0] === 3 ? undefined : 'PRIVATE KEY';
    case tags.octetString:
      return 'EC PRIVATE KEY';
    case tags.integer:
      return 'RSA PRIVATE KEY';
    default:
      return undefined;
  }
}

/** `contents` are those of the first SEQUENCE: of what is signed, or of a key's algorithm. */
function sniffNested(contents: Uint8Array): string | undefined {
  const der = DerReader.over(contents);
  switch (der.peekTag()) {
    case context(0, true):
      return 'CERTIFICATE';
    case tags.sequence:
      return 'X509 CRL';
    case tags.objectIdentifier: {
      const algorithm = readObjectIdentifier(der, 'algorithm');
      if (der.failure) return undefined;
      // PKCS #5 (RFC 8018) and the ciphers of PKCS #12 (RFC 7292, appendix C) encrypt.
      const encrypts = /^1\.2\.840\.113549\.1\.(5|12\.1)\./.test(algorithm);
      return encrypts ? 'ENCRYPTED PRIVATE KEY' : 'PUBLIC KEY';
    }
    case tags.integer:
      return sniffSigned(der);
    default:
      return undefined;
  }
}

/** A request has its subject second; certificates and lists have an algorithm there, the issuer third, then times. */
function sniffSigned(der: DerReader): string | undefined {
  der.element('version or serial number');
  const second = der.enter('name or algorithm', tags.sequence);
  if (der.failure) return undefined;
  if (second.peekTag() !== tags.objectIdentifier) return 'CERTIFICATE REQUEST';
  der.element('issuer', tags.sequence);
  switch (der.peekTag()) {
    case tags.sequence:
      return 'CERTIFICATE';
    case tags.utcTime:
    case tags.generalizedTime:
      return 'X509 CRL';
    default:
      return undefined;
  }
}

/** What follows identifier and length, however long it should be. */
function afterHeader(bytes: Uint8Array): Uint8Array {
  const length = bytes[1] ?? 0;
  return bytes.subarray(2 + (length & 0x80 ? length & 0x7f : 0));
}
