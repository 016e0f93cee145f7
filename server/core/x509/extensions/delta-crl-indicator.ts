import { toHex } from '../../asn1/hex.ts';
import { readInteger, unsigned } from '../../asn1/integer.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 5.2.4: the number of the complete list that this one changes, as content octets of the INTEGER. */
export const extension = defineExtension<Uint8Array>({
  oid: '2.5.29.27',
  name: 'deltaCRLIndicator',
  label: message('Changes to list number'),
  read: (der) => readInteger(der, 'BaseCRLNumber'),
  describe(value) {
    const hex = toHex(unsigned(value)).toUpperCase();
    return { text: verbatim(hex), json: hex };
  },
});
