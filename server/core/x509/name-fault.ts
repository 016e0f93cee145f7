import { tags } from '../asn1/tags.ts';
import { type Message, message } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { AttributeTypeAndValue, Name } from './name.ts';

/** The most characters of an attribute (RFC 5280, appendix A.1). */
const longest: ReadonlyMap<string, number> = new Map([
  ['2.5.4.3', 64],
  ['2.5.4.5', 64],
  ['2.5.4.7', 128],
  ['2.5.4.8', 128],
  ['2.5.4.10', 64],
  ['2.5.4.11', 64],
  ['2.5.4.12', 64],
  ['1.2.840.113549.1.9.1', 255],
]);

/** Attributes with one string type (RFC 5280, appendix A.1; RFC 4519, 2.4). */
const stringTypes: ReadonlyMap<string, { readonly tag: number; readonly name: string }> = new Map([
  ['2.5.4.6', { tag: tags.printableString, name: 'PrintableString' }],
  ['2.5.4.5', { tag: tags.printableString, name: 'PrintableString' }],
  ['2.5.4.46', { tag: tags.printableString, name: 'PrintableString' }],
  ['1.2.840.113549.1.9.1', { tag: tags.ia5String, name: 'IA5String' }],
  ['0.9.2342.19200300.100.1.25', { tag: tags.ia5String, name: 'IA5String' }],
]);

const country = '2.5.4.6';

/** What is wrong with a distinguished name by the limits of RFC 5280; undefined where nothing is. */
export function nameFault({ rdns }: Name): Message | undefined {
  for (const rdn of rdns) {
    const seen = new Set<string>();
    for (const attribute of rdn) {
      const { type, shortName } = attribute;
      if (seen.has(type)) return message('{name} is there twice in one part of it', { name: shortName });
      seen.add(type);
      const fault = attributeFault(attribute);
      if (fault) return fault;
    }
  }
  return undefined;
}

function attributeFault({ type, shortName, value, isString, der }: AttributeTypeAndValue): Message | undefined {
  if (!isString) return undefined;
  const name = shortName;
  if (value === '') return message('{name} is empty', { name });
  if (type === country && !/^[A-Za-z]{2}$/.test(value)) {
    return message('C has to be the two letters of a country, and is {value}', { value: visible(value) });
  }
  const most = longest.get(type);
  if (most !== undefined && value.length > most && [...value].length > most) {
    return message('{name} has {count} characters, and {most} are the most', { name, count: [...value].length, most });
  }
  const wanted = stringTypes.get(type);
  if (wanted && der[0] !== wanted.tag) return message('{name} is no {type}', { name, type: wanted.name });
  if (der[0] === tags.teletexString && /[\u0080-\uffff]/.test(value)) {
    return message('{name} is a TeletexString with letters outside of ASCII, which each program reads in its way', {
      name,
    });
  }
  if (der[0] === tags.universalString) return message('{name} is a UniversalString, which Go does not read', { name });
  return undefined;
}
