import { toHex } from '../asn1/hex.ts';
import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import type { Field } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { visible } from '../base/visible.ts';
import type { AttributeCertificate } from '../x509/attribute-certificate.ts';
import type { CmsContent, SignerInfo } from '../x509/cms.ts';
import { ExtensionValues } from '../x509/extension.ts';
import { reasonName } from '../x509/extensions/reason-code.ts';
import { formatGeneralName } from '../x509/general-name.ts';
import { formatName } from '../x509/name.ts';
import type { OcspAnswer } from '../x509/ocsp-answer.ts';
import type { SingleResponse } from '../x509/ocsp-response.ts';
import type { Parameters } from '../x509/parameters.ts';
import type { GeneralName } from '../x509/types.ts';
import { isoDate, isoDateTime } from './dates.ts';
import { membersField } from './describe-key-store.ts';
import { extensionListField, otherExtensionFields } from './extension-fields.ts';
import { dateField, field, isoSeconds } from './fields.ts';
import { signatureFields } from './key-fields.ts';
import { serialText } from './names.ts';

/** RFC 5652, sections 4 to 9, RFC 5083, RFC 3161 and RFC 5544. */
const contentTypes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.7.1': 'data',
  '1.2.840.113549.1.7.2': 'signedData',
  '1.2.840.113549.1.7.3': 'envelopedData',
  '1.2.840.113549.1.7.5': 'digestedData',
  '1.2.840.113549.1.7.6': 'encryptedData',
  '1.2.840.113549.1.9.16.1.2': 'authData',
  '1.2.840.113549.1.9.16.1.4': 'tSTInfo',
  '1.2.840.113549.1.9.16.1.9': 'compressedData',
  '1.2.840.113549.1.9.16.1.23': 'authEnvelopedData',
  '1.3.6.1.4.1.311.2.1.4': 'SPC_INDIRECT_DATA',
};

export function contentTypeName(dotted: string): string {
  return contentTypes[dotted] ?? dotted;
}

export function describeCms({ contentType, signedData, members }: CmsContent): Field[] {
  const fields = [field('contentType', message('Content type'), contentTypeName(contentType))];
  if (signedData) {
    const { version, contentBytes, signers } = signedData;
    const type = contentTypeName(signedData.contentType);
    const size = contentBytes === undefined ? message('not in here') : byteCount(contentBytes);
    fields.push(
      field('version', message('Version'), String(version), version),
      field('signedContent', message('Signed content'), message('{type}, {size}', { type, size }), {
        type,
        bytes: contentBytes ?? null,
      }),
      ...signersField(signers),
    );
  }
  return [...fields, ...membersField(members)];
}

function signersField(signers: readonly SignerInfo[]): Field[] {
  if (signers.length === 0) return [field('signers', message('Signers'), message('none'), [])];
  const children = signers.map((signer): Field => {
    const who =
      signer.issuer && signer.serialNumber
        ? message('{serial} of {issuer}', {
            serial: serialText(signer.serialNumber),
            issuer: visible(formatName(signer.issuer)),
          })
        : verbatim(toHex(signer.keyIdentifier ?? new Uint8Array()));
    return { key: 'signer', label: verbatim(`${signer.digest}, ${signer.signatureAlgorithm}`), text: who };
  });
  const json = signers.map(({ issuer, serialNumber, keyIdentifier, digest, signatureAlgorithm }) => ({
    ...(issuer ? { issuer: visible(formatName(issuer)) } : {}),
    ...(serialNumber ? { serialNumber: serialText(serialNumber) } : {}),
    ...(keyIdentifier ? { keyIdentifier: toHex(keyIdentifier) } : {}),
    digest,
    signatureAlgorithm,
  }));
  return [{ key: 'signers', label: message('Signers'), text: verbatim(String(signers.length)), json, children }];
}

export function describeParameters(parameters: Parameters): Field[] {
  const { of, bits, curve, generator, subgroupBits } = parameters;
  return [
    field('parametersOf', message('Parameters of'), of),
    ...(curve === undefined ? [] : [field('curve', message('Curve'), curve)]),
    ...(bits === undefined ? [] : [field('bits', message('Bits'), String(bits), bits)]),
    ...(subgroupBits === undefined
      ? []
      : [field('subgroupBits', message('Bits of the subgroup'), String(subgroupBits), subgroupBits)]),
    ...(generator === undefined ? [] : [field('generator', message('Generator'), shortened(generator))]),
  ];
}

function shortened(hex: string): string {
  return hex.length > 64 ? `${hex.slice(0, 64)}…` : hex;
}

export function describeAttributeCertificate(certificate: AttributeCertificate): Field[] {
  const { validity, holderSerialNumber } = certificate;
  const extensionValues = new ExtensionValues(certificate.extensions);
  const dates = message('{from} to {to}', {
    from: isoDateTime(validity.notBefore),
    to: isoDateTime(validity.notAfter),
  });
  return [
    namesField('holder', message('Holder'), certificate.holder),
    ...(holderSerialNumber
      ? [
          field(
            'holderSerialNumber',
            message('Serial number of the holder’s certificate'),
            serialText(holderSerialNumber),
          ),
        ]
      : []),
    namesField('issuer', message('Issuer'), certificate.issuer),
    field('validity', message('Valid'), dates, {
      notBefore: isoSeconds(validity.notBefore),
      notAfter: isoSeconds(validity.notAfter),
    }),
    field('serialNumber', message('Serial number'), serialText(certificate.serialNumber)),
    listField('attributes', message('Attributes'), certificate.attributes.map(attributeName)),
    ...signatureFields(certificate.signatureAlgorithm),
    field('version', message('Version'), String(certificate.version), certificate.version),
    ...otherExtensionFields(extensionValues, []),
    ...extensionListField(extensionValues),
  ];
}

/** RFC 5755, 4.4. */
const attributeNames: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.10.1': 'authenticationInfo',
  '1.3.6.1.5.5.7.10.2': 'accessIdentity',
  '1.3.6.1.5.5.7.10.3': 'chargingIdentity',
  '1.3.6.1.5.5.7.10.4': 'group',
  '2.5.4.72': 'role',
  '2.5.1.5.55': 'clearance',
  '2.5.4.55': 'clearance',
};

function attributeName(dotted: string): string {
  return attributeNames[dotted] ?? objectIdentifierName(dotted);
}

function namesField(key: string, label: Message, names: readonly GeneralName[]): Field {
  return listField(key, label, names.map(formatGeneralName));
}

function listField(key: string, label: Message, all: readonly string[]): Field {
  const shown = all.slice(0, limits.shownEntries);
  return field(key, label, shown.length === 0 ? message('(empty)') : verbatim(shown.join(', ')), all);
}

/** OCSPResponseStatus (RFC 6960, 4.2.1). */
const statusNames = ['successful', 'malformedRequest', 'internalError', 'tryLater', '', 'sigRequired', 'unauthorized'];

export function describeOcspAnswer({ status, response, members }: OcspAnswer): Field[] {
  const fields = [field('responseStatus', message('Response status'), statusNames[status] || String(status))];
  if (response) {
    const { responderId, producedAt, responses, signatureAlgorithm } = response;
    const responder = (separator: ',' | ', '): string =>
      'name' in responderId
        ? visible(formatName(responderId.name, separator))
        : toHex(responderId.keyHash).toUpperCase();
    fields.push(
      field('responder', message('Responder'), responder(', '), responder(',')),
      dateField('producedAt', message('Produced'), producedAt),
      ...signatureFields(signatureAlgorithm),
      ...responsesField(responses),
    );
  }
  return [...fields, ...membersField(members)];
}

function responsesField(responses: readonly SingleResponse[]): Field[] {
  const shown = responses.slice(0, limits.shownEntries);
  const children = shown.map((one): Field => {
    const serial = serialText(one.certId.serialNumber);
    return { key: serial, label: verbatim(serial), text: statusText(one) };
  });
  const json = shown.map(({ certId, status, thisUpdate, nextUpdate }) => ({
    serialNumber: serialText(certId.serialNumber),
    status: status.state,
    ...(status.state === 'revoked' ? { revocationDate: isoSeconds(status.date) } : {}),
    thisUpdate: isoSeconds(thisUpdate),
    ...(nextUpdate ? { nextUpdate: isoSeconds(nextUpdate) } : {}),
  }));
  const text = verbatim(String(responses.length));
  return [{ key: 'responses', label: message('Certificates asked about'), text, json, children }];
}

function statusText({ status, thisUpdate, nextUpdate }: SingleResponse): Message {
  const until = nextUpdate
    ? message('from {from} until {to}', { from: isoDate(thisUpdate), to: isoDate(nextUpdate) })
    : message('from {from}', { from: isoDate(thisUpdate) });
  switch (status.state) {
    case 'good':
      return message('good, {until}', { until });
    case 'unknown':
      return message('unknown to the responder, {until}', { until });
    case 'revoked': {
      const date = isoDate(status.date);
      return status.reasonCode === undefined
        ? message('revoked on {date}, {until}', { date, until })
        : message('revoked on {date} ({reason}), {until}', { date, reason: reasonName(status.reasonCode), until });
    }
  }
}

/** `EC P-256`, `DH 2048`. */
export function parametersText({ of, curve, bits }: Parameters): string {
  return [of, curve ?? bits].filter((part) => part !== undefined).join(' ');
}
