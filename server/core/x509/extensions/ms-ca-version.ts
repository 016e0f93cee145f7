import { readUnsignedNumber } from '../../asn1/integer.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** [MS-CSRA] 3.1.1.4: how often the CA's certificate was renewed, and how often its key was. */
export const extension = defineExtension<number>({
  oid: '1.3.6.1.4.1.311.21.1',
  name: 'msCAVersion',
  label: message('Version of the CA (Microsoft)'),
  isInformative: true,
  read: (der) => readUnsignedNumber(der, 'msCAVersion'),
  describe(value) {
    const text = `V${value % 0x10000}.${Math.floor(value / 0x10000)}`;
    return { text: verbatim(text), json: text };
  },
});
