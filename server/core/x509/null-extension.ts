import { tags } from '../asn1/tags.ts';
import { type Message, message } from '../base/message.ts';
import { defineExtension, type ExtensionKind } from './extension.ts';

/** An extension that says all by being there: its value is NULL. */
export function nullExtension(oid: string, name: string, label: Message): ExtensionKind<true> {
  return defineExtension<true>({
    oid,
    name,
    label,
    read(der) {
      der.element(name, tags.null);
      return true;
    },
    describe: () => ({ text: message('yes'), json: true }),
  });
}
