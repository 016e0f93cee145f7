import { definiteLength } from '../asn1/definite-length.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { isJavaKeyStore } from './key-store/java-key-store.ts';

/** The label that bytes would rightly carry, told by their first few values; undefined for what is none of ours. */
export function sniffLabel(bytes: Uint8Array): string | undefined {
  if (isJavaKeyStore(bytes)) return 'JAVA KEY STORE';
  const whole = definiteLength(bytes);
  if (whole !== bytes) return sniffLabel(whole);
  const der = DerReader.over(bytes);
  const outer = der.enter('object');
  switch (outer.peekTag()) {
    case tags.integer:
      return sniffNumbered(outer);
    case tags.objectIdentifier:
      // ContentInfo (RFC 5652, section 3).
      return readObjectIdentifier(outer, 'contentType').startsWith('1.2.840.113549.1.7.') ? 'PKCS7' : undefined;
    case tags.sequence:
      return sniffNested(outer);
    case tags.enumerated:
      return 'OCSP RESPONSE';
    default:
      return undefined;
  }
}

/** Private keys begin with their version; an RSA public key with its modulus. */
function sniffNumbered(der: DerReader): string | undefined {
  const version = der.element('version').contents;
  switch (der.peekTag()) {
    case tags.sequence: {
      // PFX (RFC 7292, section 4) is version 3; PrivateKeyInfo 0 or 1.
      if (version[0] === 3) return 'PKCS12';
      der.element('algorithm');
      return der.peekTag() === tags.octetString ? 'PRIVATE KEY' : undefined;
    }
    case tags.octetString:
      return 'EC PRIVATE KEY';
    case tags.integer: {
      let integers = 1;
      let last: Uint8Array = new Uint8Array();
      while (der.peekTag() === tags.integer && integers < 10) {
        last = der.element('integer').contents;
        integers++;
      }
      // The generators that `openssl dhparam` takes; no RSA key has an exponent of 2, and none is made with 5.
      if (integers === 2)
        return last.length === 1 && (last[0] === 2 || last[0] === 5) ? 'DH PARAMETERS' : 'RSA PUBLIC KEY';
      if (integers === 3) return last.length <= 2 ? 'DH PARAMETERS' : 'DSA PARAMETERS';
      if (integers === 6) return 'DSA PRIVATE KEY';
      return integers >= 9 ? 'RSA PRIVATE KEY' : undefined;
    }
    default:
      return undefined;
  }
}

/** What begins with a SEQUENCE: signed objects, public keys, encrypted keys. */
function sniffNested(outer: DerReader): string | undefined {
  const first = outer.enter('first');
  const second = outer.peekTag();
  if (second === tags.bitString) return 'PUBLIC KEY';
  if (second === tags.octetString) return 'ENCRYPTED PRIVATE KEY';
  if (second !== tags.sequence) return undefined;
  // Explicitly versioned: a certificate of version 2 or 3.
  if (first.peekTag() === context(0, true)) return 'CERTIFICATE';
  if (first.peekTag() === tags.sequence) return 'X509 CRL';
  if (first.peekTag() !== tags.integer) return undefined;
  first.element('version or serial number');
  first.element('name or algorithm');
  // An attribute certificate has its holder before, and here who issued it (RFC 5755, 4.1).
  if (first.peekTag() === context(0, true)) return 'ATTRIBUTE CERTIFICATE';
  // TBSCertificate v1: serial, algorithm, issuer, validity, … CertificationRequestInfo: version, subject, key, [0].
  // TBSCertList: version, algorithm, issuer, time.
  if (first.peekTag() !== tags.sequence) return undefined;
  const inThird = first.enter('third');
  if (inThird.peekTag() === tags.sequence) {
    inThird.element('algorithm');
    if (inThird.peekTag() === tags.bitString) return 'CERTIFICATE REQUEST';
  }
  return first.peekTag() === tags.sequence ? 'CERTIFICATE' : 'X509 CRL';
}
