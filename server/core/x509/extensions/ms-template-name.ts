import { readString } from '../../asn1/string.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

/** [MS-WCCE] 2.2.2.7.7.1: the template of version 1 that the certificate was made from. */
export const extension = defineExtension<string>({
  oid: '1.3.6.1.4.1.311.20.2',
  name: 'msCertificateTemplateName',
  label: message('Template (Microsoft, version 1)'),
  isInformative: true,
  read: (der) => readString(der, 'msCertificateTemplateName'),
  describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
});
