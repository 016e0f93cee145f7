import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localizer } from '../../../server/core/base/message.ts';
import { readIpAddress } from '../../../server/core/issue/ip-address.ts';
import {
  checkAll,
  checkCommonName,
  checkDnsName,
  checkEmail,
  checkIpAddress,
  checkUri,
} from '../../../server/core/issue/names.ts';
import { anyText } from './any-text.ts';

const localize = localizer();

type Check = typeof checkDnsName;

function outcome(check: Check, name: string): string {
  const result = check(name);
  if (result.ok) return `ok: ${result.value}`;
  const hint = result.error.hint ? ` | ${localize(result.error.hint)}` : '';
  return `${result.error.code}: ${localize(result.error.message)}${hint}`;
}

describe('names of certificates', () => {
  it.each<[string, Check, string, string | RegExp]>([
    ['plain', checkCommonName, ' Ada Lovelace ', 'ok: Ada Lovelace'],
    ['Chinese', checkCommonName, '王伟', 'ok: 王伟'],
    ['with quotes', checkCommonName, '#"A", B\\', 'ok: #"A", B\\'],
    ['64 characters', checkCommonName, '😀'.repeat(64), `ok: ${'😀'.repeat(64)}`],
    ['65 characters', checkCommonName, 'a'.repeat(65), /^common-name: .* 65 characters; 64 is the most/],
    ['empty', checkCommonName, ' \t', /^common-name: The common name is empty/],
    ['line break', checkCommonName, 'a\nb', /^common-name: .*control character/],
    ['lone surrogate', checkCommonName, 'a\ud800', /^common-name/],

    ['host', checkDnsName, 'API.Example.com', 'ok: api.example.com'],
    ['single label', checkDnsName, 'localhost', 'ok: localhost'],
    ['underscore', checkDnsName, 'my_service', 'ok: my_service'],
    ['A-label', checkDnsName, 'xn--mnchen-3ya.example', 'ok: xn--mnchen-3ya.example'],
    ['wildcard', checkDnsName, '*.example.com', 'ok: *.example.com'],
    ['wildcard alone', checkDnsName, '*', /^dns-name: “\*” alone/],
    ['wildcard inside', checkDnsName, 'a.*.example.com', /whole first part/],
    ['partial wildcard', checkDnsName, 'a*.example.com', /whole first part/],
    ['U-label', checkDnsName, 'münchen.example', /outside ASCII.* \| Write it as xn--mnchen-3ya\.example\.$/],
    ['space', checkDnsName, 'a b', /^dns-name/],
    ['trailing dot', checkDnsName, 'example.com.', /ends with a dot/],
    ['empty label', checkDnsName, 'a..b', /empty part/],
    ['hyphen first', checkDnsName, '-a.example', /“-a” cannot be part/],
    ['64 octets', checkDnsName, `${'a'.repeat(64)}.example`, /cannot be part/],
    ['254 octets', checkDnsName, `${'a.'.repeat(127)}`.slice(0, 254), /^dns-name/],
    ['IPv4', checkDnsName, '127.0.0.1', /is an IP address/],
    ['IPv6', checkDnsName, '::1', /is an IP address/],
    ['short IPv4', checkDnsName, '127.1', /ends in a number/],
    ['URL', checkDnsName, 'https://example.com', /cannot be part/],
    ['empty', checkDnsName, '', /is empty/],

    ['mailbox', checkEmail, 'Ada.L+x@Example.COM', 'ok: Ada.L+x@example.com'],
    ['local host', checkEmail, 'root@localhost', 'ok: root@localhost'],
    ['no @', checkEmail, 'ada', /^email: “ada” is not an e-mail address/],
    ['nothing before', checkEmail, '@example.com', /^email/],
    ['nothing after', checkEmail, 'ada@', /^email/],
    ['two @', checkEmail, 'a@b@example.com', /^email/],
    ['two dots', checkEmail, 'a..b@example.com', /^email/],
    ['wildcard domain', checkEmail, 'a@*.example.com', /^email/],
    ['display name', checkEmail, 'Ada <ada@example.com>', /^email/],
    ['not ASCII', checkEmail, '王@example.com', /^email/],

    ['SPIFFE', checkUri, 'spiffe://cluster.local/ns/a', 'ok: spiffe://cluster.local/ns/a'],
    [
      'URN',
      checkUri,
      'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'ok: urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    ],
    ['with port', checkUri, 'https://user@[2001:db8::7]:8443/a?b#c', 'ok: https://user@[2001:db8::7]:8443/a?b#c'],
    ['escaped', checkUri, 'https://example.com/%41', 'ok: https://example.com/%41'],
    ['relative', checkUri, '/a/b', /not an absolute URI/],
    ['host only', checkUri, 'example.com', /not an absolute URI/],
    ['space', checkUri, 'https://example.com/a b', /not an absolute URI/],
    ['bad escape', checkUri, 'https://example.com/%4', /not an absolute URI/],
    ['no host', checkUri, 'file:///etc/passwd', /no host/],
    ['bad host', checkUri, 'https://a..b/', /no host/],
    ['not ASCII', checkUri, 'https://example.com/ä', /not an absolute URI/],

    ['IPv4', checkIpAddress, '192.0.2.7', 'ok: 192.0.2.7'],
    ['IPv6', checkIpAddress, '2001:DB8::7', 'ok: 2001:db8::7'],
    ['octal', checkIpAddress, '010.0.0.1', /^ip-address/],
    ['zone', checkIpAddress, 'fe80::1%eth0', /^ip-address/],
    ['prefix', checkIpAddress, '10.0.0.0/8', /^ip-address/],
  ])('%s', (_, check, name, expected) => {
    if (expected instanceof RegExp) expect(outcome(check, name)).toMatch(expected);
    else expect(outcome(check, name)).toBe(expected);
  });

  it('takes every name once and in order', () => {
    expect(checkAll(['b.example', 'a.example', 'B.example'], checkDnsName)).toEqual({
      ok: true,
      value: ['b.example', 'a.example'],
    });
    expect(checkAll(['a', '-'], checkDnsName)).toMatchObject({ ok: false, error: { code: 'dns-name' } });
    expect(checkAll(new Array(101).fill('a'), checkDnsName)).toMatchObject({
      ok: false,
      error: { code: 'too-many-names' },
    });
  });
});

describe('properties', () => {
  const anything = fc.oneof(
    anyText,
    fc.string({ unit: fc.constantFrom('a', '-', '.', '*', '@', ':', '/', '[', ']', '%', '1', '_', '\0', 'ä') }),
    fc.domain(),
    fc.emailAddress(),
    fc.webUrl(),
    fc.ipV4(),
    fc.ipV6(),
  );

  it('accepts nothing that is not printable ASCII in IA5String names, and is stable', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(checkDnsName, checkEmail, checkUri, checkIpAddress), (text, check) => {
        const result = check(text);
        if (!result.ok) return;
        expect(result.value).toMatch(/^[\x21-\x7e]+$/);
        expect(check(result.value)).toEqual(result);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts no host that resolvers would read as an address', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = checkDnsName(text);
        if (!result.ok || result.value.startsWith('*') || result.value.includes('_')) return;
        expect(isIP(new URL(`http://${result.value}/`).hostname)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('takes every domain that fast-check makes', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(checkDnsName(domain).ok).toBe(true);
      }),
    );
  });

  it('reads IP addresses as Node and URL do', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), anything), (text) => {
        const octets = readIpAddress(text);
        const family = text.includes('%') ? 0 : isIP(text);
        expect(octets?.length ?? 0).toBe({ 0: 0, 4: 4, 6: 16 }[family]);
        if (!octets) return;
        const groups = Array.from({ length: 8 }, (_, i) =>
          (((octets[i * 2] ?? 0) << 8) | (octets[i * 2 + 1] ?? 0)).toString(16),
        );
        const [written, host] = family === 4 ? [octets.join('.'), text] : [`[${groups.join(':')}]`, `[${text}]`];
        expect(new URL(`http://${written}/`).hostname).toBe(new URL(`http://${host}/`).hostname);
      }),
      { numRuns: 500 },
    );
  });
});
