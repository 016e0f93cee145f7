import type { DerReader } from '../../asn1/der-reader.ts';
import { readUnsignedNumber } from '../../asn1/integer.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { readString } from '../../asn1/string.ts';
import { tags } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';

export interface UserNotice {
  readonly organization: string | undefined;
  readonly noticeNumbers: readonly number[];
  readonly explicitText: string | undefined;
}

export interface PolicyInformation {
  /** Dotted identifier. */
  readonly policyIdentifier: string;
  /** Addresses of certification practice statements. */
  readonly cps: readonly string[];
  readonly userNotices: readonly UserNotice[];
  /** Dotted identifiers of the qualifiers, known or not. */
  readonly qualifiers: readonly string[];
}

const cpsQualifier = '1.3.6.1.5.5.7.2.1';
const noticeQualifier = '1.3.6.1.5.5.7.2.2';

/** RFC 5280, 4.2.1.4. */
export const extension = defineExtension<readonly PolicyInformation[]>({
  oid: '2.5.29.32',
  name: 'certificatePolicies',
  label: message('Policies'),
  read: (der) => readPolicies(der, 'certificatePolicies'),
  describe(policies) {
    const entries = policies.map(({ policyIdentifier, cps, userNotices }) => {
      const name = objectIdentifierName(policyIdentifier);
      return {
        policy: policyIdentifier,
        ...(name === policyIdentifier ? {} : { name }),
        ...(cps.length > 0 ? { cps: cps.map(visible) } : {}),
        ...(userNotices.length > 0 ? { userNotices: userNotices.map(noticeJson) } : {}),
      };
    });
    const text = policies.map(({ policyIdentifier }) => objectIdentifierName(policyIdentifier)).join(', ');
    return { text: verbatim(text), json: entries, children: policies.map(policyField) };
  },
});

export function readPolicies(der: DerReader, what: string): PolicyInformation[] {
  const inner = der.enter(what);
  const policies: PolicyInformation[] = [];
  inner.notEmpty(what);
  while (!inner.atEnd) {
    const one = inner.enter('PolicyInformation');
    const policyIdentifier = readObjectIdentifier(one, 'policyIdentifier');
    const qualifiers = one.enterOptional('policyQualifiers', tags.sequence);
    policies.push({ policyIdentifier, ...readQualifiers(qualifiers) });
    one.end('PolicyInformation');
  }
  return policies;
}

/** PolicyQualifierInfo. */
function readQualifiers(der: DerReader | undefined): Omit<PolicyInformation, 'policyIdentifier'> {
  const cps: string[] = [];
  const userNotices: UserNotice[] = [];
  const qualifiers: string[] = [];
  der?.notEmpty('policyQualifiers');
  while (der && !der.atEnd) {
    const one = der.enter('PolicyQualifierInfo');
    const identifier = readObjectIdentifier(one, 'policyQualifierId');
    qualifiers.push(identifier);
    if (identifier === cpsQualifier) cps.push(readString(one, 'cPSuri'));
    else if (identifier === noticeQualifier) userNotices.push(readUserNotice(one));
    else one.element('qualifier');
    one.end('PolicyQualifierInfo');
  }
  return { cps, userNotices, qualifiers };
}

function readUserNotice(der: DerReader): UserNotice {
  const notice = der.enter('userNotice');
  const reference = notice.enterOptional('noticeRef', tags.sequence);
  const organization = reference && readString(reference, 'organization');
  const noticeNumbers: number[] = [];
  const numbers = reference?.enter('noticeNumbers');
  while (numbers && !numbers.atEnd) noticeNumbers.push(readUnsignedNumber(numbers, 'noticeNumber'));
  reference?.end('noticeRef');
  const explicitText = notice.atEnd ? undefined : readString(notice, 'explicitText');
  notice.end('userNotice');
  return { organization, noticeNumbers, explicitText };
}

function noticeJson({ organization, noticeNumbers, explicitText }: UserNotice) {
  return {
    ...(organization === undefined ? {} : { organization: visible(organization), noticeNumbers }),
    ...(explicitText === undefined ? {} : { explicitText: visible(explicitText) }),
  };
}

function policyField({ policyIdentifier, cps, userNotices }: PolicyInformation): Field {
  const children: Field[] = [
    ...cps.map((uri, i) => ({ key: `cps${i}`, label: message('Practice statement'), text: verbatim(visible(uri)) })),
    ...userNotices.map(({ organization, noticeNumbers, explicitText }, i) => ({
      key: `notice${i}`,
      label: message('Notice'),
      text: verbatim(
        [
          ...(explicitText === undefined ? [] : [visible(explicitText)]),
          ...(organization === undefined ? [] : [`${visible(organization)} ${noticeNumbers.join(', ')}`.trim()]),
        ].join(' · '),
      ),
    })),
  ];
  return {
    key: policyIdentifier,
    label: identifierText(policyIdentifier),
    ...(children.length > 0 ? { children } : {}),
  };
}
