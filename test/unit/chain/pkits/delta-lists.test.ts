/**
 * The delta lists of NIST's Public Key Interoperability Test Suite, section 4.15, rebuilt from its descriptions with
 * certificates of our own.
 */
import { beforeAll, test } from 'vitest';
import { encode } from '../../../../server/core/asn1/encode.ts';
import { deltaIndicator, extension, type Issued, reason, seq, uri } from '../../../support/chain-maker.ts';
import { ca, leaf } from '../chains.ts';
import { listOf, revokes, run, type Scenario } from './scenario.ts';

let anchor: Issued;
let authority: Issued;
beforeAll(async () => {
  anchor = await ca('Trust Anchor', undefined);
  authority = await ca('Authority', anchor);
});

interface Given {
  /** CRLReason of the certificate's entry in the complete list, and in the delta; 0 for an entry without reason. */
  readonly complete?: number;
  readonly delta?: number;
  /** The number of the complete list and the base of the delta. */
  readonly number?: number;
  readonly base?: number;
  readonly nextUpdate?: Date;
}

async function scenario(
  expected: string,
  { complete, delta, number = 1, base = 1, nextUpdate }: Given,
  more: Partial<Scenario> = {},
): Promise<Scenario> {
  const target = await leaf(authority);
  const entry = (code: number | undefined) => {
    if (code === undefined) return {};
    return { revoked: [revokes(target, ...(code === 0 ? [] : [reason(code)]))] };
  };
  return {
    path: [target, authority],
    lists: [
      await listOf(anchor),
      await listOf(authority, { number, more: [freshest], ...entry(complete), ...(nextUpdate ? { nextUpdate } : {}) }),
      await listOf(authority, { number: 9, more: [deltaIndicator(base)], ...entry(delta) }),
    ],
    expected,
    ...more,
  };
}

/** freshestCRL: without it, openssl uses no deltas. */
const freshest = extension('2.5.29.46', seq(seq(encode(0xa0, encode(0xa0, uri('http://crl.example/delta'))))));
const passed = new Date('2026-05-20T00:00:00Z');
const onHold = 6;
const removed = 8;

test.each<[string, () => Promise<Scenario>]>([
  [
    '4.15.1 a delta without base',
    async () => {
      const { lists, ...rest } = await scenario('revocation-unknown@0', {});
      return { ...rest, lists: lists.filter((_, i) => i !== 1) };
    },
  ],
  ['4.15.2 valid', () => scenario('trusted', {})],
  ['4.15.3 revoked in the complete list', () => scenario('revoked@0', { complete: 1 })],
  ['4.15.4 revoked since', () => scenario('revoked@0', { delta: 1 })],
  ['4.15.5 valid, the hold was taken back', () => scenario('trusted', { complete: onHold, delta: removed })],
  ['4.15.6 the hold became a compromise', () => scenario('revoked@0', { complete: onHold, delta: 1 })],
  ['4.15.7 valid, taken back what was in no list', () => scenario('trusted', { delta: removed })],
  ['4.15.8 valid, the delta is for a later base', () => scenario('trusted', { number: 1, base: 5 })],
  ['4.15.9 revoked, the delta is for a later base', () => scenario('revoked@0', { complete: 1, number: 1, base: 5 })],
  [
    '4.15.10 the complete list is out of date',
    () => scenario('revocation-unusable@0', { nextUpdate: passed, base: 5 }),
  ],
  ['a complete list that is out of date, with a delta for it', () => scenario('trusted', { nextUpdate: passed })],
  ['the same, revoked in the list', () => scenario('revoked@0', { nextUpdate: passed, complete: 1 })],
  ['the same, revoked since', () => scenario('revoked@0', { nextUpdate: passed, delta: 1 })],
])('%s', async (_, make) => run(anchor, await make()));
