import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 3280, 5.3.2: what to do with a certificate on hold. */
export const extension = defineExtension<string>({
  oid: '2.5.29.23',
  name: 'holdInstructionCode',
  label: message('While on hold'),
  read: (der) => readObjectIdentifier(der, 'holdInstructionCode'),
  describe: (value) => ({ text: verbatim(objectIdentifierName(value)), json: objectIdentifierName(value) }),
});
