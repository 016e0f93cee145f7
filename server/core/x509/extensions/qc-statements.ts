import type { DerReader } from '../../asn1/der-reader.ts';
import { readSmallInteger } from '../../asn1/integer.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { readString } from '../../asn1/string.ts';
import { tags } from '../../asn1/tags.ts';
import { asn1Lines, asn1Tree } from '../../asn1/tree.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';

/** RFC 3739, 3.2.6: one statement, its details as texts. */
export interface QcStatement {
  /** Dotted identifier. */
  readonly statementId: string;
  readonly details: readonly string[];
}

export const extension = defineExtension<readonly QcStatement[]>({
  oid: '1.3.6.1.5.5.7.1.3',
  name: 'qcStatements',
  label: message('Statements of a qualified certificate'),
  isInformative: true,
  read(der) {
    const inner = der.enter('qcStatements');
    const statements: QcStatement[] = [];
    while (!inner.atEnd) {
      const one = inner.enter('QCStatement');
      const statementId = readObjectIdentifier(one, 'statementId');
      statements.push({ statementId, details: one.atEnd ? [] : readDetails(one, statementId) });
      one.end('QCStatement');
    }
    return statements;
  },
  describe: (statements) => ({
    text: verbatim(statements.map(({ statementId }) => objectIdentifierName(statementId)).join(', ')),
    json: statements.map(({ statementId, details }) => ({
      statement: statementId,
      name: objectIdentifierName(statementId),
      ...(details.length > 0 ? { details } : {}),
    })),
    children: statements.map(({ statementId, details }) => ({
      key: statementId,
      label: identifierText(statementId),
      ...(details.length > 0 ? { text: verbatim(details.join(', ')) } : {}),
    })),
  }),
});

/** ETSI EN 319 412-5, 4 and 5; ETSI TS 119 495, 5.1. Anything else as its ASN.1 says. */
function readDetails(der: DerReader, statementId: string): string[] {
  switch (objectIdentifierName(statementId)) {
    case 'QcLimitValue':
      return [readMonetaryValue(der)];
    case 'QcRetentionPeriod':
      return [`${readSmallInteger(der, 'QcEuRetentionPeriod')} years`];
    case 'QcPDS':
      return readList(der, 'PdsLocations', (list) => {
        const one = list.enter('PdsLocation');
        const url = visible(readString(one, 'url'));
        return `${url} (${visible(readString(one, 'language'))})`;
      });
    case 'QcType':
      return readList(der, 'QcType', (list) => objectIdentifierName(readObjectIdentifier(list, 'QcType')));
    case 'QcCClegislation':
      return readList(der, 'QcCClegislation', (list) => visible(readString(list, 'CountryName')));
    case 'PSD2':
      return readPaymentServices(der);
    default: {
      const { bytes } = der.element('statementInfo');
      return asn1Lines(asn1Tree(bytes) ?? []);
    }
  }
}

function readList(der: DerReader, what: string, read: (list: DerReader) => string): string[] {
  const list = der.enter(what);
  const texts: string[] = [];
  while (!list.atEnd) texts.push(read(list));
  return texts;
}

function readMonetaryValue(der: DerReader): string {
  const value = der.enter('QcEuLimitValue');
  // Iso4217CurrencyCode: letters or a number.
  const isNumber = value.peekTag() === tags.integer;
  const currency = isNumber ? String(readSmallInteger(value, 'currency')) : visible(readString(value, 'currency'));
  const amount = readSmallInteger(value, 'amount');
  const exponent = readSmallInteger(value, 'exponent');
  return exponent === 0 ? `${amount} ${currency}` : `${amount}·10^${exponent} ${currency}`;
}

function readPaymentServices(der: DerReader): string[] {
  const services = der.enter('PSD2QcType');
  const roles = readList(services, 'RolesOfPSP', (list) => {
    const role = list.enter('RoleOfPSP');
    readObjectIdentifier(role, 'roleOfPspOid');
    return visible(readString(role, 'roleOfPspName'));
  });
  const name = visible(readString(services, 'nCAName'));
  return [...roles, `${name} (${visible(readString(services, 'nCAId'))})`];
}
