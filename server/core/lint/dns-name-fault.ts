import { type Message, message } from '../base/message.ts';

/** What nearly every name is: three letters at least, labels of at most 63. */
const usual = /^[a-z0-9*](?:[a-z0-9_]|-(?!\.)|\.(?=[a-z0-9_])){1,62}[a-z0-9]$/i;

const shortest = /^[a-z0-9]{1,2}$/i;

/** Why no host can have this name; undefined where one can. Wildcards and addresses are looked at elsewhere. */
export function dnsNameFault(name: string): Message | undefined {
  if ((usual.test(name) && !/(?:^|\.)xn--/i.test(name)) || shortest.test(name)) return undefined;
  if (name === '') return message('there is nothing in it');
  if (/\s/.test(name)) return message('it holds white space');
  if (/^(?:DNS|IP|URI|email):/i.test(name)) return message('it begins with what belongs before it in openssl.cnf');
  if (name.includes('://')) return message('it is an address of a page');
  if (name.includes('/')) return message('it holds a slash');
  if (name.includes('@')) return message('it is a mail address');
  if (/^[^:]+:\d+$/.test(name)) return message('it holds a port');
  if (name.includes(',')) return message('it holds a comma, as several names in one');
  if (name.endsWith('.')) return message('it ends with a dot');
  if (name.startsWith('.') || name.includes('..')) return message('a label is empty');
  if (/[\u0080-\uffff]/.test(name)) return message('it holds letters outside of ASCII, which are written as xn--…');
  if (name.length > 253 || name.split('.').some((label) => label.length > 63)) return message('it is too long');
  const strange = /[^a-z0-9*_.:[\]-]/i.exec(name)?.[0];
  if (strange !== undefined && strange >= ' ' && strange !== '\u007f') {
    return message('it holds the character {character}', { character: strange });
  }
  if (/(?:^|\.)-|-(?:\.|$)/.test(name)) return message('a label begins or ends with a hyphen');
  if (/(?:^|\.)xn--(?:\.|$|[^.]*-(?:\.|$))/i.test(name)) return message('what follows xn-- is no encoded label');
  return undefined;
}
