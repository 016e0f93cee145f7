import { toHex } from '../../asn1/hex.ts';
import { readObjectIdentifier } from '../../asn1/object-identifier.ts';
import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { tags } from '../../asn1/tags.ts';
import { asn1Lines, asn1Tree } from '../../asn1/tree.ts';
import { message, verbatim } from '../../base/message.ts';
import { defineExtension } from '../extension.ts';

/** RFC 5280, 4.2.1.8; the value of an attribute is the DER inside of its SET. */
export interface DirectoryAttribute {
  /** Dotted identifier. */
  readonly type: string;
  readonly values: Uint8Array;
}

export const extension = defineExtension<readonly DirectoryAttribute[]>({
  oid: '2.5.29.9',
  name: 'subjectDirectoryAttributes',
  label: message('About the subject'),
  isInformative: true,
  read(der) {
    const inner = der.enter('subjectDirectoryAttributes');
    const attributes: DirectoryAttribute[] = [];
    inner.notEmpty('subjectDirectoryAttributes');
    while (!inner.atEnd) {
      const one = inner.enter('Attribute');
      const type = readObjectIdentifier(one, 'type');
      attributes.push({ type, values: one.element('values', tags.set).contents });
      one.end('Attribute');
    }
    return attributes;
  },
  describe(attributes) {
    const entries = attributes.map(({ type, values }) => {
      const tree = asn1Tree(values);
      return { type, name: objectIdentifierName(type), values: tree ? asn1Lines(tree) : [toHex(values)] };
    });
    return {
      text: verbatim(entries.map(({ name }) => name).join(', ')),
      json: entries,
      children: entries.map(({ name, values }) => ({
        key: name,
        label: verbatim(name),
        text: verbatim(values.map((line) => line.trim()).join(', ')),
      })),
    };
  },
});
