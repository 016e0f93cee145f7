/**
 * Dates, names, basic constraints and private extensions in NIST's Public Key Interoperability Test Suite, sections 4.2,
 * 4.3, 4.6 and 4.16, rebuilt from its descriptions with certificates of our own.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { basicConstraints, commonName, extension, type Issued, name, seq } from '../../../support/chain-maker.ts';
import { answer, ca, ids, judge, leaf, type Wanted } from '../chains.ts';
import { opensslAccepts } from './openssl.ts';

let root: Issued;
beforeAll(async () => {
  root = await ca('Trust Anchor', undefined);
});

/** Certificates below the anchor, the end entity last; `self`: under the name of its issuer, with a new key. */
interface Given {
  readonly path: readonly (Wanted & { readonly self?: true })[];
  readonly expected: string;
  readonly opensslDiffers?: string;
}

async function run({ path, expected, opensslDiffers }: Given): Promise<void> {
  let issuer = root;
  const made: Issued[] = [];
  for (const [i, { self, ...wanted }] of path.slice(0, -1).entries()) {
    issuer = await ca(`CA ${i}`, issuer, { ...wanted, ...(self ? { subject: issuer.name } : {}) });
    made.unshift(issuer);
  }
  const { self: _, ...wanted } = path.at(-1) ?? {};
  const isCa = wanted.replace?.[ids.basicConstraints] !== undefined;
  const target = isCa ? await ca('End', issuer, wanted) : await leaf(issuer, wanted);
  const report = await judge([target, ...made], [root]);
  expect(answer(report)).toBe(expected);
  const ours = report.verdict === 'trusted';
  expect(opensslAccepts([target, ...made], [root], [], []), 'openssl verify').toBe(opensslDiffers ? !ours : ours);
}

const length = (pathLen?: number): Wanted => ({ replace: { [ids.basicConstraints]: basicConstraints(true, pathLen) } });
const entity: Wanted = {};

describe('4.2, validity', () => {
  test.each<[string, Given]>([
    [
      '4.2.1 the CA is not yet valid',
      {
        path: [{ notBefore: new Date('2047-01-01T12:01:00Z'), notAfter: new Date('2049-01-01T12:01:00Z') }, entity],
        expected: 'not-yet-valid@1',
      },
    ],
    [
      '4.2.2 the end entity is not yet valid',
      { path: [{}, { notBefore: new Date('2026-06-01T00:00:01Z') }], expected: 'not-yet-valid@0' },
    ],
    [
      '4.2.3 valid since 1950, as UTCTime',
      { path: [{}, { notBefore: new Date('1950-01-01T12:01:00Z') }], expected: 'trusted' },
    ],
    [
      '4.2.5 the CA has expired',
      { path: [{ notAfter: new Date('2026-05-31T23:59:59Z') }, entity], expected: 'expired@1' },
    ],
    [
      '4.2.6 the end entity has expired',
      { path: [{}, { notAfter: new Date('2026-05-31T23:59:59Z') }], expected: 'expired@0' },
    ],
    [
      '4.2.7 expired in 1999',
      {
        path: [{}, { notBefore: new Date('1998-01-01T12:01:00Z'), notAfter: new Date('1999-01-01T12:01:00Z') }],
        expected: 'expired@0',
      },
    ],
    [
      '4.2.8 valid until 2050, as GeneralizedTime',
      { path: [{}, { notAfter: new Date('2050-01-01T12:01:00Z') }], expected: 'trusted' },
    ],
  ])('%s', (_, given) => run(given));
});

describe('4.3, names', () => {
  const chained = async (subject: Uint8Array, issuerName: Uint8Array): Promise<string> => {
    const authority = await ca('', root, { subject });
    const target = await leaf({ ...authority, name: issuerName });
    return answer(await judge([target, authority], [root]));
  };
  const good = commonName('Good CA Root');
  const printable = 0x13;
  test.each<[string, string, Uint8Array, Uint8Array]>([
    ['4.3.1 another name', 'issuer-not-found@0', good, commonName('Bad CA Root')],
    [
      '4.3.2 another order',
      'issuer-not-found@0',
      name([
        ['O', 'a'],
        ['OU', 'b'],
      ]),
      name([
        ['OU', 'b'],
        ['O', 'a'],
      ]),
    ],
    ['4.3.3 valid, white space', 'trusted', good, name([['CN', 'Good   CA Root']], printable)],
    ['4.3.4 valid, white space around', 'trusted', good, name([['CN', '  Good CA Root ']], printable)],
    ['4.3.5 valid, capitals', 'trusted', good, name([['CN', 'GOOD ca ROOT']], printable)],
    [
      '4.3.8 valid, an attribute of any type',
      'trusted',
      name([
        ['2.5.4.42', 'x'],
        ['2.5.4.65', 'y'],
      ]),
      name([
        ['2.5.4.42', 'X'],
        ['2.5.4.65', 'Y'],
      ]),
    ],
    ['4.3.10 valid, from PrintableString to UTF8String', 'trusted', name([['CN', 'Good CA Root']], printable), good],
    ['4.3.11 valid, UTF8String in capitals', 'trusted', commonName('ﬀ Ünïcode'), commonName('FF ÜNÏCODE')],
  ])('%s', async (_, expected, subject, issuerName) => expect(await chained(subject, issuerName)).toBe(expected));
});

describe('4.6, basic constraints', () => {
  const without: Wanted = { without: [ids.basicConstraints] };
  const falseCa = (critical: boolean): Wanted => ({
    replace: { [ids.basicConstraints]: basicConstraints(false, undefined, critical) },
  });
  test.each<[string, Given]>([
    ['4.6.1 none', { path: [without, entity], expected: 'not-a-ca@1 extension-contents@1' }],
    ['4.6.2 cA false, critical', { path: [falseCa(true), entity], expected: 'not-a-ca@1 extension-contents@1' }],
    ['4.6.3 cA false, not critical', { path: [falseCa(false), entity], expected: 'not-a-ca@1 extension-contents@1' }],
    [
      '4.6.4 not critical',
      {
        path: [{ replace: { [ids.basicConstraints]: basicConstraints(true, undefined, false) } }, entity],
        expected: 'extension-not-critical@1',
        opensslDiffers:
          'RFC 5280, 4.2.1.9: “Conforming CAs … MUST mark the extension as critical in such certificates”',
      },
    ],
    ['4.6.5 pathLenConstraint 0', { path: [length(0), {}, entity], expected: 'path-length-exceeded@1' }],
    [
      '4.6.6 pathLenConstraint 0, a CA at the end',
      { path: [length(0), {}, length()], expected: 'path-length-exceeded@1' },
    ],
    ['4.6.7 valid', { path: [length(0), entity], expected: 'trusted' }],
    ['4.6.8 valid, a CA at the end', { path: [length(0), length()], expected: 'trusted' }],
    ['4.6.9 6, then 0', { path: [length(6), length(0), length(0), entity], expected: 'path-length-exceeded@1' }],
    [
      '4.6.10 the same, a CA at the end',
      { path: [length(6), length(0), length(0), length()], expected: 'path-length-exceeded@1' },
    ],
    ['4.6.11 6, 1, 1', { path: [length(6), length(1), length(1), {}, entity], expected: 'path-length-exceeded@1' }],
    [
      '4.6.12 the same, a CA at the end',
      { path: [length(6), length(1), length(1), {}, length()], expected: 'path-length-exceeded@1' },
    ],
    ['4.6.13 valid: 6, 4, 1', { path: [length(6), length(4), length(1), {}, entity], expected: 'trusted' }],
    [
      '4.6.14 the same, a CA at the end',
      { path: [length(6), length(4), length(1), {}, length()], expected: 'trusted' },
    ],
    ['4.6.15 valid, self-issued', { path: [length(0), { self: true, ...length(0) }, entity], expected: 'trusted' }],
    [
      '4.6.16 self-issued, then a CA',
      { path: [length(0), { self: true, ...length(0) }, {}, entity], expected: 'path-length-exceeded@1' },
    ],
    [
      '4.6.17 valid, two of them',
      { path: [length(1), { self: true, ...length(1) }, {}, { self: true }, entity], expected: 'trusted' },
    ],
  ])('%s', (_, given) => run(given));
});

describe('4.16, private extensions', () => {
  const own = (critical: boolean): Wanted => ({ extensions: [extension('2.16.840.1.101.2.1.12.2', seq(), critical)] });
  test.each<[string, Given]>([
    ['4.16.1 valid, not critical', { path: [own(false)], expected: 'trusted' }],
    ['4.16.2 critical', { path: [own(true)], expected: 'critical-extension-unknown@0' }],
  ])('%s', (_, given) => run(given));
});
