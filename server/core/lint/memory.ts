import type { Changed } from '../config/followed.ts';
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

  /** What a rule said before, where it still holds after `changed`. */
  answerOf(rule: AnyRule, changed: Changed | undefined): Answer | undefined {
    const answer = this.#byRule.get(rule);
    if (!answer || !changed) return undefined;
    if (changed.names.size + changed.blocks.length === 0) return answer;
    // One that looks at blocks is asked about each that changed.
    if (!answer.asked || rule.reach === 'block') return undefined;
    for (const name of changed.names) if (answer.asked.has(name)) return undefined;
    return answer;
  }

  /** What a rule that looks at one block at a time said of all blocks that have not changed. */
  elsewhere(rule: AnyRule, { blocks }: Changed): readonly Finding[] | undefined {
    if (rule.reach !== 'block') return undefined;
    const isIn = ({ span: { start, end } }: Finding): boolean =>
      blocks.some(({ span }) => start >= span.start && end <= span.end);
    return this.#byRule.get(rule)?.findings.filter((finding) => !isIn(finding));
  }

  set(rule: AnyRule, answer: Answer): void {
    this.#byRule.set(rule, answer);
  }
}
