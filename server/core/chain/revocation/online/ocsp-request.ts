import { sha1 } from '@noble/hashes/legacy.js';
import { encode } from '../../../asn1/encode.ts';
import { encodeObjectIdentifier } from '../../../asn1/object-identifier.ts';
import { context, tags } from '../../../asn1/tags.ts';
import type { Certificate } from '../../../x509/types.ts';
import { nonceExtension } from '../ocsp.ts';

/** RFC 9654, 2.1: what a client should use. */
export const nonceLength = 32;

const sha1Identifier = '1.3.14.3.2.26';

/** What an OCSP request says about the certificate, for showing it before it is sent. */
export interface CertIdHashes {
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
}

/**
 * SHA-1, which names the certificate here and protects nothing: it is the one digest that every responder knows
 * (RFC 5019, 2.1.1).
 */
export function certIdHashes(certificate: Certificate, issuer: Certificate): CertIdHashes {
  return {
    issuerNameHash: sha1(certificate.issuer.der),
    issuerKeyHash: sha1(issuer.subjectPublicKeyInfo.publicKey),
  };
}

/** The DER that the nonce extension holds. */
export function encodeNonce(nonce: Uint8Array): Uint8Array {
  return encode(tags.octetString, nonce);
}

/** The OCSPRequest (RFC 6960, 4.1.1) about one certificate, unsigned; `nonce` as `encodeNonce` makes it. */
export function encodeOcspRequest(certificate: Certificate, issuer: Certificate, nonce?: Uint8Array): Uint8Array {
  const { issuerNameHash, issuerKeyHash } = certIdHashes(certificate, issuer);
  const certId = sequence(
    sequence(encodeObjectIdentifier(sha1Identifier), encode(tags.null)),
    encode(tags.octetString, issuerNameHash),
    encode(tags.octetString, issuerKeyHash),
    encode(tags.integer, certificate.serialNumber),
  );
  const requestList = sequence(sequence(certId));
  if (!nonce) return sequence(sequence(requestList));
  const extension = sequence(encodeObjectIdentifier(nonceExtension), encode(tags.octetString, nonce));
  return sequence(sequence(requestList, encode(context(2, true), sequence(extension))));
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return encode(tags.sequence, ...parts);
}
