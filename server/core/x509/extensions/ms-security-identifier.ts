import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { decodeUtf8 } from '../../asn1/string.ts';
import { context, tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

/** [MS-WCCE] 2.2.2.7.7.4: the account in Active Directory that the certificate is for (KB5014754). */
export const extension = defineExtension<string>({
  oid: '1.3.6.1.4.1.311.25.2',
  name: 'msSecurityIdentifier',
  label: message('Account in Active Directory'),
  isInformative: true,
  read(der) {
    const name = der.enter('msSecurityIdentifier').enter('otherName', context(0, true));
    readObjectIdentifier(name, 'type-id');
    const value = name.enter('value', context(0, true)).element('sid', tags.octetString);
    return decodeUtf8(value.contents);
  },
  describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
});
