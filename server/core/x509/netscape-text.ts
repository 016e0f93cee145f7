import { readString } from '../asn1/string.ts';
import { tags } from '../asn1/tags.ts';
import { type Message, verbatim } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import { defineExtension, type ExtensionKind } from './extension.ts';

/** Netscape's extensions of the 1990s that are an IA5String each. Some tools still write them. */
export function netscapeText(arc: number, name: string, label: Message): ExtensionKind<string> {
  return defineExtension<string>({
    oid: `2.16.840.1.113730.1.${arc}`,
    name,
    label,
    isInformative: true,
    read: (der) => readString(der, name, der.element(name, tags.ia5String)),
    describe: (value) => ({ text: verbatim(visible(value)), json: visible(value) }),
  });
}
