// The syntax of the names that RFC 5280 limits (4.2.1.6): host names, mailboxes, addresses of resources.

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const digits = /^\d+$/;

/**
 * The preferred name syntax of RFC 1034, 3.5, as RFC 1123, 2.1, widens it. A last label of digits alone would be an
 * address, and no host name is one (RFC 1123, 2.1).
 */
export function isHostName(name: string): boolean {
  if (name.length === 0 || name.length > 253) return false;
  const labels = name.split('.');
  return labels.every((one) => label.test(one)) && !digits.test(labels.at(-1) ?? '');
}

/** A host name, or `*.` before one (RFC 9525, 6.3): any other wildcard means nothing. */
export function isPresentedHostName(name: string): boolean {
  return isHostName(name.startsWith('*.') ? name.slice(2) : name);
}

export interface Mailbox {
  readonly localPart: string;
  readonly domain: string;
}

// RFC 5321, 4.1.2: Dot-string, or Quoted-string.
const dotString = /^[a-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[a-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/i;
const quotedString = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const addressLiteral = /^\[[0-9a-z:.]+\]$/i;

/** RFC 5321, 4.1.2, without angle brackets; undefined where it is none. */
export function readMailbox(text: string): Mailbox | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return undefined;
  const localPart = text.slice(0, at);
  const domain = text.slice(at + 1);
  const isLocal = localPart.length <= 64 && (dotString.test(localPart) || quotedString.test(localPart));
  return isLocal && (isHostName(domain) || addressLiteral.test(domain)) ? { localPart, domain } : undefined;
}

export interface UriParts {
  readonly scheme: string;
  /** Undefined where there is no authority. */
  readonly host: string | undefined;
  readonly rest: string;
}

// RFC 3986, 3 and its characters; the host is what is left of the authority without user and port.
const uri = /^([a-z][a-z0-9+.-]*):(\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#@:]*)(?::\d*)?(?=$|[/?#]))?(.*)$/is;
const uriCharacters = /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/;

/** RFC 5280, 4.2.1.6: an absolute URI with a scheme and something after it; undefined where it is none. */
export function readUri(text: string): UriParts | undefined {
  if (!uriCharacters.test(text)) return undefined;
  const found = uri.exec(text);
  if (!found) return undefined;
  const [, scheme = '', authority, host, rest = ''] = found;
  const isEmpty = authority === undefined && rest === '';
  return isEmpty || (authority === undefined && rest.startsWith('//'))
    ? undefined
    : { scheme, host: authority === undefined ? undefined : host, rest };
}

/** Four numbers in dots. */
export function readIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return Uint8Array.from(parts.map(Number));
}

/** RFC 4291, 2.2, in any of its spellings. */
export function readIpv6(text: string): Uint8Array | undefined {
  let groups = text;
  const lastColon = text.lastIndexOf(':');
  const embedded = text.includes('.') ? readIpv4(text.slice(lastColon + 1)) : undefined;
  if (text.includes('.')) {
    if (!embedded || lastColon < 0) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = embedded;
    groups = `${text.slice(0, lastColon + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = groups.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<string>(halves.length === 2 ? missing : 0).fill('0'), ...tail];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}
