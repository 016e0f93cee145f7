import { readNamedBits } from '../../asn1/bit-string.ts';
import type { DerReader } from '../../asn1/der-reader.ts';
import { context } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension, type ExtensionDescription } from '../extension.ts';
import { bareGeneralName, readGeneralNames } from '../general-name.ts';
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
  const places = points.flatMap(pointText);
  return { text: verbatim(places.join(', ')), json: places };
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

export function pointNameText({ fullName, nameRelativeToCRLIssuer }: DistributionPointName): string[] {
  if (fullName) return fullName.map(bareGeneralName);
  if (nameRelativeToCRLIssuer) {
    return [nameRelativeToCRLIssuer.map(({ shortName, value }) => `${shortName}=${visible(value)}`).join('+')];
  }
  return [];
}
