import { toHex } from '../../asn1/hex.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 8737, 3: the answer to a challenge of an ACME server; the certificate is good for nothing else. */
export const extension = defineExtension<Uint8Array>({
  oid: '1.3.6.1.5.5.7.1.31',
  name: 'acmeIdentifier',
  label: message('Answer to an ACME challenge'),
  read: (der) => der.element('acmeIdentifier', tags.octetString).contents,
  describe: (value) => ({ text: verbatim(toHex(value).toUpperCase()), json: toHex(value).toUpperCase() }),
});
