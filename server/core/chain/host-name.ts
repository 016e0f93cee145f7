import { sameOctets } from '../base/same-octets.ts';
import { bareGeneralName } from '../x509/general-name.ts';
import type { Certificate } from '../x509/types.ts';
import { isHostName, isPresentedHostName, readIpv4, readIpv6, readMailbox } from './name-syntax.ts';

/** Whom one means to talk to (RFC 9525, 6.1). */
export type ReferenceIdentifier =
  /** Lower case, A-labels, no dot at the end. */
  | { readonly type: 'dNSName'; readonly value: string }
  | { readonly type: 'iPAddress'; readonly value: string; readonly octets: Uint8Array }
  | { readonly type: 'rfc822Name'; readonly value: string };

/** Reads a host name, an address or a mailbox as people write it; undefined where it is none of them. */
export function readReferenceIdentifier(text: string): ReferenceIdentifier | undefined {
  const unbracketed = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const octets = readIpv4(text) ?? readIpv6(unbracketed);
  if (octets) return { type: 'iPAddress', value: unbracketed, octets };
  if (text.includes('@')) return readMailbox(text) ? { type: 'rfc822Name', value: text } : undefined;
  const host = toAscii(text.endsWith('.') ? text.slice(0, -1) : text);
  return host === undefined ? undefined : { type: 'dNSName', value: host };
}

/** A-labels in lower case (RFC 9525, 6.3; UTS 46). Underscores are not for host names, but private networks have them. */
export function toAscii(host: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is all of it.
  if (/^[\x00-\x7f]*$/.test(host)) {
    return isHostName(host.replaceAll('_', 'x')) ? host.toLowerCase() : undefined;
  }
  // The URL parser holds the tables of UTS 46, and there is no other way to them in every host.
  const url = URL.canParse(`https://${host}/`) ? new URL(`https://${host}/`) : undefined;
  return url && isHostName(url.hostname) ? url.hostname : undefined;
}

/** Whether the certificate is for `reference`: by subjectAltName alone, never by its common name (RFC 9525, 2 and 6.3). */
export function matchesReference(certificate: Certificate, reference: ReferenceIdentifier): boolean {
  return (certificate.subjectAltName ?? []).some((presented) => {
    if (presented.type === 'iPAddress' && reference.type === 'iPAddress') {
      return sameOctets(presented.octets, reference.octets);
    }
    if (presented.type === 'dNSName' && reference.type === 'dNSName') {
      return matchesHostName(presented.value, reference.value);
    }
    return (
      presented.type === 'rfc822Name' &&
      reference.type === 'rfc822Name' &&
      mailboxKey(presented.value) === mailboxKey(reference.value)
    );
  });
}

/** RFC 9525, 6.3: a wildcard is the whole leftmost label and stands for exactly one label. */
function matchesHostName(presented: string, reference: string): boolean {
  const name = presented.toLowerCase();
  if (name === reference) return true;
  if (!name.startsWith('*.') || !isPresentedHostName(name)) return false;
  const dot = reference.indexOf('.');
  return dot > 0 && reference.slice(dot) === name.slice(1);
}

/** RFC 5280, 7.5: the local part as it is, the host in any case. */
function mailboxKey(mailbox: string): string {
  const at = mailbox.lastIndexOf('@');
  return mailbox.slice(0, at) + mailbox.slice(at).toLowerCase();
}

/** The names that a certificate is for, as it is told to people; the first ones where there are many. */
export function presentedNames({ subjectAltName = [] }: Certificate): string[] {
  const names = subjectAltName
    .filter(({ type }) => type === 'dNSName' || type === 'iPAddress' || type === 'rfc822Name')
    .map(bareGeneralName);
  return names.length > 5 ? [...names.slice(0, 5), '…'] : names;
}
