import { readNamedBits } from '../../asn1/bit-string.ts';
import { message, verbatim } from '../../base/message.ts';
import { describeItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 4.2.1.3, in bit order. */
const usages = [
  { name: 'digitalSignature', words: message('signs, as in the TLS handshake') },
  { name: 'nonRepudiation', words: message('signs what is to be proved later') },
  { name: 'keyEncipherment', words: message('encrypts keys, as TLS did with RSA before 1.3') },
  { name: 'dataEncipherment', words: message('encrypts data') },
  { name: 'keyAgreement', words: message('agrees on keys') },
  { name: 'keyCertSign', words: message('signs certificates') },
  { name: 'cRLSign', words: message('signs revocation lists') },
  { name: 'encipherOnly', words: message('agrees on keys for encrypting only') },
  { name: 'decipherOnly', words: message('agrees on keys for decrypting only') },
];

export const extension = defineExtension<readonly string[]>({
  oid: '2.5.29.15',
  name: 'keyUsage',
  label: message('Key usage'),
  read: (der) => readNamedBits(der, 'keyUsage').map((bit) => usages[bit]?.name ?? `bit ${bit}`),
  describe(value) {
    const words = (name: string) => usages.find((usage) => usage.name === name)?.words;
    return { text: verbatim(value.join(', ')), json: value, children: describeItems(value, words) };
  },
});
