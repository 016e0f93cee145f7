import { tags } from '../../asn1/tags.ts';
import { readImplicitTime } from '../../asn1/time.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 5.3.2: since when the key is suspected to be compromised. */
export const extension = defineExtension<Date>({
  oid: '2.5.29.24',
  name: 'invalidityDate',
  label: message('Not to be relied on since'),
  read: (der) => readImplicitTime(der, 'invalidityDate', tags.generalizedTime),
  describe(date) {
    const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
    return { text: verbatim(text), json: text };
  },
});
