import { expect, test } from 'vitest';
import { readReferenceIdentifier } from '../../../server/core/chain/host-name.ts';
import { isWithinSubtree, sameGeneralName } from '../../../server/core/chain/name-matching.ts';
import {
  isHostName,
  isPresentedHostName,
  readIpv6,
  readMailbox,
  readUri,
} from '../../../server/core/chain/name-syntax.ts';
import { type Name, readNameOf } from '../../../server/core/x509/name.ts';
import { sameName } from '../../../server/core/x509/name-key.ts';
import { name } from '../../support/chain-maker.ts';

function read(attributes: readonly (readonly [string, string])[], tag?: number): Name {
  const value = readNameOf(name(attributes, tag));
  if (!value) throw new Error('not a name');
  return value;
}

test.each<[string, string, boolean]>([
  ['Example', 'EXAMPLE', true],
  ['  Example   CA ', 'example ca', true],
  ['ExampleCA', 'Example CA', false],
  ['Stra\u00dfe', 'STRASSE', true],
  ['\uff21cme', 'acme', true],
  ['Ac\u00adme', 'Acme', true],
  ['Acme\u200d', 'Acme', true],
  ['Acme', 'Acne', false],
  ['', ' ', true],
])('“%s” and “%s” are the same: %s', (a, b, expected) => {
  expect(sameName(read([['CN', a]]), read([['CN', b]]))).toBe(expected);
});

test('string types do not matter, attribute types, their order and their number do', () => {
  expect(sameName(read([['O', 'Acme']], 0x13), read([['O', 'acme']], 0x0c))).toBe(true);
  expect(sameName(read([['O', 'Acme']]), read([['OU', 'Acme']]))).toBe(false);
  const [o, cn] = [['O', 'Acme'] as const, ['CN', 'x'] as const];
  expect(sameName(read([o, cn]), read([cn, o]))).toBe(false);
  expect(sameName(read([o, cn]), read([o]))).toBe(false);
});

test('a subtree is a beginning of whole relative names', () => {
  const [o, cn] = [['O', 'Acme'] as const, ['CN', 'x'] as const];
  expect(isWithinSubtree(read([o, cn]), read([['O', 'ACME']]))).toBe(true);
  expect(isWithinSubtree(read([o, cn]), read([]))).toBe(true);
  expect(isWithinSubtree(read([o]), read([o, cn]))).toBe(false);
  expect(isWithinSubtree(read([cn, o]), read([o]))).toBe(false);
});

test('addresses of resources are compared with scheme and host in any case', () => {
  const uri = (value: string) => ({ type: 'uniformResourceIdentifier', value }) as const;
  expect(sameGeneralName(uri('HTTP://CRL.example/A'), uri('http://crl.example/A'))).toBe(true);
  expect(sameGeneralName(uri('http://crl.example/A'), uri('http://crl.example/a'))).toBe(false);
});

test.each([
  ['host', true],
  ['host.example.com', true],
  ['xn--bcher-kva.example', true],
  ['1.example.com', true],
  ['', false],
  ['host.', false],
  ['.host', false],
  ['a..b', false],
  ['-a.example', false],
  ['a-.example', false],
  ['a_b.example', false],
  ['b\u00fccher.example', false],
  ['10.0.0.7', false],
  ['example.123', false],
  [`${'a'.repeat(63)}.example`, true],
  [`${'a'.repeat(64)}.example`, false],
  [Array(64).fill('abc').join('.'), false],
])('“%s” is a host name: %s', (text, expected) => {
  expect(isHostName(text)).toBe(expected);
});

test.each([
  ['*.example.com', true],
  ['*', false],
  ['*.', false],
  ['*.*.example.com', false],
  ['a*.example.com', false],
  ['a.*.example.com', false],
])('“%s” may be presented: %s', (text, expected) => {
  expect(isPresentedHostName(text)).toBe(expected);
});

test.each([
  ['ada@example.com', true],
  ['"ada lovelace"@example.com', true],
  ['"a@b"@example.com', true],
  ['ada@[10.0.0.7]', true],
  ['a@b@example.com', false],
  ['ada', false],
  ['@example.com', false],
  ['ada@', false],
  ['a..b@example.com', false],
  ['ada@exa mple.com', false],
])('“%s” is a mailbox: %s', (text, expected) => {
  expect(readMailbox(text) !== undefined).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['https://example.com/a', 'example.com'],
  ['spiffe://ada@example.com:8443/x?y#z', 'example.com'],
  ['https://example.com@evil.example/', 'evil.example'],
  ['https://[2001:db8::1]:443/', '[2001:db8::1]'],
  ['urn:example:1', undefined],
])('the host of %s is %s', (text, host) => {
  expect(readUri(text)).toBeDefined();
  expect(readUri(text)?.host).toBe(host);
});

test.each(['', 'example.com', '/path', 'http:', 'http://a b/', 'http://a@b@c/', '://x'])('“%s” is no URI', (text) => {
  expect(readUri(text)).toBeUndefined();
});

test.each<[string, string | undefined]>([
  ['::', '0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0'],
  ['2001:db8::1', '32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1'],
  ['::ffff:10.0.0.7', '0.0.0.0.0.0.0.0.0.0.255.255.10.0.0.7'],
  ['1:2:3:4:5:6:7:8', '0.1.0.2.0.3.0.4.0.5.0.6.0.7.0.8'],
  ['1:2:3:4:5:6:7', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7:8:9', undefined],
  ['12345::', undefined],
  ['host', undefined],
])('%s as an IPv6 address', (text, octets) => {
  expect(readIpv6(text)?.join('.')).toBe(octets);
});

test.each<[string, unknown]>([
  ['Host.Example.COM.', { type: 'dNSName', value: 'host.example.com' }],
  ['my_service', { type: 'dNSName', value: 'my_service' }],
  ['B\u00fccher.example', { type: 'dNSName', value: 'xn--bcher-kva.example' }],
  ['10.0.0.7', { type: 'iPAddress', value: '10.0.0.7', octets: Uint8Array.of(10, 0, 0, 7) }],
  ['ada@example.com', { type: 'rfc822Name', value: 'ada@example.com' }],
  ['*.example.com', undefined],
  ['a b', undefined],
  ['10.0.0.256', undefined],
  ['', undefined],
])('“%s” as whom one means', (text, expected) => {
  expect(readReferenceIdentifier(text)).toEqual(expected);
});
