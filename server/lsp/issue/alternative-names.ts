import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { type IssueFailure, refuse } from '../../core/issue/failure.ts';
import type { GivenNames } from '../../core/issue/given-names.ts';
import { readIpAddress } from '../../core/issue/ip-address.ts';
import { readNameConstraint } from '../../core/issue/name-constraints.ts';
import { checkAll, checkDnsName, checkEmail, checkUri } from '../../core/issue/names.ts';

/** What may stand in a list: names of a client, of a server, or of whatever a request is for. */
export type NamesOf = 'client' | 'server' | 'any';

/**
 * Names as a person lists them; what each is shows in its form: `ada@example.com`, `ada.example.com`, `10.0.0.7`,
 * `spiffe://…`.
 */
export function readAlternativeNames(text: string, of: NamesOf): Result<Required<GivenNames>, IssueFailure> {
  const given = { emails: [] as string[], dns: [] as string[], uris: [] as string[], ips: [] as string[] };
  for (const name of listed(text)) {
    // A client's address is a DNS name that is none: the check of DNS names says so.
    if (of !== 'client' && readIpAddress(name)) given.ips.push(name);
    else if (/^[a-z][a-z0-9+.-]*:/i.test(name) && !readIpAddress(name)) given.uris.push(name);
    else if (name.includes('@')) given.emails.push(name);
    else given.dns.push(name);
  }
  const [other] = [...given.uris, ...given.emails];
  if (of === 'server' && other !== undefined) {
    return refuse(
      'name-not-of-profile',
      message('“{name}” is no name of a server: those are DNS names and IP addresses.', { name: other }),
    );
  }
  const emails = checkAll(given.emails, checkEmail);
  if (!emails.ok) return failure(emails.error);
  const dns = checkAll(given.dns, checkDnsName);
  if (!dns.ok) return failure(dns.error);
  const uris = checkAll(given.uris, checkUri);
  if (!uris.ok) return failure(uris.error);
  return success({ emails: emails.value, dns: dns.value, uris: uris.value, ips: given.ips });
}

/** What a CA may issue for, as a person lists it. */
export function readPermitted(text: string): Result<readonly string[], IssueFailure> {
  const list = listed(text);
  for (const one of list) {
    const read = readNameConstraint(one);
    if (!read.ok) return read;
  }
  return success(list);
}

function listed(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
