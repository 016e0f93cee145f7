import { sha256 } from '@noble/hashes/sha2.js';
import { type Message, message, verbatim } from '../../core/base/message.ts';
import { visible } from '../../core/base/visible.ts';
import { isoDate } from '../../core/describe/dates.ts';
import { colonHex, serialText } from '../../core/describe/names.ts';
import { objectTitle } from '../../core/describe/text-view.ts';
import { encodeBase64 } from '../../core/pem/base64.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import { formatGeneralName } from '../../core/x509/general-name.ts';
import { keyFingerprint } from '../../core/x509/key-fingerprint.ts';
import { commonName, formatName } from '../../core/x509/name.ts';
import type { Certificate, PkiObject, SubjectPublicKeyInfo } from '../../core/x509/types.ts';

/** Something of an object that people take elsewhere. */
export interface Copyable {
  readonly label: Message;
  readonly text: Message;
}

/** What can be copied of an object; of a private key nothing that is secret. */
export function copyables(object: PkiObject): Copyable[] {
  const { value } = object;
  const line = { label: message('Summary in one line'), text: lineOf(object) };
  switch (value?.kind) {
    case undefined:
      return [];
    case 'certificate':
      return [
        { label: message('SHA-256 fingerprint'), text: verbatim(colonHex(value.sha256)) },
        { label: message('SHA-1 fingerprint'), text: verbatim(colonHex(value.sha1)) },
        ...ofKey(value.subjectPublicKeyInfo),
        { label: message('Serial number'), text: verbatim(serialText(value.serialNumber)) },
        ...names(value),
        line,
        pem('CERTIFICATE', value.der),
      ];
    case 'certification-request':
      return [...ofKey(value.subjectPublicKeyInfo), ...names(value), line, pem('CERTIFICATE REQUEST', value.der)];
    case 'certificate-list':
      return [line, pem('X509 CRL', value.der)];
    case 'public-key':
      return [...ofKey(value.subjectPublicKeyInfo), line, pem('PUBLIC KEY', value.subjectPublicKeyInfo.der)];
    case 'private-key':
      return value.publicKey
        ? [...ofKey(value.publicKey), line, { ...pem('PUBLIC KEY', value.publicKey.der), label: publicPem }]
        : [line];
    default:
      return [line];
  }
}

/** What it is, until when, and of whom: for a ticket or a chat. */
function lineOf(object: PkiObject): Message {
  const { value } = object;
  const title = objectTitle(object);
  if (value?.kind !== 'certificate') return title;
  const { validity, issuer, serialNumber } = value;
  return message('{title} · valid {from} to {to} · issued by {issuer} · serial number {serial}', {
    title,
    from: isoDate(validity.notBefore),
    to: isoDate(validity.notAfter),
    issuer: visible(commonName(issuer) ?? formatName(issuer)),
    serial: serialText(serialNumber),
  });
}

const publicPem = message('PEM text of the public key');

function pem(label: string, der: Uint8Array): Copyable {
  return { label: message('PEM text'), text: verbatim(writePem(label, der)) };
}

/** Those to ask the next certificate for, as the extension files and the command line of OpenSSL take them. */
function names({ subject, subjectAltName = [] }: Pick<Certificate, 'subject' | 'subjectAltName'>): Copyable[] {
  const all = subjectAltName.map((name) => formatGeneralName(name).replace(/^IP Address:/, 'IP:'));
  return [
    { label: message('Subject'), text: verbatim(visible(formatName(subject))) },
    ...(all.length > 0 ? [{ label: message('Names (subjectAltName)'), text: verbatim(all.join(',')) }] : []),
  ];
}

/** The pin is the digest of RFC 7469, 2.4, in the form that `curl --pinnedpubkey` takes. */
function ofKey(key: SubjectPublicKeyInfo): Copyable[] {
  const pin = `sha256//${encodeBase64(sha256(key.der))}`;
  return [
    { label: message('Pin of the public key'), text: verbatim(pin) },
    { label: message('SHA-256 of the public key'), text: verbatim(colonHex(keyFingerprint(key))) },
  ];
}
