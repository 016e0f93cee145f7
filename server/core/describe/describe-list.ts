import { objectIdentifierName } from '../asn1/object-identifier-names.ts';
import type { Field } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { grouped } from '../base/quantity.ts';
import { extension as authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.ts';
import { extension as certificateIssuer } from '../x509/extensions/certificate-issuer.ts';
import { extension as cRLNumber } from '../x509/extensions/crl-number.ts';
import { extension as holdInstructionCode } from '../x509/extensions/hold-instruction-code.ts';
import { extension as invalidityDateKind } from '../x509/extensions/invalidity-date.ts';
import { reasonName } from '../x509/extensions/reason-code.ts';
import { formatGeneralName } from '../x509/general-name.ts';
import type { CertificateList } from '../x509/types.ts';
import { isoDateTime } from './dates.ts';
import { extensionField, extensionListField, otherExtensionFields } from './extension-fields.ts';
import { dateField, field, isoSeconds, nameField } from './fields.ts';
import { signatureFields } from './key-fields.ts';
import { serialText } from './names.ts';

export function describeList(list: CertificateList): Field[] {
  return [
    nameField('issuer', message('Issuer'), list.issuer),
    dateField('thisUpdate', message('This update'), list.thisUpdate),
    ...(list.nextUpdate ? [dateField('nextUpdate', message('Next update'), list.nextUpdate)] : []),
    {
      key: 'revokedCount',
      label: message('Revoked certificates'),
      text: verbatim(grouped(list.revokedCount)),
      json: list.revokedCount,
    },
    ...(list.crlNumber ? [listNumberField(list.crlNumber)] : []),
    ...signatureFields(list.signatureAlgorithm, list.signatureValue),
    ...extensionField(list.extensionValues, authorityKeyIdentifier),
    field('version', message('Version'), String(list.version), list.version),
    ...otherExtensionFields(list.extensionValues, [authorityKeyIdentifier, cRLNumber]),
    ...extensionListField(list.extensionValues),
    ...entriesField(list),
  ];
}

/** A count, which OpenSSL writes in decimal too. */
function listNumberField(octets: Uint8Array): Field {
  const hex = serialText(octets);
  const isCount = /^[0-9A-F]{1,16}$/.test(hex);
  return field('crlNumber', message('List number'), isCount ? BigInt(`0x${hex}`).toString() : hex, hex);
}

/** The first entries: a list may hold hundreds of thousands. */
function entriesField({ revokedCertificates: revoked, revokedCount: count }: CertificateList): Field[] {
  if (revoked.length === 0) return [];
  const shown = revoked.slice(0, limits.shownEntries).map((entry) => ({
    serial: serialText(entry.serialNumber),
    date: entry.revocationDate,
    reason: entry.reasonCode === undefined ? undefined : reasonName(entry.reasonCode),
    invalidityDate: entry.invalidityDate && isoSeconds(entry.invalidityDate),
    hold: entry.holdInstructionCode === undefined ? undefined : objectIdentifierName(entry.holdInstructionCode),
    issuer: entry.certificateIssuer?.map(formatGeneralName),
    critical: entry.unknownCritical,
  }));
  return [
    {
      key: 'revokedCertificates',
      label:
        count > shown.length
          ? message('Entries, the first {shown} of {count}', { shown: shown.length, count: grouped(count) })
          : message('Entries'),
      standard: 'revokedCertificates',
      json: shown.map(({ serial, date, reason, invalidityDate, hold, issuer, critical }) => ({
        serialNumber: serial,
        revocationDate: isoSeconds(date),
        ...(reason === undefined ? {} : { reason }),
        ...(invalidityDate === undefined ? {} : { invalidityDate }),
        ...(hold === undefined ? {} : { holdInstructionCode: hold }),
        ...(issuer === undefined ? {} : { certificateIssuer: issuer }),
        ...(critical === undefined ? {} : { criticalExtension: critical }),
      })),
      children: shown.map((entry) => {
        const { serial, date, reason } = entry;
        const children = entryFields(entry);
        return {
          key: serial,
          label: verbatim(serial),
          text: verbatim([isoDateTime(date), ...(reason === undefined ? [] : [reason])].join(', ')),
          ...(children.length > 0 ? { children } : {}),
        };
      }),
    },
  ];
}

interface EntryFacts {
  readonly invalidityDate: string | undefined;
  readonly hold: string | undefined;
  readonly issuer: readonly string[] | undefined;
  readonly critical: string | undefined;
}

/** What few entries have besides date and reason (RFC 5280, 5.3). */
function entryFields({ invalidityDate, hold, issuer, critical }: EntryFacts): Field[] {
  const fields: Field[] = [];
  const put = ({ name: key, label }: { readonly name: string; readonly label: Message }, text: string): void => {
    fields.push({ key, label, standard: key, text: verbatim(text) });
  };
  if (invalidityDate !== undefined) put(invalidityDateKind, invalidityDate);
  if (hold !== undefined) put(holdInstructionCode, hold);
  if (issuer) put(certificateIssuer, issuer.join(', '));
  if (critical !== undefined) {
    const text = message('critical, and not known');
    fields.push({ key: critical, label: verbatim(objectIdentifierName(critical)), text });
  }
  return fields;
}
