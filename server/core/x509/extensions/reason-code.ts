import { readSmallInteger } from '../../asn1/integer.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 5.3.1; 7 is not used. */
const reasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/** The standard's word for a reason, or the number. */
export function reasonName(code: number): string {
  return reasons[code] ?? String(code);
}

export const extension = defineExtension<number>({
  oid: '2.5.29.21',
  name: 'reasonCode',
  label: message('Reason'),
  read: (der) => readSmallInteger(der, 'reasonCode', tags.enumerated),
  describe: (value) => ({ text: verbatim(reasonName(value)), json: reasonName(value) }),
});
