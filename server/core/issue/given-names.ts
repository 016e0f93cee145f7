import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { checkAll, checkDnsName, checkEmail, checkIpAddress, checkUri } from './names.ts';
import type { Profile } from './profile.ts';
import type { AlternativeName } from './subject-alt-name.ts';

/** Names by kind, as people give them. */
export interface GivenNames {
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
  readonly emails?: readonly string[];
  readonly uris?: readonly string[];
}

const kinds = [
  { type: 'dNSName', from: 'dns', check: checkDnsName },
  { type: 'iPAddress', from: 'ips', check: checkIpAddress },
  { type: 'rfc822Name', from: 'emails', check: checkEmail },
  { type: 'uniformResourceIdentifier', from: 'uris', check: checkUri },
] as const;

/** Checks names for a profile. A server and a mailbox need one; without any they are called by their common name. */
export function checkNames(
  given: GivenNames,
  profile: Profile,
  commonName: string,
): Result<AlternativeName[], IssueFailure> {
  const names: AlternativeName[] = [];
  for (const { type, from, check } of kinds) {
    const list = given[from] ?? [];
    if (list.length === 0) continue;
    if (!profile.names.includes(type)) return notOfProfile(list[0] ?? '', profile);
    const checked = checkAll(list, check);
    if (!checked.ok) return checked;
    names.push(...checked.value.map((value) => ({ type, value })));
  }
  if (names.length > 0 || profile.isCa || profile.name === 'client') return success(names);
  return ownName(profile, commonName);
}

/** The common name as the one alternative name of a server or a mailbox. */
export function ownName(profile: Profile, commonName: string): Result<AlternativeName[], IssueFailure> {
  if (profile.name === 'email') {
    const email = checkEmail(commonName);
    return email.ok ? success([{ type: 'rfc822Name', value: email.value }]) : email;
  }
  const ip = checkIpAddress(commonName);
  if (ip.ok) return success([{ type: 'iPAddress', value: ip.value }]);
  const dns = checkDnsName(commonName);
  if (dns.ok) return success([{ type: 'dNSName', value: dns.value }]);
  return refuse(
    'server-without-name',
    message('A server certificate needs a DNS name or an IP address: clients look at nothing else.'),
  );
}

/** Whether a name is well formed, of any kind; and its normal form. */
export function checkName({ type, value }: AlternativeName): Result<string, IssueFailure> {
  const kind = kinds.find((one) => one.type === type);
  return kind ? kind.check(value) : success(value);
}

function notOfProfile(name: string, { isCa }: Profile): Result<never, IssueFailure> {
  if (isCa) return refuse('name-not-of-profile', message('A CA has no alternative names: “{name}”.', { name }));
  return refuse(
    'name-not-of-profile',
    message('“{name}” is of a kind of name that such a certificate does not have.', { name }),
  );
}
