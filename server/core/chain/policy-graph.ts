import type { PolicyInformation } from '../x509/extensions/certificate-policies.ts';
import type { PolicyMapping } from '../x509/extensions/policy-mappings.ts';
import type { Spending } from './budget.ts';

export const anyPolicy = '2.5.29.32.0';

/** A policy that is valid down to some certificate, in the words of RFC 5280, 6.1.2 (a). */
interface PolicyNode {
  readonly validPolicy: string;
  expectedPolicySet: readonly string[];
  readonly parents: readonly PolicyNode[];
}

type Level = Map<string, PolicyNode>;

/**
 * The valid policies of a path as RFC 9618 keeps them: a directed graph with one node for each policy and certificate,
 * where RFC 5280's tree has one for each way to it, which grows without bound. The result is the same.
 */
export class PolicyGraph {
  readonly #spending: Spending;
  /** The nodes of the last certificate; undefined for the NULL graph. */
  #level: Level | undefined = new Map([
    [anyPolicy, { validPolicy: anyPolicy, expectedPolicySet: [anyPolicy], parents: [] }],
  ]);

  constructor(spending: Spending) {
    this.#spending = spending;
  }

  get isNull(): boolean {
    return this.#level === undefined;
  }

  /**
   * RFC 5280, 6.1.3 (d) and (e), as in RFC 9618, 5.3. `anyPolicyCounts`: inhibit_anyPolicy is not yet 0, or the
   * certificate is self-issued and not the last.
   */
  process(policies: readonly PolicyInformation[] | undefined, anyPolicyCounts: boolean): void {
    const above = this.#level;
    if (!above || !policies) {
      this.#level = undefined;
      return;
    }
    const expecting = this.#expecting(above);
    const level: Level = new Map();
    const add = (validPolicy: string, parents: readonly PolicyNode[]): void => {
      if (!this.#spending.take('policies', 1 + parents.length)) return;
      level.set(validPolicy, { validPolicy, expectedPolicySet: [validPolicy], parents });
    };
    const any = above.get(anyPolicy);
    for (const { policyIdentifier } of policies) {
      if (policyIdentifier === anyPolicy) continue;
      const parents = expecting.get(policyIdentifier) ?? (any ? [any] : []);
      if (parents.length > 0) add(policyIdentifier, parents);
    }
    if (anyPolicyCounts && policies.some(({ policyIdentifier }) => policyIdentifier === anyPolicy)) {
      for (const [policy, parents] of expecting) if (!level.has(policy)) add(policy, parents);
    }
    this.#level = level.size > 0 ? level : undefined;
  }

  /** RFC 5280, 6.1.4 (b), as in RFC 9618, 5.4. `mayMap`: policy_mapping is not yet 0. */
  map(mappings: readonly PolicyMapping[], mayMap: boolean): void {
    const level = this.#level;
    if (!level) return;
    const mapped = new Map<string, Set<string>>();
    for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
      if (!this.#spending.take('policies')) return;
      const subjects = mapped.get(issuerDomainPolicy) ?? new Set();
      mapped.set(issuerDomainPolicy, subjects.add(subjectDomainPolicy));
    }
    for (const [policy, subjects] of mapped) {
      const node = level.get(policy);
      if (!mayMap) {
        level.delete(policy);
        continue;
      }
      const expectedPolicySet = [...subjects];
      const any = level.get(anyPolicy);
      if (node) node.expectedPolicySet = expectedPolicySet;
      else if (any) level.set(policy, { validPolicy: policy, expectedPolicySet, parents: any.parents });
    }
    if (level.size === 0) this.#level = undefined;
  }

  /** RFC 5280, 6.1.5 (g), as in RFC 9618, 5.5: whether a policy that the user accepts is valid for the whole path. */
  allows(initialPolicies: ReadonlySet<string>): boolean {
    if (!this.#level) return false;
    if (initialPolicies.has(anyPolicy) || this.#level.has(anyPolicy)) return true;
    // Up to the nodes whose parent is anyPolicy: their policies are those of the trust anchor's own domain.
    const seen = new Set<PolicyNode>();
    const queue = [...this.#level.values()];
    for (let node = queue.pop(); node; node = queue.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      const isOfAnchor = node.parents.some((parent) => parent.validPolicy === anyPolicy);
      if (isOfAnchor && initialPolicies.has(node.validPolicy)) return true;
      queue.push(...node.parents.filter((parent) => parent.validPolicy !== anyPolicy));
    }
    return false;
  }

  /** The nodes of a level by each policy that they expect next. */
  #expecting(level: Level): Map<string, PolicyNode[]> {
    const expecting = new Map<string, PolicyNode[]>();
    for (const node of level.values()) {
      for (const policy of node.expectedPolicySet) {
        const nodes = expecting.get(policy);
        if (nodes) nodes.push(node);
        else expecting.set(policy, [node]);
      }
    }
    return expecting;
  }
}
