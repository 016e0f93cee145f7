import { toHex } from '../asn1/hex.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import type { Field } from '../base/field.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { sameOctets } from '../base/same-octets.ts';
import { visible } from '../base/visible.ts';
import type { AnyExtensionKind } from '../x509/extension.ts';
import { extension as authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.ts';
import { extension as basicConstraints } from '../x509/extensions/basic-constraints.ts';
import { extension as extKeyUsage } from '../x509/extensions/ext-key-usage.ts';
import { extension as keyUsage } from '../x509/extensions/key-usage.ts';
import { extension as subjectAltName } from '../x509/extensions/subject-alt-name.ts';
import { extension as subjectKeyIdentifier } from '../x509/extensions/subject-key-identifier.ts';
import { sameName } from '../x509/name-key.ts';
import type { Certificate, TrustSettings } from '../x509/types.ts';
import { isoDateTime } from './dates.ts';
import { extensionField, extensionListField, otherExtensionFields } from './extension-fields.ts';
import { field, isoSeconds, keyFingerprintField, nameField, yesNoField } from './fields.ts';
import { keyField, signatureFields } from './key-fields.ts';
import { colonHex, serialText } from './names.ts';

/** Those that people look for first, and the identifiers that stand with the other ones. */
const placed: readonly AnyExtensionKind[] = [
  subjectAltName,
  extKeyUsage,
  keyUsage,
  basicConstraints,
  subjectKeyIdentifier,
  authorityKeyIdentifier,
];

/** What is self-signed has one name, which may be long. */
function issuerField({ subject, issuer }: Certificate, ofSubject: Field): Field {
  const [key, label] = ['issuer', message('Issuer')] as const;
  if (sameOctets(subject.der, issuer.der)) return { ...ofSubject, key, label, standard: key };
  return nameField(key, label, issuer);
}

/** In the order in which a person wants to read them. */
export function describeCertificate(certificate: Certificate): Field[] {
  const { extensionValues: values } = certificate;
  const subject = nameField('subject', message('Subject'), certificate.subject);
  return [
    subject,
    ...extensionField(values, subjectAltName),
    issuerField(certificate, subject),
    validityField(certificate),
    keyField(certificate.subjectPublicKeyInfo),
    ...signatureFields(certificate.signatureAlgorithm, certificate.signatureValue),
    ...extensionField(values, extKeyUsage),
    ...extensionField(values, keyUsage),
    ...extensionField(values, basicConstraints),
    isCaField(certificate),
    selfIssuedField(certificate),
    ...otherExtensionFields(values, placed),
    field('serialNumber', message('Serial number'), serialText(certificate.serialNumber)),
    ...extensionField(values, subjectKeyIdentifier),
    ...extensionField(values, authorityKeyIdentifier),
    field('version', message('Version'), String(certificate.version), certificate.version),
    ...uniqueIdentifierField('issuerUniqueID', message('Unique identifier of the issuer'), certificate.issuerUniqueID),
    ...uniqueIdentifierField(
      'subjectUniqueID',
      message('Unique identifier of the subject'),
      certificate.subjectUniqueID,
    ),
    keyFingerprintField(certificate.subjectPublicKeyInfo),
    fingerprintsField(certificate),
    ...trustSettingsFields(certificate.trustSettings),
    ...extensionListField(values),
  ];
}

function validityField({ validity: { notBefore, notAfter } }: Certificate): Field {
  const text = message('{from} to {to}', { from: isoDateTime(notBefore), to: isoDateTime(notAfter) });
  const json = { notBefore: isoSeconds(notBefore), notAfter: isoSeconds(notAfter) };
  return {
    ...field('validity', message('Valid'), text, json),
    children: [
      field('notBefore', message('from'), isoDateTime(notBefore)),
      field('notAfter', message('until'), isoDateTime(notAfter)),
    ],
  };
}

/** In words what basicConstraints says, which is there for most. */
function isCaField({ basicConstraints: constraints }: Certificate): Field {
  const isCa = yesNoField('isCa', message('CA'), constraints?.cA ?? false);
  return constraints ? { ...isCa, audience: 'programs' } : isCa;
}

/** Of the names alone; whether it signed itself is for the chain to say. Of nearly all there is nothing to say. */
function selfIssuedField({ subject, issuer }: Certificate): Field {
  const isAlike = sameName(subject, issuer);
  const field = yesNoField('selfIssued', message('Subject and issuer alike'), isAlike);
  return isAlike ? field : { ...field, audience: 'programs' };
}

/** The octets of the BIT STRING behind the one that counts its unused bits. */
function uniqueIdentifierField(key: string, label: Message, contents: Uint8Array | undefined): Field[] {
  return contents ? [field(key, label, toHex(contents.subarray(1), ':').toUpperCase())] : [];
}

/** What OpenSSL's own form of a certificate says besides. */
function trustSettingsFields(settings: TrustSettings | undefined): Field[] {
  if (!settings) return [];
  const { trusted, rejected, alias } = settings;
  const purposes = (key: string, label: Message, all: readonly string[] | undefined): Field[] => {
    if (!all) return [];
    const names = all.map(objectIdentifierName);
    return [field(key, label, names.length === 0 ? message('none') : verbatim(names.join(', ')), names)];
  };
  return [
    ...purposes('trustedFor', message('Trusted by OpenSSL for'), trusted),
    ...purposes('rejectedFor', message('Rejected by OpenSSL for'), rejected),
    ...(alias === undefined ? [] : [field('alias', message('Alias'), visible(alias))]),
  ];
}

function fingerprintsField(certificate: Certificate): Field {
  const sha256 = colonHex(certificate.sha256);
  const sha1 = colonHex(certificate.sha1);
  return {
    key: 'fingerprints',
    label: message('Fingerprints'),
    json: { sha256, sha1 },
    children: [
      { key: 'sha256', label: verbatim('SHA-256'), text: verbatim(sha256) },
      { key: 'sha1', label: verbatim('SHA-1'), text: verbatim(sha1) },
    ],
  };
}
