/** RFC 5280, 6.1.3 (d) to (f), 6.1.4 (a), (b), (i), (j) and 6.1.5 (g), with the graph of RFC 9618. */
import { beforeAll, expect, test } from 'vitest';
import { defaultBudget, Spending } from '../../../server/core/chain/budget.ts';
import { PolicyGraph } from '../../../server/core/chain/policy-graph.ts';
import {
  certificatePolicies,
  type Issued,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
} from '../../support/chain-maker.ts';
import { answer, ca, judge, leaf } from './chains.ts';

const any = '2.5.29.32.0';
const gold = '1.3.6.1.4.1.55555.1';
const silver = '1.3.6.1.4.1.55555.2';
const bronze = '1.3.6.1.4.1.55555.3';

let root: Issued;
beforeAll(async () => {
  root = await ca('Root', undefined);
});

interface Given {
  /** Extensions of the CAs from the root down, then of the leaf. */
  readonly path: readonly (readonly Uint8Array[])[];
  readonly accept?: readonly string[];
  readonly explicit?: boolean;
  readonly noMapping?: boolean;
  readonly noAny?: boolean;
  /** Places of the path, from the root down, whose certificate carries its issuer's name. */
  readonly selfIssued?: readonly number[];
}

async function verdict({ path, accept, explicit, noMapping, noAny, selfIssued = [] }: Given): Promise<string> {
  let issuer = root;
  const made: Issued[] = [];
  for (const [i, extensions] of path.slice(0, -1).entries()) {
    const wanted = selfIssued.includes(i) ? { extensions, subject: issuer.name } : { extensions };
    issuer = await ca(`CA ${i}`, issuer, wanted);
    made.unshift(issuer);
  }
  const target = await leaf(issuer, { extensions: path.at(-1) ?? [] });
  const report = await judge([target, ...made], [root], {
    policies: {
      ...(accept ? { initialPolicySet: accept } : {}),
      requireExplicitPolicy: explicit ?? false,
      inhibitPolicyMapping: noMapping ?? false,
      inhibitAnyPolicy: noAny ?? false,
    },
  });
  return answer(report);
}

const policies = certificatePolicies;
const required = 'policy-required@0';

test.each<[string, string, Given]>([
  ['no policies, none required', 'trusted', { path: [[], []] }],
  ['no policies, one required', 'policy-required@0 policy-required@1', { path: [[], []], explicit: true }],
  ['the same policy all the way', 'trusted', { path: [[policies(gold)], [policies(gold)]], explicit: true }],
  ['another at the end', required, { path: [[policies(gold)], [policies(silver)]], explicit: true }],
  ['another at the end, none required', 'trusted', { path: [[policies(gold)], [policies(silver)]] }],
  [
    'what the user accepts',
    'trusted',
    { path: [[policies(gold, silver)], [policies(gold)]], explicit: true, accept: [gold] },
  ],
  [
    'what the user does not accept',
    required,
    { path: [[policies(gold, silver)], [policies(gold)]], explicit: true, accept: [silver] },
  ],
  [
    'what the user does not accept, not required',
    'trusted',
    { path: [[policies(gold)], [policies(gold)]], accept: [silver] },
  ],
  ['anyPolicy above', 'trusted', { path: [[policies(any)], [policies(gold)]], explicit: true, accept: [gold] }],
  ['anyPolicy below', 'trusted', { path: [[policies(gold)], [policies(any)]], explicit: true, accept: [gold] }],
  [
    'anyPolicy below, another accepted',
    required,
    { path: [[policies(gold)], [policies(any)]], explicit: true, accept: [silver] },
  ],
  ['anyPolicy everywhere', 'trusted', { path: [[policies(any)], [policies(any)]], explicit: true, accept: [silver] }],
  [
    'anyPolicy inhibited from the start',
    'policy-required@0 policy-required@1',
    { path: [[policies(any)], [policies(gold)]], explicit: true, noAny: true },
  ],
  [
    'anyPolicy inhibited by a CA',
    required,
    { path: [[policies(gold), inhibitAnyPolicy(0)], [policies(any)]], explicit: true },
  ],
  [
    'anyPolicy inhibited one later',
    'trusted',
    { path: [[policies(gold), inhibitAnyPolicy(1)], [policies(any)], [policies(gold)]], explicit: true },
  ],
  [
    'anyPolicy still counts in a self-issued CA',
    'trusted',
    {
      path: [[policies(gold), inhibitAnyPolicy(0)], [policies(any)], [policies(gold)]],
      selfIssued: [1],
      explicit: true,
    },
  ],
  [
    'a CA that requires a policy at once',
    required,
    { path: [[policies(gold), policyConstraints(0)], [policies(silver)]] },
  ],
  [
    'a CA that requires a policy later than the path is long',
    'trusted',
    { path: [[policies(gold), policyConstraints(4)], [policies(silver)]] },
  ],
  [
    'a mapped policy',
    'trusted',
    { path: [[policies(gold), policyMappings([gold, silver])], [policies(silver)]], explicit: true, accept: [gold] },
  ],
  [
    'a mapped policy is no longer itself',
    required,
    { path: [[policies(gold), policyMappings([gold, silver])], [policies(gold)]], explicit: true },
  ],
  [
    'a mapped policy, accepted by its new name only',
    required,
    { path: [[policies(gold), policyMappings([gold, silver])], [policies(silver)]], explicit: true, accept: [silver] },
  ],
  [
    'a mapping that is inhibited from the start',
    required,
    { path: [[policies(gold), policyMappings([gold, silver])], [policies(silver)]], explicit: true, noMapping: true },
  ],
  [
    'a mapping that a CA inhibits',
    required,
    {
      path: [
        [policies(gold), policyConstraints(undefined, 0)],
        [policies(gold), policyMappings([gold, silver])],
        [policies(silver)],
      ],
      explicit: true,
    },
  ],
  [
    'a mapping of what anyPolicy stands for',
    'trusted',
    { path: [[policies(any), policyMappings([gold, silver])], [policies(silver)]], explicit: true, accept: [gold] },
  ],
  [
    'one policy mapped to two',
    'trusted',
    {
      path: [[policies(gold), policyMappings([gold, silver], [gold, bronze])], [policies(bronze)]],
      explicit: true,
      accept: [gold],
    },
  ],
  [
    'two policies mapped to one',
    'trusted',
    {
      path: [[policies(gold, silver), policyMappings([gold, bronze], [silver, bronze])], [policies(bronze)]],
      explicit: true,
      accept: [silver],
    },
  ],
  [
    'mapped twice',
    'trusted',
    {
      path: [
        [policies(gold), policyMappings([gold, silver])],
        [policies(silver), policyMappings([silver, bronze])],
        [policies(bronze)],
      ],
      explicit: true,
      accept: [gold],
    },
  ],
])('%s', async (_, expected, given) => {
  expect(await verdict(given)).toBe(expected);
});

test('what grows exponentially as a tree is linear as a graph', () => {
  const spending = new Spending(defaultBudget);
  const graph = new PolicyGraph(spending);
  const names = Array.from({ length: 20 }, (_, i) => `1.2.3.${i}`);
  const information = names.map((policyIdentifier) => ({ policyIdentifier, cps: [], userNotices: [], qualifiers: [] }));
  const all = names.flatMap((issuerDomainPolicy) =>
    names.map((subjectDomainPolicy) => ({ issuerDomainPolicy, subjectDomainPolicy })),
  );
  for (let depth = 0; depth < 12; depth++) {
    graph.process(information, true);
    graph.map(all, true);
  }
  expect(graph.isNull).toBe(false);
  expect(graph.allows(new Set(['1.2.3.7']))).toBe(true);
  expect(graph.allows(new Set(['1.2.4']))).toBe(false);
  expect(spending.exhausted).toBeUndefined();
});
