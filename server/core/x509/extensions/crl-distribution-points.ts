import { readNamedBits } from '../../asn1/bit-string.ts';
import type { DerReader } from '../../asn1/der-reader.ts';
import { context } from '../../asn1/tags.ts';
import type { Field } from '../../base/field.ts';
import { limits } from '../../base/limits.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension, type ExtensionDescription } from '../extension.ts';
import { bareGeneralName, formatGeneralName, readGeneralNames } from '../general-name.ts';
import { type AttributeTypeAndValue, readRelativeName } from '../name.ts';
import type { GeneralName } from '../types.ts';

/** DistributionPointName: one of the two, or neither where the field is left out. */
export interface DistributionPointName {
  readonly fullName: readonly GeneralName[] | undefined;
  readonly nameRelativeToCRLIssuer: readonly AttributeTypeAndValue[] | undefined;
}

/** RFC 5280, 4.2.1.13. */
export interface DistributionPoint extends DistributionPointName {
  /** Bit positions of ReasonFlags. */
  readonly reasons: readonly number[] | undefined;
  readonly cRLIssuer: readonly GeneralName[] | undefined;
}

/** RFC 5280, 4.2.1.13, in bit order; the first has no meaning. */
const reasonFlags = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
];

export function reasonFlagName(bit: number): string {
  return reasonFlags[bit] ?? `bit ${bit}`;
}

export const extension = defineExtension<readonly DistributionPoint[]>({
  oid: '2.5.29.31',
  name: 'cRLDistributionPoints',
  label: message('Revocation lists'),
  read: (der) => readDistributionPoints(der, 'cRLDistributionPoints'),
  describe: describeDistributionPoints,
});

export function readDistributionPoints(der: DerReader, what: string): DistributionPoint[] {
  const inner = der.enter(what);
  const points: DistributionPoint[] = [];
  inner.notEmpty(what);
  while (!inner.atEnd) points.push(readPoint(inner));
  return points;
}

export function describeDistributionPoints(points: readonly DistributionPoint[]): ExtensionDescription {
  const json = points.map((point) => ({
    ...pointNameJson(point),
    ...(point.reasons ? { reasons: point.reasons.map(reasonFlagName) } : {}),
    ...(point.cRLIssuer ? { cRLIssuer: point.cRLIssuer.map(formatGeneralName) } : {}),
  }));
  const children = points.slice(0, limits.shownEntries).map(pointField);
  return { text: verbatim(points.flatMap(pointText).join(', ')), json, children };
}

/** `distributionPoint [0] DistributionPointName OPTIONAL`, explicitly tagged because it is a CHOICE. */
export function readDistributionPointName(der: DerReader): DistributionPointName {
  const name = der.enterOptional('distributionPoint', context(0, true));
  const isFull = name?.peekTag() === context(0, true);
  const fullName = name && isFull ? readGeneralNames(name, 'fullName', context(0, true)) : undefined;
  const nameRelativeToCRLIssuer =
    name && !isFull ? readRelativeName(name, 'nameRelativeToCRLIssuer', context(1, true)) : undefined;
  name?.end('distributionPoint');
  return { fullName, nameRelativeToCRLIssuer };
}

function readPoint(der: DerReader): DistributionPoint {
  const point = der.enter('DistributionPoint');
  const name = readDistributionPointName(point);
  const reasons = point.peekTag() === context(1) ? readNamedBits(point, 'reasons', context(1)) : undefined;
  const hasIssuer = point.peekTag() === context(2, true);
  const cRLIssuer = hasIssuer ? readGeneralNames(point, 'cRLIssuer', context(2, true)) : undefined;
  point.end('DistributionPoint');
  return { ...name, reasons, cRLIssuer };
}

function pointText(point: DistributionPoint): string[] {
  const names = pointNameText(point);
  return names.length > 0 ? names : (point.cRLIssuer?.map(bareGeneralName) ?? []);
}

/** The names of a point for programs, each with its type. */
export function pointNameJson({ fullName, nameRelativeToCRLIssuer }: DistributionPointName) {
  return {
    ...(fullName ? { fullName: fullName.map(formatGeneralName) } : {}),
    ...(nameRelativeToCRLIssuer ? { nameRelativeToCRLIssuer: relativeText(nameRelativeToCRLIssuer) } : {}),
  };
}

function pointField(point: DistributionPoint, i: number): Field {
  const children: Field[] = [];
  if (point.reasons) {
    const text = verbatim(point.reasons.map(reasonFlagName).join(', '));
    children.push({ key: 'reasons', label: message('for the reasons'), standard: 'reasons', text });
  }
  if (point.cRLIssuer && pointNameText(point).length > 0) {
    const text = verbatim(point.cRLIssuer.map(bareGeneralName).join(', '));
    children.push({ key: 'cRLIssuer', label: message('signed by'), standard: 'cRLIssuer', text });
  }
  const label = verbatim(pointText(point).join(', '));
  return { key: String(i), label, ...(children.length > 0 ? { children } : {}) };
}

function relativeText(attributes: readonly AttributeTypeAndValue[]): string {
  return attributes.map(({ shortName, value }) => `${shortName}=${visible(value)}`).join('+');
}

export function pointNameText({ fullName, nameRelativeToCRLIssuer }: DistributionPointName): string[] {
  if (fullName) return fullName.map(bareGeneralName);
  if (nameRelativeToCRLIssuer) {
    return [relativeText(nameRelativeToCRLIssuer)];
  }
  return [];
}
