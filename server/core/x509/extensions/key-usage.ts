import { readNamedBits } from '../../asn1/bit-string.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 4.2.1.3, in bit order. */
const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

export const extension = defineExtension<readonly string[]>({
  oid: '2.5.29.15',
  name: 'keyUsage',
  label: message('Key usage'),
  read: (der) => readNamedBits(der, 'keyUsage').map((bit) => usages[bit] ?? `bit ${bit}`),
  describe: (value) => ({ text: verbatim(value.join(', ')), json: value }),
});
