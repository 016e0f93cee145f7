import { readString } from '../../asn1/string.ts';
import { context, tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineExtension } from '../extension.ts';

/** CA/Browser Forum EV Guidelines, 9.8.2: the register that the organisation is in, and its number there. */
export const extension = defineExtension<string>({
  oid: '2.23.140.3.1',
  name: 'cabfOrganizationIdentifier',
  label: message('Registered as'),
  isInformative: true,
  read(der) {
    const inner = der.enter('cabfOrganizationIdentifier');
    const scheme = readString(inner, 'registrationSchemeIdentifier');
    const country = readString(inner, 'registrationCountry');
    const state = inner.optional('registrationStateOrProvince', context(0));
    const province = state ? `+${readString(inner, 'registrationStateOrProvince', state, tags.printableString)}` : '';
    const reference = readString(inner, 'registrationReference');
    inner.end('cabfOrganizationIdentifier');
    return `${scheme}${country}${province}-${reference}`;
  },
  describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
});
