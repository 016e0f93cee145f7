import { readNamedBits } from '../../asn1/bit-string.ts';
import { message, verbatim } from '../../base/message.ts';
import { describeItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';

/** Netscape's purposes, in bit order; extKeyUsage took their place. */
const types = [
  { name: 'sslClient', words: message('TLS client') },
  { name: 'sslServer', words: message('TLS server') },
  { name: 'smime', words: message('signs and encrypts e-mail') },
  { name: 'objectSigning', words: message('signs code') },
  { name: 'reserved', words: message('without meaning') },
  { name: 'sslCA', words: message('issues certificates for TLS') },
  { name: 'smimeCA', words: message('issues certificates for e-mail') },
  { name: 'objectSigningCA', words: message('issues certificates for signing code') },
];

export const extension = defineExtension<readonly string[]>({
  oid: '2.16.840.1.113730.1.1',
  name: 'netscapeCertType',
  label: message('Purposes (Netscape)'),
  isInformative: true,
  read: (der) => readNamedBits(der, 'netscapeCertType').map((bit) => types[bit]?.name ?? `bit ${bit}`),
  describe(value) {
    const words = (name: string) => types.find((type) => type.name === name)?.words;
    return { text: verbatim(value.join(', ')), json: value, children: describeItems(value, words) };
  },
});
