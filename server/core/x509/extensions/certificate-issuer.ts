import { message } from '../../base/message.ts';
import { describeGeneralNames } from '../describe-general-names.ts';
import { defineExtension } from '../extension.ts';
import { readGeneralNames } from '../general-name.ts';
import type { GeneralName } from '../types.ts';

/** RFC 5280, 5.3.3: whose certificate an entry of an indirect revocation list speaks of. */
export const extension = defineExtension<readonly GeneralName[]>({
  oid: '2.5.29.29',
  name: 'certificateIssuer',
  label: message('Issuer of the revoked certificate'),
  read: (der) => readGeneralNames(der, 'certificateIssuer'),
  describe: describeGeneralNames,
});
