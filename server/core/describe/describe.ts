import { toHex } from '../asn1/values.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { formatName } from '../x509/name.ts';
import type {
  Certificate,
  CertificateList,
  CertificationRequest,
  PkiObject,
  PkiValue,
  SubjectPublicKeyInfo,
} from '../x509/types.ts';
import { isoDateTime } from './dates.ts';
import type { Field, JsonValue } from './field.ts';
import { bareGeneralName, colonHex, formatGeneralName, keyText, serialText } from './names.ts';
import { purposeName } from './purposes.ts';
import { visible } from './visible.ts';

/** Every described field of a PKI object, in the order a person wants to read them. Private keys: public facts only. */
export function describe(value: PkiValue): Field[] {
  switch (value.kind) {
    case 'certificate':
      return describeCertificate(value);
    case 'certification-request':
      return describeRequest(value);
    case 'certificate-list':
      return describeList(value);
    case 'private-key':
      return [
        field('format', message('Format'), value.format),
        field('encrypted', message('Encrypted'), value.encrypted ? message('yes') : message('no'), value.encrypted),
        keyField(value),
        ...(value.publicKey ? [fingerprintField(value.publicKey)] : []),
      ];
    case 'public-key':
      return [keyField(value.subjectPublicKeyInfo), fingerprintField(value.subjectPublicKeyInfo)];
    case 'other':
      return [field('label', message('Label'), value.label)];
  }
}

/** The JSON object of `tlsense inspect` for one PKI object: stable English keys. */
export function inspectObject({ value, block, span, problems }: PkiObject): { readonly [key: string]: JsonValue } {
  const fields = value ? describe(value) : [];
  return {
    kind: value?.kind ?? 'undecodable',
    ...(block ? { label: block.label } : {}),
    span: { start: span.start, end: span.end },
    ...Object.fromEntries(fields.map(({ key, json }) => [key, json ?? null])),
    ...(problems.length > 0 ? { problems: problems.map(({ code }) => code) } : {}),
  };
}

function describeCertificate(certificate: Certificate): Field[] {
  const { subjectAltName, basicConstraints, keyUsage, extKeyUsage, validity } = certificate;
  const fields = [
    nameField('subject', message('Subject'), certificate.subject),
    ...(subjectAltName ? [namesField(subjectAltName)] : []),
    nameField('issuer', message('Issuer'), certificate.issuer),
    field(
      'validity',
      message('Valid'),
      message('{from} to {to}', { from: isoDateTime(validity.notBefore), to: isoDateTime(validity.notAfter) }),
      { notBefore: isoSeconds(validity.notBefore), notAfter: isoSeconds(validity.notAfter) },
    ),
    keyField(certificate.subjectPublicKeyInfo),
    field('signatureAlgorithm', message('Signature'), certificate.signatureAlgorithm.name),
  ];
  if (extKeyUsage) {
    const names = extKeyUsage.map(purposeName);
    fields.push(field('extKeyUsage', message('Purposes'), names.join(', '), names));
  }
  if (keyUsage) fields.push(field('keyUsage', message('Key usage'), keyUsage.join(', '), keyUsage));
  if (basicConstraints) fields.push(constraintsField(basicConstraints));
  fields.push(
    field(
      'isCa',
      message('Certificate authority'),
      basicConstraints?.cA ? message('yes') : message('no'),
      basicConstraints?.cA ?? false,
    ),
    field('serialNumber', message('Serial number'), serialText(certificate.serialNumber)),
    ...identifierField('subjectKeyIdentifier', message('Subject key identifier'), certificate.subjectKeyIdentifier),
    ...identifierField(
      'authorityKeyIdentifier',
      message('Authority key identifier'),
      certificate.authorityKeyIdentifier,
    ),
    field('version', message('Version'), String(certificate.version), certificate.version),
    fingerprintField(certificate.subjectPublicKeyInfo),
    {
      key: 'fingerprints',
      label: message('Fingerprints'),
      json: { sha256: colonHex(certificate.sha256), sha1: colonHex(certificate.sha1) },
      children: [
        field('sha256', verbatim('SHA-256'), colonHex(certificate.sha256)),
        field('sha1', verbatim('SHA-1'), colonHex(certificate.sha1)),
      ],
    },
  );
  return fields;
}

function describeRequest(request: CertificationRequest): Field[] {
  return [
    nameField('subject', message('Subject'), request.subject),
    ...(request.subjectAltName ? [namesField(request.subjectAltName)] : []),
    keyField(request.subjectPublicKeyInfo),
    field('signatureAlgorithm', message('Signature'), request.signatureAlgorithm.name),
    fingerprintField(request.subjectPublicKeyInfo),
  ];
}

function describeList(list: CertificateList): Field[] {
  return [
    nameField('issuer', message('Issuer'), list.issuer),
    field('thisUpdate', message('This update'), isoDateTime(list.thisUpdate), isoSeconds(list.thisUpdate)),
    ...(list.nextUpdate
      ? [field('nextUpdate', message('Next update'), isoDateTime(list.nextUpdate), isoSeconds(list.nextUpdate))]
      : []),
    field('revokedCount', message('Revoked certificates'), String(list.revokedCount), list.revokedCount),
    ...(list.crlNumber ? [field('crlNumber', message('CRL number'), serialText(list.crlNumber))] : []),
    field('signatureAlgorithm', message('Signature'), list.signatureAlgorithm.name),
  ];
}

function field(key: string, label: Message, text: string | Message, json?: JsonValue): Field {
  const shown = typeof text === 'string' ? verbatim(text) : text;
  return { key, label, text: shown, json: json ?? (typeof text === 'string' ? text : null) };
}

function nameField(key: string, label: Message, name: Certificate['subject']): Field {
  return field(key, label, visible(formatName(name)) || message('(empty)'), formatName(name));
}

function namesField(names: NonNullable<Certificate['subjectAltName']>): Field {
  return field(
    'subjectAltName',
    message('Valid for'),
    names.map(bareGeneralName).join(', '),
    names.map(formatGeneralName),
  );
}

function keyField(key: Pick<SubjectPublicKeyInfo, 'keyType' | 'bits' | 'curve'>): Field {
  const json = { type: key.keyType, bits: key.bits ?? null, curve: key.curve ?? null };
  return field('publicKey', message('Key'), keyText(key), json);
}

function fingerprintField(key: SubjectPublicKeyInfo): Field {
  return field('publicKeySha256', message('Public key SHA-256'), keyFingerprint(key));
}

function constraintsField(constraints: NonNullable<Certificate['basicConstraints']>): Field {
  const { cA, pathLenConstraint } = constraints;
  const text =
    pathLenConstraint === undefined ? `CA:${cA ? 'TRUE' : 'FALSE'}` : `CA:TRUE, pathlen:${pathLenConstraint}`;
  return field('basicConstraints', message('Basic constraints'), text, {
    cA,
    pathLenConstraint: pathLenConstraint ?? null,
  });
}

function identifierField(key: string, label: Message, identifier: Uint8Array | undefined): Field[] {
  return identifier ? [field(key, label, colonHex(toHex(identifier)))] : [];
}

function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
