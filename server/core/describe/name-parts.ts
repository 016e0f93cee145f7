import type { Field } from '../base/field.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { scriptsMixedIn } from '../base/scripts.ts';
import { visible } from '../base/visible.ts';
import type { AttributeTypeAndValue, Name } from '../x509/name.ts';

/** Attribute types in plain words (RFC 5280, appendix A; RFC 4519; CA/Browser Forum EV Guidelines, 7.1.4.2). */
const words: Readonly<Record<string, Message>> = {
  CN: message('Common name'),
  SN: message('Surname'),
  GN: message('Given name'),
  O: message('Organisation'),
  OU: message('Organisational unit'),
  C: message('Country'),
  ST: message('State or province'),
  L: message('Locality'),
  street: message('Street'),
  postalCode: message('Postal code'),
  DC: message('Domain component'),
  UID: message('User ID'),
  emailAddress: message('E-mail address'),
  serialNumber: message('Serial number'),
  title: message('Title'),
  pseudonym: message('Pseudonym'),
  businessCategory: message('Business category'),
  organizationIdentifier: message('Identifier of the organisation'),
  jurisdictionC: message('Country of registration'),
  jurisdictionST: message('State of registration'),
  jurisdictionL: message('Locality of registration'),
};

/** The attributes of a name one by one, the most specific first, as in the text of one line. */
export function nameParts({ rdns }: Name): Field[] {
  return rdns.toReversed().flatMap((rdn) => rdn.toReversed().map(attributeField));
}

function attributeField({ shortName, value }: AttributeTypeAndValue): Field {
  const text = visible(value);
  const mixed = scriptsMixedIn(text);
  const label = words[shortName];
  return {
    // The names of fields are others: a certificate has a serial number, and so may its subject.
    key: `attribute ${shortName}`,
    label: label ?? verbatim(shortName),
    ...(label ? { standard: shortName } : {}),
    text: mixed ? message('{name} (mixes {scripts} letters)', { name: text, scripts: mixed }) : verbatim(text),
  };
}
