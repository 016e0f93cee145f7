import { DerReader } from '../asn1/der-reader.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { readString } from '../asn1/string.ts';
import { context, tags } from '../asn1/tags.ts';
import type { GeneralName } from '../x509/types.ts';
import { toAscii } from './host-name.ts';

/** id-on-SmtpUTF8Mailbox (RFC 9598, 3). */
const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';

/**
 * The mailbox of an otherName that is one with a local part beyond ASCII, its domain in A-labels; undefined for a name of
 * another kind, `malformed` where it is none.
 */
export function readSmtpUtf8Mailbox(name: GeneralName): string | 'malformed' | undefined {
  if (name.type !== 'otherName') return undefined;
  const der = DerReader.over(name.value);
  if (readObjectIdentifier(der, 'type-id') !== smtpUtf8Mailbox) return undefined;
  const inner = der.enter('value', context(0, true));
  const isUtf8 = inner.peekTag() === tags.utf8String;
  const text = readString(inner, 'value', inner.element('value'));
  inner.end('value');
  der.end('otherName');
  const at = text.lastIndexOf('@');
  const domain = toAscii(text.slice(at + 1));
  return der.failure || inner.failure || !isUtf8 || at < 1 || domain === undefined
    ? 'malformed'
    : `${text.slice(0, at)}@${domain}`;
}
