import { toHex } from '../../asn1/hex.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 4.2.1.2. */
export const extension = defineExtension<Uint8Array>({
  oid: '2.5.29.14',
  name: 'subjectKeyIdentifier',
  label: message('Subject key identifier'),
  read: (der) => der.element('subjectKeyIdentifier', tags.octetString).contents,
  describe(value) {
    const hex = toHex(value, ':').toUpperCase();
    return { text: verbatim(hex), json: hex };
  },
});
