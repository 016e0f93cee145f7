/**
 * Bounds on the work of one validation: hostile certificates can make path building and name constraints explode.
 * Reaching one is said as a failure (`budget-reached`), never silence, and the verdict is then "not decided".
 */
export interface Budget {
  /**
   * Signatures that are verified. A true path needs one a certificate, a bridge of cross-certified CAs some dozens; each
   * costs up to 0.3 ms (RSA-4096, P-521), so that all of them cost less than a tenth of a second. One that WebCrypto does
   * not verify (brainpool, DSA) counts for ten.
   */
  readonly signatures: number;
  /** Certificates that are added to a path while building. Loops and dead ends of a bridge stay in the hundreds. */
  readonly steps: number;
  /** Complete paths that are validated. Each cross-signature of a CA doubles them: this is seven of them. */
  readonly paths: number;
  /** Certificates of one path, the anchor counted: the web has five, PKITS seven, bridges up to ten. */
  readonly depth: number;
  /**
   * Names compared with constraints, over all paths. A CA limited to 500 domains and a certificate with 500 names need
   * 250,000, at some 100 ns each.
   */
  readonly comparisons: number;
  /** Nodes and edges of policy graphs; a certificate has a dozen policies where it has many. */
  readonly policies: number;
}

export const defaultBudget: Budget = {
  signatures: 200,
  steps: 2_000,
  paths: 128,
  depth: 24,
  comparisons: 250_000,
  policies: 20_000,
};

/** What is left of a budget. */
export class Spending {
  readonly budget: Budget;
  readonly #spent = new Map<keyof Budget, number>();
  #exhausted: keyof Budget | undefined;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** The limit that was reached first. */
  get exhausted(): keyof Budget | undefined {
    return this.#exhausted;
  }

  /** What was done besides verifying signatures, in signatures: as much as takes the same time. */
  get effort(): number {
    const spent = (what: keyof Budget): number => this.#spent.get(what) ?? 0;
    return spent('paths') + spent('steps') / 10 + spent('comparisons') / 500 + spent('policies') / 50;
  }

  /** Takes `amount`; false where it is not there, and then nothing may be done. */
  take(what: keyof Budget, amount = 1): boolean {
    const spent = (this.#spent.get(what) ?? 0) + amount;
    if (spent > this.budget[what]) {
      this.#exhausted ??= what;
      return false;
    }
    this.#spent.set(what, spent);
    return true;
  }
}
