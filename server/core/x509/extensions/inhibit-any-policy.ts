import { readSmallInteger } from '../../asn1/integer.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 4.2.1.14: after how many more certificates anyPolicy no longer counts. */
export const extension = defineExtension<number>({
  oid: '2.5.29.54',
  name: 'inhibitAnyPolicy',
  label: message('Any policy is inhibited after'),
  read: (der) => readSmallInteger(der, 'inhibitAnyPolicy'),
  describe: (skipCerts) => ({ text: verbatim(String(skipCerts)), json: skipCerts }),
});
