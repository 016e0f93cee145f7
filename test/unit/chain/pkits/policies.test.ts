/**
 * The policies of NIST's Public Key Interoperability Test Suite, sections 4.8 to 4.12, rebuilt from its descriptions with
 * certificates of our own. Each line is a test: its number, what has to come of it, what the user asks for, and the
 * certificates below the trust anchor, the end entity last.
 *
 * `P12`: the policies 1 and 2; `any`: anyPolicy; `1=2`: a mapping; `req`, `nomap`, `noany` with a number: the skipCerts of
 * requireExplicitPolicy, inhibitPolicyMapping and inhibitAnyPolicy; `self`: self-issued, with a new key; `notice`, `cps`:
 * qualifiers. What the user asks: `explicit`, `nomap`, `noany`, and in braces the initial policy set.
 */
import { beforeAll, expect, test } from 'vitest';
import { anyPolicy } from '../../../../server/core/chain/policy-graph.ts';
import type { PolicyInputs } from '../../../../server/core/chain/request.ts';
import {
  extension,
  type Issued,
  inhibitAnyPolicy,
  oid,
  policyConstraints,
  policyMappings,
  seq,
} from '../../../support/chain-maker.ts';
import { answer, ca, judge, leaf } from '../chains.ts';
import { opensslAccepts } from './openssl.ts';
import { visibleString } from './values.ts';

const lines = `
4.8.1/1   valid    explicit          P1 > P1
4.8.1/2   valid    explicit{1}       P1 > P1
4.8.1/3   invalid  explicit{2}       P1 > P1
4.8.1/4   valid    explicit{12}      P1 > P1
4.8.2/1   valid    -                 - > -
4.8.2/2   invalid  explicit          - > -
4.8.3/1   valid    -                 P1 > P2 > P1
4.8.3/2   invalid  explicit          P1 > P2 > P1
4.8.3/3   invalid  explicit{12}      P1 > P2 > P1
4.8.4     invalid  -                 P1,req0 > P1 > P2
4.8.5     invalid  -                 P1,req0 > P2 > P1
4.8.6/1   valid    -                 P1234,req0 > P123 > P12 > P1
4.8.6/2   valid    {1}               P1234,req0 > P123 > P12 > P1
4.8.6/3   invalid  {2}               P1234,req0 > P123 > P12 > P1
4.8.7     invalid  -                 P123,req0 > P12 > P1 > P2
4.8.8     invalid  -                 P12,req0 > P1 > P2 > P2
4.8.9     invalid  -                 P123,req0 > P12 > P2 > P1 > P1
4.8.10/1  valid    -                 P12,req0 > P12
4.8.10/2  valid    {1}               P12,req0 > P12
4.8.10/3  valid    {2}               P12,req0 > P12
4.8.11/1  valid    -                 any,req0 > any
4.8.11/2  valid    {1}               any,req0 > any
4.8.12    invalid  -                 P3,req0 > P4
4.8.13/1  valid    {1}               P123,req0 > P123
4.8.13/2  valid    {2}               P123,req0 > P123
4.8.13/3  valid    {3}               P123,req0 > P123
4.8.14/1  valid    {1}               any,req0 > P1
4.8.14/2  invalid  {2}               any,req0 > P1
4.8.15    valid    -                 P1,notice
4.8.16    valid    -                 P1 > P12,notice
4.8.17    valid    -                 P1 > P1,any,notice
4.8.18/1  valid    {1}               P12,req0 > P12,notice
4.8.18/2  valid    {2}               P12,req0 > P12,notice
4.8.19    valid    -                 P1,longnotice
4.8.20    valid    explicit{1}       P1 > P1,cps
4.9.1     valid    -                 P1,req10 > P1 > P1 > P1 > -
4.9.2     valid    -                 P1,req5 > P1 > P1 > P1 > -
4.9.3     invalid  -                 P1,req4 > P1 > P1 > P1 > -
4.9.4     valid    -                 P1,req0 > P1 > P1 > P1 > P1
4.9.5     invalid  -                 P1,req7 > P1,req2 > P1,req4 > P1 > -
4.9.6     valid    -                 P1,req2 > P1,self > -
4.9.7     invalid  -                 P1,req2 > P1,self > P1 > -
4.9.8     invalid  -                 P1,req2 > P1,self > P1 > P1,self > -
4.10.1/1  valid    {1}               P1,req0,1=2 > P2
4.10.1/2  invalid  {2}               P1,req0,1=2 > P2
4.10.1/3  invalid  nomap             P1,req0,1=2 > P2
4.10.2/1  invalid  -                 P1,req0,1=2 > P1
4.10.2/2  invalid  nomap             P1,req0,1=2 > P1
4.10.3/1  invalid  {1}               P12,req0,1=3 > P23,2=4 > P4,4=5 > P5
4.10.3/2  valid    {2}               P12,req0,1=3 > P23,2=4 > P4,4=5 > P5
4.10.4    invalid  -                 P12,req0,1=3 > P23,2=4 > P4,4=5 > P4
4.10.5/1  valid    {1}               P1,req0,1=2,1=3,1=4 > P25,2=7,5=6 > P7
4.10.5/2  invalid  {6}               P1,req0,1=2,1=3,1=4 > P25,2=7,5=6 > P7
4.10.6/1  valid    {1}               P1,req0,1=2,1=3,1=4 > P3 > P3
4.10.6/2  invalid  {6}               P1,req0,1=2,1=3,1=4 > P3 > P3
4.10.7    invalid  -                 P1,any,req0,any=1 > P1
4.10.8    invalid  -                 P1,req0,1=any > P2
4.10.9    valid    -                 any,req0,1=2 > P1
4.10.10   invalid  -                 P1,req0 > any,1=2 > P1
4.10.11   valid    -                 P1,req0 > any,1=2 > P2
4.10.12/1 valid    {1}               P12,req0,1=3 > P3,any,notice
4.10.12/2 valid    {2}               P12,req0,1=3 > P3,any,notice
4.10.13   valid    -                 P1,any,req0,1=2 > P2
4.10.14   valid    -                 P1,any,req0,1=2 > P1
4.11.1    invalid  -                 P1,req0,nomap0 > P1,1=2 > P2
4.11.2    valid    -                 P12,req0,nomap1 > P12,1=3,2=4 > P3
4.11.3    invalid  -                 P12,req0,nomap1 > P12,1=3,2=4 > P34,3=5 > P5
4.11.4    valid    -                 P12,req0,nomap1 > P12,1=3,2=4 > P34,3=5 > P4
4.11.5    invalid  -                 P1,req0,nomap5 > P1,nomap1 > P1 > P1,1=2 > P2
4.11.6    invalid  -                 P12,req0,nomap1 > P12,nomap5 > P12,1=3 > P3
4.11.7    valid    -                 P1,req0,nomap1 > P1,self > P1,1=2 > P2
4.11.8    invalid  -                 P1,req0,nomap1 > P1,self > P1,1=2 > P2,2=3 > P3
4.11.9    invalid  -                 P1,req0,nomap1 > P1,self > P1,1=2 > P2,2=3 > P2
4.11.10   invalid  -                 P1,req0,nomap1 > P1,self > P1,1=2 > P2,2=3,self > P3
4.11.11   invalid  -                 P1,req0,nomap1 > P1,self > P1,1=2 > P2,2=3,self > P2
4.12.1    invalid  -                 P1,req0,noany0 > any
4.12.2    valid    -                 P1,req0,noany0 > P1,any
4.12.3/1  valid    -                 P1,req0,noany1 > any > P1
4.12.3/2  invalid  noany             P1,req0,noany1 > any > P1
4.12.4    invalid  -                 P1,req0,noany1 > any > any
4.12.5    invalid  -                 P1,req0,noany5 > P1,noany1 > P1 > any
4.12.6    invalid  -                 P1,req0,noany1 > P1,noany5 > any
4.12.7    valid    -                 P1,req0,noany1 > P1,self > any > P1
4.12.8    invalid  -                 P1,req0,noany1 > P1,self > any > any > P1
4.12.9    valid    -                 P1,req0,noany1 > any,self > any > any,self > P1
4.12.10   invalid  -                 P1,req0,noany1 > any,self > any > any`;

interface Case {
  readonly number: string;
  readonly outcome: string;
  readonly asked: string;
  readonly path: readonly string[];
}

const cases: readonly Case[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [, number = '', outcome = '', asked = '', path = ''] = /^(\S+)\s+(\S+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return { number, outcome, asked, path: path.split(' > ') };
  });

/** NIST-test-policy-1 and so on: the arc is NIST's for these tests. */
const policy = (which: string): string => (which === 'any' ? anyPolicy : `2.16.840.1.101.3.2.1.48.${which}`);

function inputs(asked: string): PolicyInputs {
  const set = /\{(\d+)\}/.exec(asked)?.[1] ?? '';
  return {
    initialPolicySet: [...set].map(policy),
    requireExplicitPolicy: asked.startsWith('explicit'),
    inhibitPolicyMapping: asked.startsWith('nomap'),
    inhibitAnyPolicy: asked.startsWith('noany'),
  };
}

function extensions(text: string): Uint8Array[] {
  const tokens = text.split(',');
  const number = (token: string): number | undefined => {
    const found = tokens.find((one) => one.startsWith(token));
    return found === undefined ? undefined : Number(found.slice(token.length));
  };
  const policies = tokens.flatMap((token) =>
    token === 'any' ? [anyPolicy] : token.startsWith('P') ? [...token.slice(1)].map(policy) : [],
  );
  const qualifiers = tokens.flatMap((token) => qualifier[token] ?? []);
  const mappings = tokens.flatMap((token) => {
    const [from, to] = token.split('=');
    return from !== undefined && to !== undefined ? [[policy(from), policy(to)] as const] : [];
  });
  const [require, inhibit, any] = [number('req'), number('nomap'), number('noany')];
  return [
    ...(policies.length > 0
      ? [
          extension(
            '2.5.29.32',
            seq(...policies.map((one) => seq(oid(one), ...(qualifiers.length > 0 ? [seq(...qualifiers)] : [])))),
          ),
        ]
      : []),
    ...(mappings.length > 0 ? [policyMappings(...mappings)] : []),
    ...(require !== undefined || inhibit !== undefined ? [policyConstraints(require, inhibit)] : []),
    ...(any === undefined ? [] : [inhibitAnyPolicy(any)]),
  ];
}

const notice = (text: string): Uint8Array => seq(oid('1.3.6.1.5.5.7.2.2'), seq(visibleString(text)));
const qualifier: Readonly<Record<string, Uint8Array>> = {
  notice: notice('q1: This is the user notice from qualifier 1.'),
  // Longer than the 200 characters of RFC 5280, 4.2.1.4: users should be ready for it.
  longnotice: notice(`q7: ${'This is a user notice that is longer than it may be. '.repeat(5)}`),
  cps: seq(oid('1.3.6.1.5.5.7.2.1'), visibleString('http://csrc.nist.gov/test', 0x16)),
};

let root: Issued;
beforeAll(async () => {
  root = await ca('Trust Anchor', undefined);
});

async function build(path: readonly string[]): Promise<Issued[]> {
  const made: Issued[] = [];
  let issuer = root;
  for (const [i, text] of path.slice(0, -1).entries()) {
    const isSelfIssued = text.split(',').includes('self');
    const wanted = { extensions: extensions(text), ...(isSelfIssued ? { subject: issuer.name } : {}) };
    issuer = await ca(`CA ${i}`, issuer, wanted);
    made.unshift(issuer);
  }
  return [await leaf(issuer, { extensions: extensions(path.at(-1) ?? '') }), ...made];
}

/** What makes each of the invalid ones so, as PKITS says it: policies, or a mapping that must not be. */
const expectedCode = ({ number }: Case): RegExp =>
  /^4\.10\.[78]$/.test(number) ? /policy-mapping-any/ : /^policy-required@\d( policy-required@\d)*$/;

test.each(cases)('$number is $outcome: $path for $asked', async (one) => {
  const path = await build(one.path);
  const told = answer(await judge(path, [root], { policies: inputs(one.asked) }));
  if (one.outcome === 'valid') expect(told).toBe('trusted');
  else expect(told).toMatch(expectedCode(one));
});

test('openssl verify says the same of all of them', { timeout: 60_000 }, async () => {
  const differing: string[] = [];
  for (const { number, outcome, asked, path } of cases) {
    const {
      initialPolicySet = [],
      requireExplicitPolicy,
      inhibitPolicyMapping,
      inhibitAnyPolicy: noAny,
    } = inputs(asked);
    const options = [
      '-policy_check',
      ...(initialPolicySet.length > 0 ? initialPolicySet : [anyPolicy]).flatMap((one) => ['-policy', one]),
      ...(requireExplicitPolicy ? ['-explicit_policy'] : []),
      ...(inhibitPolicyMapping ? ['-inhibit_map'] : []),
      ...(noAny ? ['-inhibit_any'] : []),
    ];
    const accepts = opensslAccepts(await build(path), [root], [], options);
    if (accepts !== (outcome === 'valid')) differing.push(number);
  }
  expect(differing).toEqual([]);
});
