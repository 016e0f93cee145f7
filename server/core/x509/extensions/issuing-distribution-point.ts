import { readNamedBits } from '../../asn1/bit-string.ts';
import { readDefaultFalse } from '../../asn1/boolean.ts';
import type { DerReader } from '../../asn1/der-reader.ts';
import { context } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import {
  type DistributionPointName,
  pointNameJson,
  pointNameText,
  readDistributionPointName,
  reasonFlagName,
} from './crl-distribution-points.ts';

/** RFC 5280, 5.2.5: what a revocation list covers. */
export interface IssuingDistributionPoint extends DistributionPointName {
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  /** Bit positions of ReasonFlags; undefined for all. */
  readonly onlySomeReasons: readonly number[] | undefined;
  readonly indirectCRL: boolean;
  readonly onlyContainsAttributeCerts: boolean;
}

const flagWords = {
  onlyContainsUserCerts: message('only certificates of end entities'),
  onlyContainsCACerts: message('only certificates of CAs'),
  indirectCRL: message('also certificates of other CAs'),
  onlyContainsAttributeCerts: message('only attribute certificates'),
};

export const extension = defineExtension<IssuingDistributionPoint>({
  oid: '2.5.29.28',
  name: 'issuingDistributionPoint',
  label: message('What the list covers'),
  read(der) {
    const inner = der.enter('issuingDistributionPoint');
    inner.notEmpty('issuingDistributionPoint');
    const name = readDistributionPointName(inner);
    const onlyContainsUserCerts = readFlag(inner, 'onlyContainsUserCerts', 1);
    const onlyContainsCACerts = readFlag(inner, 'onlyContainsCACerts', 2);
    const hasReasons = inner.peekTag() === context(3);
    const onlySomeReasons = hasReasons ? readNamedBits(inner, 'onlySomeReasons', context(3)) : undefined;
    const indirectCRL = readFlag(inner, 'indirectCRL', 4);
    const onlyContainsAttributeCerts = readFlag(inner, 'onlyContainsAttributeCerts', 5);
    inner.end('issuingDistributionPoint');
    return {
      ...name,
      onlyContainsUserCerts,
      onlyContainsCACerts,
      onlySomeReasons,
      indirectCRL,
      onlyContainsAttributeCerts,
    };
  },
  describe(point) {
    const flags = (
      ['onlyContainsUserCerts', 'onlyContainsCACerts', 'indirectCRL', 'onlyContainsAttributeCerts'] as const
    ).filter((flag) => point[flag]);
    const reasons = point.onlySomeReasons?.map(reasonFlagName);
    const parts = [...pointNameText(point), ...flags, ...(reasons ? ['onlySomeReasons'] : [])];
    const children = asItems([
      ...pointNameText(point).map(verbatim),
      ...flags.map((flag) => message('{words} ({name})', { words: flagWords[flag], name: flag })),
      ...(reasons ? [message('only for the reasons {reasons} (onlySomeReasons)', { reasons })] : []),
    ]);
    const json = {
      ...pointNameJson(point),
      ...Object.fromEntries(flags.map((flag) => [flag, true])),
      ...(reasons ? { onlySomeReasons: reasons } : {}),
    };
    return { text: verbatim(parts.join(', ')), json, children };
  },
});

/** `[number] BOOLEAN DEFAULT FALSE`, implicitly tagged. */
function readFlag(der: DerReader, what: string, number: number): boolean {
  return readDefaultFalse(der, what, context(number));
}
