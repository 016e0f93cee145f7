import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import { identifierText } from '../identifier-words.ts';

/** RFC 5280, 4.2.1.12: dotted identifiers. */
export const extension = defineExtension<readonly string[]>({
  oid: '2.5.29.37',
  name: 'extKeyUsage',
  label: message('Purposes'),
  read(der) {
    const inner = der.enter('extKeyUsage');
    const purposes: string[] = [];
    inner.notEmpty('extKeyUsage');
    while (!inner.atEnd) purposes.push(readObjectIdentifier(inner, 'KeyPurposeId'));
    return purposes;
  },
  describe(value) {
    const names = value.map(objectIdentifierName);
    return { text: verbatim(names.join(', ')), json: names, children: asItems(value.map(identifierText)) };
  },
});
