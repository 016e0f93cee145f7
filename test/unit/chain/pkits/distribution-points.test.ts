/**
 * The distribution points of NIST's Public Key Interoperability Test Suite, section 4.14, rebuilt from its descriptions
 * with certificates of our own.
 */
import { beforeAll, describe, test } from 'vitest';
import {
  certificateIssuer,
  commonName,
  directory,
  distributionPoints,
  type Issued,
  issuingPoint,
  keyUsage,
  name,
  type PointParts,
  reason,
  type ScopeParts,
} from '../../../support/chain-maker.ts';
import { ca, ids, leaf, type Wanted } from '../chains.ts';
import { listOf, revokes, run, type Scenario } from './scenario.ts';

const unknown = 'revocation-unknown@0';
const revoked = 'revoked@0';
const compromise = [1, 2];
const otherReasons = [3, 4, 5, 6, 7, 8];

let anchor: Issued;
let authority: Issued;
beforeAll(async () => {
  anchor = await ca('Trust Anchor', undefined);
  authority = await ca('Authority', anchor);
});

const pointing = (...points: readonly PointParts[]): Promise<Issued> =>
  leaf(authority, { extensions: [distributionPoints(...points)] });
const scoped = (scope: ScopeParts, entries: Parameters<typeof listOf>[1] = {}): ReturnType<typeof listOf> =>
  listOf(authority, { more: [issuingPoint(scope)], ...entries });
/** `CN=…` below the name of the CA. */
const below = (value: string, parent = 'Authority'): Uint8Array =>
  directory(
    name([
      ['CN', parent],
      ['CN', value],
    ]),
  );

/** One CA below the anchor; `lists` are its own. */
async function direct(
  target: Issued,
  lists: readonly ReturnType<typeof listOf>[],
  expected: string,
  more: Partial<Scenario> = {},
): Promise<Scenario> {
  return {
    path: [target, authority],
    lists: [await listOf(anchor), ...(await Promise.all(lists))],
    expected,
    ...more,
  };
}

const full = { names: [below('CRL1')] };
const relative = { relative: ['CN', 'CRL1'] } as const;

describe('one list for each point', () => {
  test.each<[string, () => Promise<Scenario>]>([
    ['4.14.1 valid', async () => direct(await pointing(full), [scoped(full)], 'trusted')],
    [
      '4.14.2 revoked',
      async () => {
        const target = await pointing(full);
        return direct(target, [scoped(full, { revoked: [revokes(target)] })], revoked);
      },
    ],
    ['4.14.3 another point', async () => direct(await pointing({ names: [below('CRLx')] }), [scoped(full)], unknown)],
    ['4.14.4 valid, the point relative', async () => direct(await pointing(relative), [scoped(full)], 'trusted')],
    ['4.14.5 valid, both relative', async () => direct(await pointing(relative), [scoped(relative)], 'trusted')],
    [
      '4.14.6 revoked, both relative',
      async () => {
        const target = await pointing(relative);
        return direct(target, [scoped(relative, { revoked: [revokes(target)] })], revoked);
      },
    ],
    ['4.14.7 valid, the list relative', async () => direct(await pointing(full), [scoped(relative)], 'trusted')],
    [
      '4.14.8 another point, relative',
      async () => direct(await pointing({ relative: ['CN', 'CRLx'] }), [scoped(relative)], unknown),
    ],
    [
      '4.14.9 another point, whole',
      async () => direct(await pointing({ names: [below('CRLx')] }), [scoped(relative)], unknown),
    ],
    ['4.14.10 a list for all points', async () => direct(await pointing(full), [listOf(authority)], 'trusted')],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('lists for some certificates', () => {
  const asCa = (): Promise<Issued> => ca('CA as end entity', authority);
  test.each<[string, () => Promise<Scenario>]>([
    ['4.14.11 onlyContainsUserCerts, a CA', async () => direct(await asCa(), [scoped({ flags: ['user'] })], unknown)],
    [
      '4.14.12 onlyContainsCACerts, no CA',
      async () => direct(await leaf(authority), [scoped({ flags: ['ca'] })], unknown),
    ],
    ['4.14.13 onlyContainsCACerts, a CA', async () => direct(await asCa(), [scoped({ flags: ['ca'] })], 'trusted')],
    [
      '4.14.14 onlyContainsAttributeCerts',
      async () => direct(await leaf(authority), [scoped({ flags: ['attribute'] })], unknown),
    ],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('lists for some reasons', () => {
  const both = async (target: Issued, inFirst: number | undefined, inSecond: number | undefined): Promise<Scenario> => {
    const entry = (code: number | undefined) =>
      code === undefined ? {} : { revoked: [revokes(target, reason(code))] };
    const lists = [scoped({ reasons: compromise }, entry(inFirst)), scoped({ reasons: otherReasons }, entry(inSecond))];
    return direct(target, lists, inFirst === undefined && inSecond === undefined ? 'trusted' : revoked);
  };
  const atTwo = (): Promise<Issued> =>
    pointing({ names: [below('CRL1')], reasons: compromise }, { names: [below('CRL2')], reasons: otherReasons });
  const apart = async (target: Issued, inFirst: boolean, inSecond: boolean): Promise<Scenario> => {
    const entry = (isIn: boolean) => (isIn ? { revoked: [revokes(target)] } : {});
    return direct(
      target,
      [
        scoped({ names: [below('CRL1')], reasons: compromise }, entry(inFirst)),
        scoped({ names: [below('CRL2')], reasons: otherReasons }, entry(inSecond)),
      ],
      inFirst || inSecond ? revoked : 'trusted',
    );
  };
  test.each<[string, () => Promise<Scenario>]>([
    ['4.14.15 revoked for compromise', async () => both(await leaf(authority), 1, undefined)],
    ['4.14.16 on hold', async () => both(await leaf(authority), undefined, 6)],
    [
      '4.14.17 two lists that leave reasons out',
      async () =>
        direct(await leaf(authority), [scoped({ reasons: compromise }), scoped({ reasons: [3, 4] })], unknown),
    ],
    ['4.14.18 valid, all reasons', async () => both(await leaf(authority), undefined, undefined)],
    ['4.14.19 valid, each point for some', async () => apart(await atTwo(), false, false)],
    ['4.14.20 revoked in the first', async () => apart(await atTwo(), true, false)],
    ['4.14.21 revoked in the second', async () => apart(await atTwo(), false, true)],
  ])('%s', async (_, make) => run(anchor, await make()));
});

describe('indirect lists', () => {
  let other: Issued;
  beforeAll(async () => {
    other = await ca('Other', anchor);
  });

  const indirect: ScopeParts = { names: [below('CRL1')], flags: ['indirect'] };
  const byAuthority = { names: [below('CRL1')], cRLIssuer: [directory(commonName('Authority'))] };
  const ofOther = (...points: readonly PointParts[]): Promise<Issued> =>
    leaf(other, { extensions: [distributionPoints(...points)] });
  const issuedBy = (value: string): Uint8Array => certificateIssuer(directory(commonName(value)));

  /** The target is of `other`, whose only list is the one of `authority`. */
  const elsewhere = async (
    target: Issued,
    list: ReturnType<typeof listOf>,
    expected: string,
    more: Partial<Scenario> = {},
  ): Promise<Scenario> => ({
    path: [target, other, authority],
    lists: [await listOf(anchor), await list],
    expected,
    ...more,
  });

  test.each<[string, () => Promise<Scenario>]>([
    [
      '4.14.22 valid, of the list’s own issuer',
      async () => direct(await leaf(authority), [scoped({ flags: ['indirect'] })], 'trusted'),
    ],
    [
      '4.14.23 revoked, of the list’s own issuer',
      async () => {
        const target = await leaf(authority);
        return direct(target, [scoped({ flags: ['indirect'] }, { revoked: [revokes(target)] })], revoked);
      },
    ],
    ['4.14.24 valid, of another', async () => elsewhere(await ofOther(byAuthority), scoped(indirect), 'trusted')],
    [
      '4.14.25 valid, the serial number is another CA’s',
      async () => {
        const target = await ofOther(byAuthority);
        return elsewhere(target, scoped(indirect, { revoked: [revokes(target)] }), 'trusted');
      },
    ],
    [
      '4.14.26 the point is not the list’s',
      async () => {
        const point = { names: [below('CRLx')], cRLIssuer: [directory(commonName('Authority'))] };
        return elsewhere(await ofOther(point), scoped(indirect), unknown);
      },
    ],
    [
      '4.14.27 a list that is not indirect',
      async () => elsewhere(await ofOther(byAuthority), listOf(authority), unknown),
    ],
    [
      '4.14.31 revoked, said of its issuer',
      async () => {
        const target = await ofOther(byAuthority);
        const entries = [revokes(target, issuedBy('Other'))];
        return elsewhere(target, scoped(indirect, { revoked: entries }), revoked);
      },
    ],
    [
      '4.14.32 revoked, said by an entry before',
      async () => {
        const target = await ofOther(byAuthority);
        const before = { serial: Uint8Array.of(0x11), extensions: [issuedBy('Other')] };
        return elsewhere(target, scoped(indirect, { revoked: [before, revokes(target)] }), revoked);
      },
    ],
    [
      '4.14.33 valid, an entry before is of another',
      async () => {
        const target = await ofOther(byAuthority);
        const before = { serial: Uint8Array.of(0x11), extensions: [issuedBy('Other')] };
        const after = revokes(target, issuedBy('Authority'));
        return elsewhere(target, scoped(indirect, { revoked: [before, after] }), 'trusted');
      },
    ],
    [
      '4.14.34 revoked, of the list’s own issuer after another',
      async () => {
        const target = await leaf(authority, { extensions: [distributionPoints({ names: [below('CRL1')] })] });
        const before = { serial: Uint8Array.of(0x11), extensions: [issuedBy('Other')] };
        const after = revokes(target, issuedBy('Authority'));
        return direct(target, [scoped(indirect, { revoked: [before, after] })], revoked);
      },
    ],
    [
      '4.14.35 a cRLIssuer that issued no list',
      async () => {
        const point = { names: [below('CRL1')], cRLIssuer: [directory(commonName('Nobody'))] };
        return elsewhere(await ofOther(point), scoped(indirect), unknown);
      },
    ],
  ])('%s', async (_, make) => run(anchor, await make()));

  /** A CA whose lists another entity signs, certified by the CA for that alone. */
  const delegated = async (
    wanted: Wanted,
    point: PointParts,
    scope: ScopeParts,
    hasOwnList: boolean,
  ): Promise<Scenario> => {
    const signer = await ca('List issuer', authority, { replace: { [ids.keyUsage]: keyUsage('cRLSign') }, ...wanted });
    const target = await pointing(point);
    const list = listOf(signer, { more: [issuingPoint(scope)] });
    const own = hasOwnList ? [listOf(authority, { more: [issuingPoint({ flags: ['ca'] })] })] : [];
    return {
      path: [target, authority, signer],
      lists: [await listOf(anchor), await list, ...(await Promise.all(own))],
      expected: 'trusted',
      ...(hasOwnList ? {} : { opensslDiffers: 'a list is not asked about the certificate of its own signer' }),
    };
  };
  const cRLIssuer = [directory(commonName('List issuer'))];
  const named = { names: [below('CRL1', 'List issuer')] };
  test.each<[string, () => Promise<Scenario>]>([
    ['4.14.28 valid', () => delegated({}, { ...named, cRLIssuer }, { ...named, flags: ['indirect'] }, true)],
    [
      '4.14.29 valid, relative to the issuer of lists',
      () => delegated({}, { ...relative, cRLIssuer }, { ...named, flags: ['indirect'] }, true),
    ],
    [
      '4.14.30 valid, and its own status is in its list',
      () => {
        const extensions = [distributionPoints({ ...named, cRLIssuer })];
        return delegated({ extensions }, { ...named, cRLIssuer }, { ...named, flags: ['indirect'] }, false);
      },
    ],
  ])('%s', async (_, make) => run(anchor, await make()));
});
