import { readString } from '../../asn1/string.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

/** RFC 9215, 4: with what the subject signs. */
export const extension = defineExtension<string>({
  oid: '1.2.643.100.111',
  name: 'subjectSignTool',
  label: message('What the subject signs with'),
  isInformative: true,
  read: (der) => readString(der, 'subjectSignTool'),
  describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
});
