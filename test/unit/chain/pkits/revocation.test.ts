/**
 * Revocation, self-issued certificates and key usage in NIST's Public Key Interoperability Test Suite, sections 4.4, 4.5
 * and 4.7, rebuilt from its descriptions with certificates of our own.
 */
import { beforeAll, describe, test } from 'vitest';
import { encode } from '../../../../server/core/asn1/encode.ts';
import {
  authorityKey,
  commonName,
  crlNumber,
  ecKey,
  extension,
  type Issued,
  issueList,
  keyUsage,
  reason,
  seq,
} from '../../../support/chain-maker.ts';
import { ca, ids, leaf, type Wanted } from '../chains.ts';
import { listOf, revokes, run, type Scenario } from './scenario.ts';

const unknown = 'revocation-unknown@0';
const unusable = 'revocation-unusable@0';

let anchor: Issued;
let authority: Issued;
beforeAll(async () => {
  anchor = await ca('Trust Anchor', undefined);
  authority = await ca('Authority', anchor);
});

/** The target under `authority`, with these lists besides the anchor's. */
async function below(
  expected: string,
  lists: (target: Issued) => readonly ReturnType<typeof listOf>[],
  wanted: Wanted = {},
  more: Partial<Scenario> = {},
): Promise<Scenario> {
  const target = await leaf(authority, wanted);
  const all = [listOf(anchor), ...lists(target)];
  return { path: [target, authority], lists: await Promise.all(all), expected, ...more };
}

const odd = extension('1.2.3.4', seq(), true);
const longSerial = Uint8Array.from({ length: 20 }, (_, i) => (i === 0 ? 0x7f : 0xff - i));

describe('4.4', () => {
  test.each<[string, () => Promise<Scenario>]>([
    ['4.4.1 no list', () => below(unknown, () => [])],
    [
      '4.4.2 the CA is revoked',
      async () => {
        const { lists, ...rest } = await below('revoked@1', () => [listOf(authority)]);
        return { ...rest, lists: [await listOf(anchor, { revoked: [revokes(authority)] }), ...lists.slice(1)] };
      },
    ],
    [
      '4.4.3 the end entity is revoked',
      () => below('revoked@0', (it) => [listOf(authority, { revoked: [revokes(it)] })]),
    ],
    ['4.4.4 the signature is wrong', () => below(unusable, () => [listOf(authority, { breakSignature: true })])],
    [
      '4.4.5 another issuer’s name',
      () => below(unknown, () => [listOf(authority, { issuerName: commonName('Somebody') })]),
    ],
    [
      '4.4.6 another CA’s list',
      async () => {
        const other = await ca('Other', anchor);
        return below(unknown, () => [listOf(other)]);
      },
    ],
    [
      '4.4.7 valid, the second of two lists',
      () =>
        below(
          'trusted',
          () => [listOf(authority, { breakSignature: true }), listOf(authority)],
          {},
          { opensslDiffers: 'of two lists that suit as well it takes the first' },
        ),
    ],
    [
      '4.4.8 an entry with an unknown critical extension',
      () => below('revoked@0', (it) => [listOf(authority, { revoked: [revokes(it, odd)] })]),
    ],
    [
      '4.4.9 an unknown critical extension, revoked',
      () => below(unusable, (it) => [listOf(authority, { revoked: [revokes(it)], more: [odd] })]),
    ],
    [
      '4.4.10 an unknown critical extension, not in the list',
      () => below(unusable, () => [listOf(authority, { more: [odd] })]),
    ],
    [
      '4.4.11 out of date',
      () => below(unusable, () => [listOf(authority, { nextUpdate: new Date('2026-05-30T00:00:00Z') })]),
    ],
    [
      '4.4.12 out of date since the last millennium',
      () =>
        below(unusable, () => [
          listOf(authority, {
            thisUpdate: new Date('1998-01-01T12:01:00Z'),
            nextUpdate: new Date('1999-01-01T12:01:00Z'),
          }),
        ]),
    ],
    [
      '4.4.13 valid until 2050',
      () => below('trusted', () => [listOf(authority, { nextUpdate: new Date('2050-01-01T12:01:00Z') })]),
    ],
    [
      '4.4.16 valid, a long serial number',
      () =>
        below('trusted', () => [listOf(authority, { revoked: [{ serial: longSerial.subarray(0, 18) }] })], {
          serial: longSerial,
        }),
    ],
    [
      '4.4.17 valid, another long serial number',
      () => {
        const other = longSerial.with(19, 1);
        return below('trusted', () => [listOf(authority, { revoked: [{ serial: other }] })], { serial: longSerial });
      },
    ],
    [
      '4.4.18 a long serial number is revoked',
      () => below('revoked@0', (it) => [listOf(authority, { revoked: [revokes(it)] })], { serial: longSerial }),
    ],
  ])('%s', async (_, make) => run(anchor, await make()));

  /** Two certificates of the same CA: one key for certificates, one for lists. */
  const separate = async (expected: string, at: 'leaf' | 'signer' | undefined): Promise<Scenario> => {
    const forCertificates = await ca('Separate', anchor, { replace: { [ids.keyUsage]: keyUsage('keyCertSign') } });
    const forLists = await ca('Separate', anchor, {
      replace: { [ids.keyUsage]: keyUsage('cRLSign') },
      without: [ids.basicConstraints],
    });
    const target = await leaf(forCertificates);
    return {
      path: [target, forCertificates, forLists],
      lists: [
        await listOf(anchor, { revoked: at === 'signer' ? [revokes(forLists)] : [] }),
        await listOf(forLists, { revoked: at === 'leaf' ? [revokes(target)] : [] }),
      ],
      expected,
    };
  };
  test.each<[string, () => Promise<Scenario>]>([
    ['4.4.19 valid, a key for lists', () => separate('trusted', undefined)],
    ['4.4.20 a key for lists, the end entity revoked', () => separate('revoked@0', 'leaf')],
    ['4.4.21 a key for lists that is revoked itself', () => separate(unusable, 'signer')],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('4.4, as RFC 5280 has it', () => {
  const negative = Uint8Array.of(0xff);
  // PKITS was made for RFC 3280. RFC 5280, 4.1.2.2: “The serial number MUST be a positive integer assigned by the CA”.
  test.each<[string, () => Promise<Scenario>]>([
    [
      '4.4.14 a negative serial number',
      () =>
        below(
          'serial-number@0',
          () => [listOf(authority, { revoked: [{ serial: Uint8Array.of(1) }] })],
          {
            serial: negative,
          },
          { opensslDiffers: 'RFC 5280, 4.1.2.2' },
        ),
    ],
    [
      '4.4.15 a negative serial number that is revoked',
      () => below('serial-number@0', (it) => [listOf(authority, { revoked: [revokes(it)] })], { serial: negative }),
    ],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('4.5', () => {
  /** The CA before and after it changed its key, with the certificates that each key signed for the other. */
  const rollover = async (
    expected: string,
    signs: 'old' | 'new',
    linked: 'old with new' | 'new with old',
    isRevoked: boolean,
  ): Promise<Scenario> => {
    const old = await ca('Rollover', anchor);
    const renewed = await ca('Rollover', linked === 'old with new' ? anchor : old);
    const link = linked === 'old with new' ? await ca('Rollover', renewed, { key: old.key }) : renewed;
    const signer = signs === 'old' ? (linked === 'old with new' ? link : old) : renewed;
    const target = await leaf(signer);
    const current = linked === 'old with new' ? renewed : old;
    return {
      path: [target, link, current],
      lists: [await listOf(anchor), await listOf(current, { revoked: isRevoked ? [revokes(target)] : [] })],
      expected,
    };
  };
  test.each<[string, () => Promise<Scenario>]>([
    ['4.5.1 valid, old with new', () => rollover('trusted', 'old', 'old with new', false)],
    ['4.5.2 revoked, old with new', () => rollover('revoked@0', 'old', 'old with new', true)],
    ['4.5.3 valid, new with old', () => rollover('trusted', 'new', 'new with old', false)],
    ['4.5.4 valid, of the old key', () => rollover('trusted', 'old', 'new with old', false)],
    ['4.5.5 revoked, new with old', () => rollover('revoked@0', 'new', 'new with old', true)],
  ])('%s', async (_, make) => run(anchor, await make()));

  /** A CA that certified a key of its own for lists alone. */
  const ownListKey = async (
    expected: string | RegExp,
    isRevoked: boolean,
    signsLeaf: boolean,
    more: Partial<Scenario> = {},
  ): Promise<Scenario> => {
    const issuer = await ca('Own', anchor, { replace: { [ids.keyUsage]: keyUsage('keyCertSign') } });
    const key = await ecKey();
    const forLists = await ca('Own', issuer, {
      key,
      replace: { [ids.keyUsage]: keyUsage('cRLSign') },
      without: [ids.basicConstraints],
    });
    const target = await leaf(signsLeaf ? forLists : issuer);
    const revoked = isRevoked ? [revokes(target)] : [];
    return {
      path: [target, issuer, forLists],
      lists: [await listOf(anchor), await listOf(forLists, { revoked })],
      expected,
      ...more,
    };
  };
  test.each<[string, () => Promise<Scenario>]>([
    [
      '4.5.6 valid, a key for lists',
      () =>
        ownListKey('trusted', false, false, {
          opensslDiffers: 'a list is not asked about the certificate of its own signer',
        }),
    ],
    ['4.5.7 revoked, a key for lists', () => ownListKey('revoked@0', true, false)],
    [
      '4.5.8 the key for lists signed a certificate',
      () => ownListKey(/not-a-ca@1 key-usage-no-cert-sign@1/, false, true),
    ],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('4.7', () => {
  const usage = async (expected: string, critical: boolean, names: readonly string[]): Promise<Scenario> => {
    const whole = keyUsage(...names);
    // Without the BOOLEAN it is not critical: what is left is the identifier and the value.
    const value = critical ? whole : extension(ids.keyUsage, contentsOf(whole));
    const issuer = await ca('Usage', anchor, { replace: { [ids.keyUsage]: value } });
    const target = await leaf(issuer);
    return { path: [target, issuer], lists: [await listOf(anchor), await listOf(issuer)], expected };
  };
  test.each<[string, () => Promise<Scenario>]>([
    ['4.7.1 no keyCertSign, critical', () => usage('key-usage-no-cert-sign@1', true, ['cRLSign'])],
    ['4.7.2 no keyCertSign, not critical', () => usage('key-usage-no-cert-sign@1', false, ['cRLSign'])],
    ['4.7.3 valid, not critical', () => usage('trusted', false, ['keyCertSign', 'cRLSign'])],
    ['4.7.4 no cRLSign, critical', () => usage(unusable, true, ['keyCertSign'])],
    ['4.7.5 no cRLSign, not critical', () => usage(unusable, false, ['keyCertSign'])],
  ])('%s', async (_, make) => run(anchor, await make()));
});

/** What the OCTET STRING at the end of an Extension holds. */
function contentsOf(extensionDer: Uint8Array): Uint8Array {
  return extensionDer.subarray(-4);
}

describe('besides PKITS', () => {
  test.each<[string, () => Promise<Scenario>]>([
    [
      'a list of another key of the same name that no path leads to',
      async () => {
        const stranger = await ca('Authority', undefined);
        return below(unusable, () => [listOf(stranger)]);
      },
    ],
    [
      'a list of another key beside the right one',
      async () => {
        const stranger = await ca('Authority', undefined);
        return below('trusted', () => [listOf(stranger, { revoked: [] }), listOf(authority)]);
      },
    ],
    [
      'two scopes at once',
      () =>
        below(unknown, () => [
          listOf(authority, {
            more: [
              extension('2.5.29.28', seq(encode(0x81, Uint8Array.of(0xff)), encode(0x82, Uint8Array.of(0xff))), true),
            ],
          }),
        ]),
    ],
    [
      'an empty scope',
      () => below(unusable, () => [listOf(authority, { more: [extension('2.5.29.28', seq(), true)] })]),
    ],
    [
      'a reason that no list may give',
      () => below('revoked@0', (it) => [listOf(authority, { revoked: [revokes(it, reason(8))] })]),
    ],
    [
      'a number of more than 20 bytes',
      () =>
        below(unusable, () => [
          issueList({
            issuer: authority,
            extensions: [extension('2.5.29.20', encode(0x02, new Uint8Array(21).fill(1))), authorityKey(authority.key)],
          }),
        ]),
    ],
    [
      'a negative number',
      () =>
        below(unusable, () => [
          issueList({ issuer: authority, extensions: [crlNumber(0xff), authorityKey(authority.key)] }),
        ]),
    ],
  ])('%s', async (_, make) => {
    const { lists, path, expected } = await make();
    await run(anchor, { lists, path, expected }, { againstOpenssl: false });
  });
});
