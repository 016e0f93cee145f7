import { DerReader } from '../asn1/der-reader.ts';
import { isText } from '../base/is-text.ts';
import { type Message, message } from '../base/message.ts';
import { grouped } from '../base/quantity.ts';
import type { PemHeader } from '../pem/block.ts';
import { decodeAttributeCertificate } from './attribute-certificate.ts';
import { decodeCertificate } from './certificate.ts';
import { decodeCertificateList } from './certificate-list.ts';
import { decodeCertificationRequest } from './certification-request.ts';
import { decodeCms } from './cms.ts';
import { type DecodedObject, decodedObject } from './decoded-object.ts';
import type { Defect } from './defect.ts';
import { decodeJavaKeyStore } from './key-store/java-key-store.ts';
import { decodePkcs12 } from './key-store/pkcs12.ts';
import { decodeOcspAnswer } from './ocsp-answer.ts';
import { decodeDhParameters, decodeDsaParameters, decodeEcParameters, decodeX942Parameters } from './parameters.ts';
import { decodePrivateKey } from './private-key.ts';
import { decodePublicKey, decodeRsaPublicKey } from './public-key.ts';
import type { ObjectReading } from './read-object.ts';
import { sniffLabel } from './sniff.ts';
import { sniffCutOff } from './sniff-cut-off.ts';
import { decodeTrustedCertificate } from './trust-settings.ts';
import type { PkiValue } from './types.ts';

export type { DecodedObject } from './decoded-object.ts';

type Decode = (bytes: Uint8Array, label: string, headers: readonly PemHeader[]) => ObjectReading<PkiValue>;

interface Labelled {
  readonly decode: Decode;
  /** With its article, for "holds …". */
  readonly noun: Message;
}

const certificate: Labelled = { decode: decodeCertificate, noun: message('a certificate') };
const request: Labelled = { decode: decodeCertificationRequest, noun: message('a certificate request') };
const list: Labelled = { decode: decodeCertificateList, noun: message('a revocation list') };
const publicKey: Labelled = { decode: decodePublicKey, noun: message('a public key') };
const cms: Labelled = { decode: decodeCms, noun: message('a PKCS#7 structure') };
const privateKey = (noun: Message): Labelled => ({
  decode: (bytes, label, headers) => decodePrivateKey(label, bytes, headers),
  noun,
});

/** RFC 7468's labels and OpenSSL's. */
const labels: ReadonlyMap<string, Labelled> = new Map([
  ['CERTIFICATE', certificate],
  ['X509 CERTIFICATE', certificate],
  ['X.509 CERTIFICATE', certificate],
  ['TRUSTED CERTIFICATE', { ...certificate, decode: decodeTrustedCertificate }],
  ['CERTIFICATE REQUEST', request],
  ['NEW CERTIFICATE REQUEST', request],
  ['X509 CRL', list],
  ['CRL', list],
  ['PRIVATE KEY', privateKey(message('a private key'))],
  ['ENCRYPTED PRIVATE KEY', privateKey(message('an encrypted private key'))],
  ['RSA PRIVATE KEY', privateKey(message('an RSA private key'))],
  ['EC PRIVATE KEY', privateKey(message('an EC private key'))],
  ['DSA PRIVATE KEY', privateKey(message('a DSA private key'))],
  ['OPENSSH PRIVATE KEY', privateKey(message('an OpenSSH private key'))],
  ['PUBLIC KEY', publicKey],
  ['RSA PUBLIC KEY', { decode: decodeRsaPublicKey, noun: message('an RSA public key') }],
  ['PKCS7', cms],
  ['PKCS #7 SIGNED DATA', cms],
  ['CMS', cms],
  ['EC PARAMETERS', { decode: decodeEcParameters, noun: message('EC parameters') }],
  ['DH PARAMETERS', { decode: decodeDhParameters, noun: message('Diffie-Hellman parameters') }],
  ['X9.42 DH PARAMETERS', { decode: decodeX942Parameters, noun: message('Diffie-Hellman parameters') }],
  ['DSA PARAMETERS', { decode: decodeDsaParameters, noun: message('DSA parameters') }],
  ['ATTRIBUTE CERTIFICATE', { decode: decodeAttributeCertificate, noun: message('an attribute certificate') }],
  // No program writes these as PEM; they name what a binary file holds.
  ['PKCS12', { decode: decodePkcs12, noun: message('a PKCS#12 key store') }],
  ['JAVA KEY STORE', { decode: decodeJavaKeyStore, noun: message('a Java key store') }],
  ['OCSP RESPONSE', { decode: decodeOcspAnswer, noun: message('an OCSP response') }],
]);

/** Reads bytes as what `label` promises. */
export function readByLabel(label: string, bytes: Uint8Array, headers: readonly PemHeader[] = []): DecodedObject {
  const labelled = labels.get(label);
  if (!labelled) return { value: { kind: 'other', label }, defects: [], isSecret: false };
  const reading = labelled.decode(bytes, label, headers);
  if (reading.value) return decodedObject(reading);
  const found = sniffLabel(bytes);
  const isSecret = isSecretLabel(found);
  const noun = found === undefined ? undefined : labels.get(found)?.noun;
  // The same kind of object, but damaged, is not a matter of the label.
  if (found === undefined || !noun || noun === labelled.noun) return { ...reading, isSecret };
  return { value: undefined, defects: [wrongLabel(label, noun, found)], isSecret };
}

/** Reads bytes that have no label, as whatever they are. */
export function readUnlabelled(bytes: Uint8Array): DecodedObject {
  const label = sniffLabel(bytes);
  if (label !== undefined) return readByLabel(label, bytes);
  const cutOff = lengthsOfCutOff(bytes) && sniffCutOff(bytes);
  // Its reader says what it is that is cut off.
  if (cutOff !== undefined) return { ...readByLabel(cutOff, bytes), isSecret: isSecretLabel(cutOff) };
  return { value: undefined, defects: [unrecognised(bytes)], isSecret: false };
}

function isSecretLabel(label: string | undefined): boolean {
  return label !== undefined && (label.endsWith('PRIVATE KEY') || label === 'PKCS12' || label === 'JAVA KEY STORE');
}

function wrongLabel(label: string, found: Message, right: string): Defect {
  return {
    code: 'label-wrong',
    message: message(
      'This block is labelled {label}, but what it holds is {found}: both boundary lines should say {right}.',
      {
        label,
        found,
        right,
      },
    ),
  };
}

function unrecognised(bytes: Uint8Array): Defect {
  if (isText(bytes)) {
    return {
      code: 'object-malformed',
      message: message(
        'Expected a certificate, certificate request, revocation list or key, found text without a PEM block. A block begins with a line like -----BEGIN CERTIFICATE-----.',
      ),
    };
  }
  const lengths = lengthsOfCutOff(bytes);
  if (lengths) {
    return {
      code: 'object-malformed',
      message: message('This file is cut off after {found} of {expected} bytes. Copy the whole of it again.', {
        found: grouped(lengths.found),
        expected: grouped(lengths.expected),
      }),
    };
  }
  return {
    code: 'object-malformed',
    message: message(
      'Expected a certificate, certificate request, revocation list or key in DER, found something else.',
    ),
  };
}

/** Where bytes begin one value that has more bytes than are there: how many it has, and how many are. */
function lengthsOfCutOff(bytes: Uint8Array): { readonly expected: number; readonly found: number } | undefined {
  const der = DerReader.over(bytes);
  der.element('object');
  return der.failure?.code === 'truncated' ? der.failure : undefined;
}
