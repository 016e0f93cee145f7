/** Name constraints (RFC 5280, 4.2.1.10) as people write them: `example.com`, `10.0.0.0/8`, `@example.com`. */
import { encode } from '../asn1/encode.ts';
import { context, tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { formatAddress } from '../x509/general-name.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { readIpAddress } from './ip-address.ts';
import { checkDnsName, checkEmail } from './names.ts';

export interface NameConstraint {
  readonly type: 'dNSName' | 'iPAddress' | 'rfc822Name';
  /** `example.com`, `10.0.0.0/255.0.0.0`, `example.com` or `ada@example.com`: as openssl.cnf takes it. */
  readonly value: string;
  readonly octets: Uint8Array;
}

export interface NameConstraints {
  readonly permitted: readonly NameConstraint[];
  readonly excluded: readonly NameConstraint[];
}

const choices = { rfc822Name: 0x81, dNSName: 0x82, iPAddress: 0x87 } as const;

export function readNameConstraint(given: string): Result<NameConstraint, IssueFailure> {
  const text = given.trim();
  if (text.includes('/')) return readRange(text);
  const address = readIpAddress(text);
  if (address) return success(range(address, address.length * 8));
  if (text.includes('@')) {
    const domain = text.startsWith('@') ? checkDnsName(text.slice(1)) : checkEmail(text);
    if (!domain.ok) return domain;
    return success({ type: 'rfc822Name', value: domain.value, octets: new TextEncoder().encode(domain.value) });
  }
  const name = checkDnsName(text);
  if (!name.ok) return name;
  if (name.value.startsWith('*')) {
    return refuse(
      'name-constraint',
      message('“{name}”: a constraint holds for everything below a name, without a wildcard.', { name: text }),
    );
  }
  return success({ type: 'dNSName', value: name.value, octets: new TextEncoder().encode(name.value) });
}

/** DER of NameConstraints. */
export function encodeNameConstraints({ permitted, excluded }: NameConstraints): Uint8Array {
  const subtrees = (list: readonly NameConstraint[]) =>
    list.map(({ type, octets }) => encode(tags.sequence, encode(choices[type], octets)));
  const parts: Uint8Array[] = [];
  if (permitted.length > 0) parts.push(encode(context(0, true), ...subtrees(permitted)));
  if (excluded.length > 0) parts.push(encode(context(1, true), ...subtrees(excluded)));
  return encode(tags.sequence, ...parts);
}

/** RFC 4632: an address and the length of its prefix. */
function readRange(text: string): Result<NameConstraint, IssueFailure> {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const octets = readIpAddress(address);
  if (!octets || Number(length) > octets.length * 8) {
    return refuse(
      'name-constraint',
      message('“{text}” is not a range of IP addresses: write it like 10.0.0.0/8 or 2001:db8::/32.', { text }),
    );
  }
  return success(range(octets, Number(length)));
}

function range(address: Uint8Array, length: number): NameConstraint {
  const mask = address.map((_, i) => {
    const bits = Math.min(8, Math.max(0, length - i * 8));
    return (0xff << (8 - bits)) & 0xff;
  });
  const first = address.map((octet, i) => octet & (mask[i] ?? 0));
  const octets = Uint8Array.from([...first, ...mask]);
  return { type: 'iPAddress', value: formatAddress(octets, true) ?? '', octets };
}
