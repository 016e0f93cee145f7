import { toHex } from '../../asn1/hex.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** The SHA-1 of the CA's certificate before it was renewed. */
export const extension = defineExtension<Uint8Array>({
  oid: '1.3.6.1.4.1.311.21.2',
  name: 'msPreviousCACertificateHash',
  label: message('Previous certificate of the CA (Microsoft)'),
  isInformative: true,
  read: (der) => der.element('msPreviousCACertificateHash', tags.octetString).contents,
  describe: (value) => ({ text: verbatim(toHex(value, ':').toUpperCase()), json: toHex(value, ':').toUpperCase() }),
});
