import type { NginxConfiguration } from '../config/nginx/configuration.ts';
import type { TlsContext } from '../tls/context.ts';
import type { LintFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { AnyRule } from './rule.ts';

/** What a rule about a whole configuration found, and by which names it had asked for settings; by all where undefined. */
interface Answer {
  readonly findings: readonly Finding[];
  readonly asked: ReadonlySet<string> | undefined;
}

/**
 * What was found in the versions of one document, one after the other: as long as nothing changes but its text, rules are
 * asked again only about what is different. Findings move along with the text.
 */
export class LintMemory {
  readonly byContext = new WeakMap<TlsContext, readonly Finding[]>();
  readonly #byRule = new Map<AnyRule, Answer>();
  /** The version that was looked at last. */
  facts: LintFacts | undefined;
  configuration: NginxConfiguration | undefined;

  /** What a rule said before, where it still holds after the settings with these names have changed. */
  answerOf(rule: AnyRule, changed: ReadonlySet<string> | undefined): Answer | undefined {
    const answer = this.#byRule.get(rule);
    if (!answer?.asked || !changed) return undefined;
    for (const name of changed) if (answer.asked.has(name)) return undefined;
    return answer;
  }

  set(rule: AnyRule, answer: Answer): void {
    this.#byRule.set(rule, answer);
  }
}
