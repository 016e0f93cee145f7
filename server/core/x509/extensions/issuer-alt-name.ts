import { message } from '../../base/message.ts';
import { describeGeneralNames } from '../describe-general-names.ts';
import { defineExtension } from '../extension.ts';
import { readGeneralNames } from '../general-name.ts';
import type { GeneralName } from '../types.ts';

/** RFC 5280, 4.2.1.7. */
export const extension = defineExtension<readonly GeneralName[]>({
  oid: '2.5.29.18',
  name: 'issuerAltName',
  label: message('Issuer alternative names'),
  read: (der) => readGeneralNames(der, 'issuerAltName'),
  describe: describeGeneralNames,
});
