/**
 * The names a certificate may be issued for, checked before anything is signed. Each check returns the name as it goes
 * into the certificate. Nothing heavy is imported here: an input box calls these at every keystroke.
 */
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { readIpAddress } from './ip-address.ts';

type Checked = Result<string, IssueFailure>;

/** RFC 5280, appendix A.1: ub-common-name. */
const commonNameLength = 64;
/** Far above any real certificate; keeps one command line from making a certificate no peer would take. */
const namesLimit = 100;

/** Letters, digits and `_` (not in RFC 1034, but container names have it and TLS stacks match it), hyphens inside. */
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
/** RFC 5321, 4.1.2: Dot-string. Quoted local parts are not offered: hardly any software takes them. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** RFC 3986: a scheme, then the characters a URI may hold. */
const uri = /^([a-z][a-z0-9+.-]*):((?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+)$/i;

export function checkCommonName(given: string): Checked {
  const name = given.trim();
  if (name === '') return refuse('common-name', message('The common name is empty: say whom the certificate is for.'));
  const length = [...name].length;
  if (length > commonNameLength) {
    return refuse(
      'common-name',
      message('The common name has {length} characters; {limit} is the most a certificate may hold.', {
        length,
        limit: commonNameLength,
      }),
    );
  }
  if (/[\p{Control}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}]/u.test(name)) {
    return refuse('common-name', message('The common name holds a control character: use visible characters only.'));
  }
  return success(name.normalize('NFC'));
}

/** RFC 5280, 4.2.1.6: dNSName, in the preferred name syntax, with a wildcard as its whole first label at most. */
export function checkDnsName(given: string): Checked {
  const name = given.trim();
  const no = (why: IssueFailure['message'], hint?: IssueFailure['message']) => refuse('dns-name', why, hint);
  if (name === '') return no(message('The DNS name is empty.'));
  if (readIpAddress(name)) {
    return no(
      message('“{name}” is an IP address, not a DNS name.', { name }),
      message('Clients match IP addresses against their own kind of name.'),
    );
  }
  if (/[^\u0021-\u007e]/.test(name)) {
    const ascii = toAscii(name);
    const why = message('“{name}” has characters outside ASCII: a certificate holds the encoded form.', { name });
    return no(why, ascii === undefined ? undefined : message('Write it as {ascii}.', { ascii }));
  }
  if (name.endsWith('.')) return no(message('“{name}” ends with a dot: leave it out.', { name }));
  if (name.length > 253) return no(message('The DNS name is longer than 253 characters.'));
  const labels = name.split('.');
  if (labels[0] === '*') {
    labels.shift();
    if (labels.length === 0) return no(message('“*” alone matches no host: write a domain after it.'));
  } else if (name.includes('*')) {
    return no(message('“{name}”: a wildcard can only be the whole first part, as in *.example.com.', { name }));
  }
  const bad = labels.find((one) => !label.test(one));
  if (bad === undefined && /^\d+$/.test(labels.at(-1) ?? '')) {
    return no(message('“{name}” ends in a number, as only IP addresses do.', { name }));
  }
  if (bad === undefined) return success(name.toLowerCase());
  if (bad === '') return no(message('“{name}” has an empty part between two dots.', { name }));
  return no(
    message('“{part}” cannot be part of a DNS name: use letters, digits and hyphens, at most 63.', { part: bad }),
  );
}

/** RFC 5280, 4.2.1.6: rfc822Name, a bare `local@domain`. */
export function checkEmail(given: string): Checked {
  const address = given.trim();
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) {
    return refuse(
      'email',
      message('“{address}” is not an e-mail address: write it like ada@example.com.', { address }),
    );
  }
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (address.length > 254 || local.length > 64) return refuse('email', message('The e-mail address is too long.'));
  if (!localPart.test(local)) {
    return refuse('email', message('“{local}” cannot stand before the @ of an e-mail address.', { local }));
  }
  const host = checkDnsName(domain);
  if (!host.ok || domain.startsWith('*')) {
    return refuse('email', message('“{domain}” is not the domain of an e-mail address.', { domain }));
  }
  return success(`${local}@${host.value}`);
}

/** RFC 5280, 4.2.1.6: an absolute URI; where it has an authority, that names a host. */
export function checkUri(given: string): Checked {
  const text = given.trim();
  const parts = uri.exec(text);
  if (!parts) {
    return refuse(
      'uri',
      message('“{text}” is not an absolute URI.', { text }),
      message('Write it like https://example.com/ada, spiffe://example.com/ada or urn:uuid:…'),
    );
  }
  if (text.length > 2048) return refuse('uri', message('The URI is longer than 2048 characters.'));
  const rest = parts[2] ?? '';
  const host = rest.startsWith('//') ? /^\/\/(?:[^/?#@]*@)?(\[[^/?#]*\]|[^/?#:]*)/.exec(rest)?.[1] : undefined;
  if (host !== undefined && !isUriHost(host)) {
    return refuse('uri', message('“{text}” names no host after the two slashes.', { text }));
  }
  return success(text);
}

export function checkIpAddress(given: string): Checked {
  const text = given.trim();
  if (readIpAddress(text)) return success(text.toLowerCase());
  return refuse(
    'ip-address',
    message('“{text}” is not an IP address: write it like 192.0.2.7 or 2001:db8::7.', { text }),
  );
}

/** Checks every name of a list; each goes into the certificate once. */
export function checkAll(names: readonly string[], check: (name: string) => Checked): Result<string[], IssueFailure> {
  if (names.length > namesLimit) {
    return refuse(
      'too-many-names',
      message('{count} names are too many for one certificate; {limit} is the most.', {
        count: names.length,
        limit: namesLimit,
      }),
    );
  }
  const checked = new Set<string>();
  for (const name of names) {
    const result = check(name);
    if (!result.ok) return result;
    checked.add(result.value);
  }
  return success([...checked]);
}

function isUriHost(host: string): boolean {
  if (host.startsWith('[')) return readIpAddress(host.slice(1, -1))?.length === 16;
  return readIpAddress(host) !== undefined || (checkDnsName(host).ok && !host.startsWith('*'));
}

/** The A-label form (RFC 5890); undefined where the name has none. */
function toAscii(name: string): string | undefined {
  try {
    const { hostname } = new URL(`http://${name}/`);
    return hostname.split('.').every((part) => label.test(part)) ? hostname : undefined;
  } catch {
    return undefined;
  }
}
