import type { Problem } from '../base/problem.ts';
import type { Span } from '../base/span.ts';
import type { PemBlock } from '../pem/block.ts';
import type { AttributeCertificate } from './attribute-certificate.ts';
import type { CmsContent } from './cms.ts';
import type { Defect } from './defect.ts';
import type { ExtensionValues } from './extension.ts';
import type { KeyStore, PartEncryption } from './key-store/key-store.ts';
import type { Name } from './name.ts';
import type { OcspAnswer } from './ocsp-answer.ts';
import type { Parameters } from './parameters.ts';

/** RFC 5280, 4.1.1.2. `parameters` is the DER of the parameters, undefined where absent. */
export interface AlgorithmIdentifier {
  readonly algorithm: string;
  readonly parameters: Uint8Array | undefined;
  /** `sha256WithRSAEncryption`, `ecdsa-with-SHA384`, `RSASSA-PSS` … or the dotted identifier. */
  readonly name: string;
  /** The digest a signature algorithm uses (`MD5`, `SHA-1`, `SHA-256` …), undefined where it has none of its own. */
  readonly hash: string | undefined;
}

export type KeyType =
  | 'RSA'
  | 'RSA-PSS'
  | 'EC'
  | 'Ed25519'
  | 'Ed448'
  | 'X25519'
  | 'X448'
  | 'DSA'
  | 'DH'
  | 'ML-DSA'
  | 'SLH-DSA'
  | 'ML-KEM'
  | 'composite'
  | 'unknown';

/** RFC 5280, 4.1.2.7. */
export interface SubjectPublicKeyInfo {
  readonly der: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  /** The contents of subjectPublicKey, without the unused-bits octet. */
  readonly publicKey: Uint8Array;
  readonly keyType: KeyType;
  /** Modulus length, curve field size; undefined where the type has none. */
  readonly bits: number | undefined;
  /** `P-256`, `secp256k1`, `brainpoolP256r1` …; undefined where not an EC key or not a named curve. */
  readonly curve: string | undefined;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** The contents of extnValue: the DER of the extension itself. */
  readonly value: Uint8Array;
}

/** RFC 5280, 4.2.1.6. */
export type GeneralName =
  | {
      readonly type: 'dNSName' | 'rfc822Name' | 'uniformResourceIdentifier' | 'registeredID';
      readonly value: string;
    }
  /** `value` as OpenSSL prints it: `10.0.0.7`, `2001:DB8:0:0:0:0:0:1`; with a mask in a name constraint. */
  | { readonly type: 'iPAddress'; readonly value: string; readonly octets: Uint8Array }
  | { readonly type: 'directoryName'; readonly value: Name }
  | { readonly type: 'otherName' | 'x400Address' | 'ediPartyName'; readonly value: Uint8Array };

/**
 * An X.509 certificate. `extensions` is cheap; the typed ones below it are decoded on first use, each guarded: one
 * malformed extension leaves its own property undefined, adds a problem and hides nothing else.
 */
export interface Certificate {
  readonly kind: 'certificate';
  readonly der: Uint8Array;
  readonly tbsCertificate: Uint8Array;
  readonly version: number;
  /** Content octets of the INTEGER, as encoded. */
  readonly serialNumber: Uint8Array;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly subject: Name;
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  /** What is wrong with its fields and its encoding; of its extensions only that they are there twice. */
  readonly defects: readonly Defect[];
  /** Of version 2, which nobody issues (RFC 5280, 4.1.2.8): content octets of the BIT STRING. */
  readonly issuerUniqueID: Uint8Array | undefined;
  readonly subjectUniqueID: Uint8Array | undefined;
  readonly extensions: readonly Extension[];
  /** Decodes every extension we know, also those that have no property of their own below. */
  readonly extensionValues: ExtensionValues;
  readonly basicConstraints: { readonly cA: boolean; readonly pathLenConstraint: number | undefined } | undefined;
  /** RFC 5280 names: `digitalSignature`, `keyCertSign` … */
  readonly keyUsage: readonly string[] | undefined;
  /** Dotted identifiers. */
  readonly extKeyUsage: readonly string[] | undefined;
  readonly subjectAltName: readonly GeneralName[] | undefined;
  readonly subjectKeyIdentifier: Uint8Array | undefined;
  /** The keyIdentifier of authorityKeyIdentifier. */
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  /** Lower-case hexadecimal, computed on first use. */
  readonly sha256: string;
  readonly sha1: string;
  /** OpenSSL's, where it stands in a block labelled TRUSTED CERTIFICATE. */
  readonly trustSettings?: TrustSettings;
}

/** What OpenSSL takes a certificate for; purposes are dotted, undefined where nothing is said. */
export interface TrustSettings {
  readonly trusted: readonly string[] | undefined;
  readonly rejected: readonly string[] | undefined;
  readonly alias: string | undefined;
}

/** PKCS#10 (RFC 2986). */
export interface CertificationRequest {
  readonly kind: 'certification-request';
  readonly der: Uint8Array;
  readonly subject: Name;
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly certificationRequestInfo: Uint8Array;
  /** As encoded: RFC 2986 knows 0 alone. */
  readonly version: number;
  /** Whether a challengePassword (RFC 2985, 5.4.1) stands in it, which is never read. */
  readonly hasChallengePassword: boolean;
  /** Those that the request asks for (RFC 2985, 5.4.2). */
  readonly extensions: readonly Extension[];
  readonly extensionValues: ExtensionValues;
  readonly subjectAltName: readonly GeneralName[] | undefined;
}

export interface RevokedCertificate {
  readonly serialNumber: Uint8Array;
  readonly revocationDate: Date;
  readonly reasonCode: number | undefined;
  readonly invalidityDate?: Date;
  /** Dotted identifier (RFC 3280, 5.3.2). */
  readonly holdInstructionCode?: string;
  /** RFC 5280, 5.3.3, in lists that are indirect: given where it changes, and it holds for the entries that follow. */
  readonly certificateIssuer?: readonly GeneralName[];
  /** A critical extension that is not one of RFC 5280, 5.3, or that cannot be read. */
  readonly unknownCritical?: string;
}

/** RFC 5280, section 5. */
export interface CertificateList {
  readonly kind: 'certificate-list';
  readonly der: Uint8Array;
  readonly tbsCertList: Uint8Array;
  readonly version: number;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  /** What is wrong with its fields and its encoding; extensions and entries apart. */
  readonly defects: readonly Defect[];
  readonly extensions: readonly Extension[];
  readonly extensionValues: ExtensionValues;
  readonly crlNumber: Uint8Array | undefined;
  /** Whether it speaks of certificates of other CAs too (RFC 5280, 5.2.5). */
  readonly isIndirect: boolean;
  readonly authorityKeyIdentifier: Uint8Array | undefined;
  /** Decoded on first use: a list may hold a million. */
  readonly revokedCertificates: readonly RevokedCertificate[];
  readonly revokedCount: number;
  /** What is wrong with the entries. Decodes them all. */
  readonly entryDefects: readonly Defect[];
}

/**
 * A private key: its type and the public half, never its secret. `publicKey` is undefined where the key is encrypted, or
 * its public half is neither in the file nor computed (curves other than P-256, P-384, P-521, secp256k1 and Ed25519).
 */
export interface PrivateKey {
  readonly kind: 'private-key';
  readonly format: 'PKCS#8' | 'PKCS#1' | 'SEC 1' | 'DSA' | 'OpenSSH' | 'JWK';
  readonly encrypted: boolean;
  /** How, where it is encrypted and says so. */
  readonly encryption?: PartEncryption;
  readonly keyType: KeyType;
  readonly bits: number | undefined;
  readonly curve: string | undefined;
  /** Where the public half is not in the file and cannot be computed here: which parameter set it is. */
  readonly algorithm?: AlgorithmIdentifier;
  readonly publicKey: SubjectPublicKeyInfo | undefined;
  /** It could be computed, but was not: the text has too many such keys. */
  readonly isPublicHalfOpen?: true;
  readonly jwk?: WebKeyFacts;
}

export interface PublicKey {
  readonly kind: 'public-key';
  readonly subjectPublicKeyInfo: SubjectPublicKeyInfo;
  readonly jwk?: WebKeyFacts;
}

/** What a JSON Web Key says of itself (RFC 7517, section 4), and its thumbprint (RFC 7638, SHA-256). */
export interface WebKeyFacts {
  readonly kid: string | undefined;
  readonly use: string | undefined;
  readonly alg: string | undefined;
  readonly thumbprint: string;
}

/** Something recognised by its label that has no reader of its own (PGP, SSH2). */
export interface OtherObject {
  readonly kind: 'other';
  readonly label: string;
}

export type PkiValue =
  | Certificate
  | CertificationRequest
  | CertificateList
  | PrivateKey
  | PublicKey
  | CmsContent
  | KeyStore
  | Parameters
  | AttributeCertificate
  | OcspAnswer
  | OtherObject;

/** One PKI object at its place in a document. */
export interface PkiObject {
  readonly span: Span;
  /** Undefined for a binary (DER) file, and for what stands inside of something else. */
  readonly block: PemBlock | undefined;
  /** How it is written where it is no block of a text: `x5c`, `X509Certificate`, `base64 of PEM`. */
  readonly form?: string;
  /** Undefined where the bytes could not be read as what the label promises; `problems` says why. */
  readonly value: PkiValue | undefined;
  readonly problems: readonly Problem[];
  /** Where it is a part of another object of the reading, which comes before it: as which member, under what name. */
  readonly within?: { readonly holder: PkiObject; readonly position: number; readonly name: string | undefined };
}

/** All objects of one document in order, and what was wrong outside any of them. */
export interface PkiReading {
  /** Bytes of the file; absent for the text of an open document. */
  readonly size?: number;
  readonly objects: readonly PkiObject[];
  readonly problems: readonly Problem[];
}
