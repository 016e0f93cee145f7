import { type DerElement, DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { isStringTag, readString } from '../asn1/string.ts';
import { context, tagName, tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { visible } from '../base/visible.ts';
import { formatName, readName } from './name.ts';
import type { GeneralName } from './types.ts';

/** GeneralNames (RFC 5280, 4.2.1.6); `tag` where it is implicitly tagged. */
export function readGeneralNames(der: DerReader, what: string, tag: number = tags.sequence): GeneralName[] {
  const inner = der.enter(what, tag);
  const names: GeneralName[] = [];
  inner.notEmpty(what);
  while (!inner.atEnd) names.push(readGeneralName(inner, what));
  return names;
}

/** One GeneralName. With `asSubtree`, an iPAddress is an address and its mask (RFC 5280, 4.2.1.10). */
export function readGeneralName(der: DerReader, what: string, asSubtree = false): GeneralName {
  const tag = der.peekTag();
  switch (tag) {
    case context(0, true): {
      const element = der.element('otherName', tag);
      checkOtherName(der, element);
      return { type: 'otherName', value: element.contents };
    }
    case context(1):
      return { type: 'rfc822Name', value: readText(der, 'rfc822Name', tag) };
    case context(2):
      return { type: 'dNSName', value: readText(der, 'dNSName', tag) };
    case context(3, true):
      return { type: 'x400Address', value: der.element('x400Address', tag).contents };
    case context(4, true): {
      const explicit = der.enter('directoryName', tag);
      const value = readName(explicit, 'directoryName');
      explicit.end('directoryName');
      return { type: 'directoryName', value };
    }
    case context(5, true):
      return { type: 'ediPartyName', value: der.element('ediPartyName', tag).contents };
    case context(6):
      return { type: 'uniformResourceIdentifier', value: readText(der, 'uniformResourceIdentifier', tag) };
    case context(7):
      return readAddress(der, asSubtree);
    case context(8):
      return { type: 'registeredID', value: readObjectIdentifier(der, 'registeredID', tag) };
    default:
      if (tag === undefined) der.element(what);
      else der.fail(what, { code: 'tag', expected: 'GeneralName', found: tagName(tag) });
      return { type: 'dNSName', value: '' };
  }
}

/** `type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY`; programs that know the type read no other form. */
function checkOtherName(der: DerReader, element: DerElement): void {
  if (der.failure) return;
  const inner = DerReader.inContents(element);
  readObjectIdentifier(inner, 'type-id');
  inner.enter('value', context(0, true));
  inner.end('otherName');
  const { failure } = inner;
  if (!failure) return;
  const expected = message('an identifier and a value under [0]');
  der.violate('otherName', { code: 'value', expected, found: message('something else') }, element.offset);
}

/** An implicitly tagged IA5String. */
function readText(der: DerReader, what: string, tag: number): string {
  return readString(der, what, der.element(what, tag), tags.ia5String);
}

function readAddress(der: DerReader, asSubtree: boolean): GeneralName {
  const { contents, offset } = der.element('iPAddress', context(7));
  const value = formatAddress(contents, asSubtree);
  if (value === undefined) {
    const expected = asSubtree ? message('8 or 32 bytes') : message('4 or 16 bytes');
    const found = byteCount(contents.length);
    der.violate('iPAddress', { code: 'value', expected, found }, offset);
  }
  return { type: 'iPAddress', value: value ?? `#${toHex(contents)}`, octets: contents };
}

/** IPv4 in dots; IPv6 in full groups without leading zeros, as OpenSSL prints it. */
export function formatAddress(octets: Uint8Array, asSubtree: boolean): string | undefined {
  if (asSubtree) {
    const half = octets.length / 2;
    if (half !== 4 && half !== 16) return undefined;
    return `${formatAddress(octets.subarray(0, half), false)}/${formatAddress(octets.subarray(half), false)}`;
  }
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return undefined;
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2)
    groups.push((((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0)).toString(16).toUpperCase());
  return groups.join(':');
}

const prefixes: Readonly<Record<GeneralName['type'], string>> = {
  dNSName: 'DNS',
  rfc822Name: 'email',
  uniformResourceIdentifier: 'URI',
  iPAddress: 'IP Address',
  registeredID: 'Registered ID',
  directoryName: 'DirName',
  otherName: 'othername',
  x400Address: 'X400Name',
  ediPartyName: 'EdiPartyName',
};

/** `DNS:api.example`, `IP Address:10.0.0.7`: the type as OpenSSL writes it, everything invisible made visible. */
export function formatGeneralName(name: GeneralName): string {
  if (name.type === 'otherName') return `othername: ${bareGeneralName(name).replace(':', '::')}`;
  return `${prefixes[name.type]}:${name.type === 'iPAddress' ? name.value : bareGeneralName(name)}`;
}

/** The name alone, for people. */
export function bareGeneralName(name: GeneralName): string {
  switch (name.type) {
    case 'directoryName':
      return visible(formatName(name.value));
    case 'otherName':
      return visible(formatOtherName(name.value));
    case 'x400Address':
    case 'ediPartyName':
      return `#${toHex(name.value)}`;
    case 'iPAddress':
      return shortAddress(name.value);
    default:
      return visible(name.value);
  }
}

/** IPv6 as people write it (RFC 5952, 4): the longest run of zeros left out, the first of equal ones. */
function shortAddress(full: string): string {
  if (!full.includes(':') || full.includes('/')) return full;
  const runs = full.match(/(?<![^:])0(?::0)+(?![^:])/g) ?? [];
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '');
  const short = longest === '' ? full : full.replace(new RegExp(`(?:^|:)${longest}(?:$|:)`), '::');
  return short.toLowerCase();
}

/** Names of types of otherName (RFC 9598, 6120, 4985, 7585; Microsoft's user principal name). */
const textForms: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.5.5.7.8.5', 'XmppAddr'],
  ['1.3.6.1.5.5.7.8.7', 'SRVName'],
  ['1.3.6.1.5.5.7.8.8', 'NAIRealm'],
  ['1.3.6.1.5.5.7.8.9', 'SmtpUTF8Mailbox'],
  ['1.3.6.1.4.1.311.20.2.3', 'UPN'],
]);

/** `UPN:user@example`; hexadecimal for what is no text. */
function formatOtherName(contents: Uint8Array): string {
  const der = DerReader.over(contents);
  const type = readObjectIdentifier(der, 'type-id');
  const value = der.enter('value', context(0, true)).element('value');
  if (der.failure) return `#${toHex(contents)}`;
  const form = textForms.get(type) ?? type;
  return isStringTag(value.tag) ? `${form}:${readString(der, 'value', value)}` : `${form}:#${toHex(value.bytes)}`;
}
