import { describe, expect, test } from 'vitest';
import { cipherSuites } from '../../../server/core/tls/cipher-list/cipher-suite.ts';
import { tls13Suites } from '../../../server/core/tls/cipher-list/suite-list.ts';

const table = new Map(
  [
    ...cipherSuites('3.5').map(({ ianaName, recommendation }) => [ianaName, recommendation] as const),
    ...tls13Suites('3.5').map(({ name, recommendation }) => [name, recommendation] as const),
  ].map(([name, { value, reference }]) => [name, [value, reference].filter(Boolean).join(' ')]),
);
const names = [...table.keys()];

/** By IANA's names, as the documents list them: the table itself goes by OpenSSL's columns. */
const named = (pattern: RegExp): string[] => names.filter((name) => pattern.test(name));

describe('IANA’s column “Recommended”', () => {
  // RFC 8447, 8, less what RFC 10015 took back; RFC 8446, 11.
  test.each([
    ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'RFC 8447'],
    ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'RFC 8447'],
    ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'RFC 8447'],
    ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'RFC 8447'],
    ['TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'RFC 8447'],
    ['TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'RFC 8447'],
    ['TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256', 'RFC 8447'],
    ['TLS_AES_128_GCM_SHA256', 'RFC 8446'],
    ['TLS_AES_256_GCM_SHA384', 'RFC 8446'],
    ['TLS_CHACHA20_POLY1305_SHA256', 'RFC 8446'],
    ['TLS_AES_128_CCM_SHA256', 'RFC 8446'],
  ])('%s is recommended', (name, reference) => expect(table.get(name)).toBe(`Y ${reference}`));

  test('nothing else is', () => {
    expect([...table.values()].filter((text) => text.startsWith('Y'))).toHaveLength(11);
  });

  // RFC 10015, 5.1 to 5.4: the lists name every suite of these beginnings, recommended by RFC 8447 or not.
  test.each([
    [/^TLS_DH_/, 10],
    [/^TLS_ECDH_/, 3],
    [/^TLS_(?:DHE_|PSK_DHE_)/, 47],
    [/^TLS_RSA_/, 33],
  ])('%s is discouraged by RFC 10015', (pattern, count) => {
    expect(named(pattern)).toHaveLength(count);
    expect(new Set(named(pattern).map((name) => table.get(name)))).toEqual(new Set(['D RFC 10015']));
  });

  // RFC 9847, 5: of its table, what OpenSSL has.
  test.each([
    'TLS_PSK_WITH_NULL_SHA',
    'TLS_PSK_WITH_NULL_SHA256',
    'TLS_PSK_WITH_NULL_SHA384',
    'TLS_ECDHE_ECDSA_WITH_NULL_SHA',
    'TLS_ECDHE_RSA_WITH_NULL_SHA',
    'TLS_ECDHE_PSK_WITH_NULL_SHA',
    'TLS_ECDHE_PSK_WITH_NULL_SHA256',
    'TLS_ECDHE_PSK_WITH_NULL_SHA384',
    'TLS_SHA256_SHA256',
    'TLS_SHA384_SHA384',
  ])('%s is discouraged by RFC 9847', (name) => expect(table.get(name)).toBe('D RFC 9847'));

  // What no document ever set: CBC, ARIA and Camellia, CCM with ECDSA, short tags, a lone pre-shared key, SRP.
  test.each([
    [/^TLS_ECDHE_(?:ECDSA|RSA|PSK)_WITH_.*_CBC_/],
    [/^TLS_ECDHE_.*_(?:ARIA|CAMELLIA)_/],
    [/^TLS_ECDHE_ECDSA_WITH_AES_(?:128|256)_CCM/],
    [/^TLS_PSK_WITH_(?!NULL)/],
    [/^TLS_SRP_/],
    [/^TLS_AES_128_CCM_8_SHA256$/],
  ])('of %s nothing is said', (pattern) => {
    expect(named(pattern).length).toBeGreaterThan(0);
    expect(new Set(named(pattern).map((name) => table.get(name)))).toEqual(new Set(['N']));
  });

  test('every suite has its value', () => {
    expect(names).toHaveLength(155 + 7);
    expect([...table.values()].filter((text) => !/^(?:N|[YD] RFC \d+)$/.test(text))).toEqual([]);
  });
});
