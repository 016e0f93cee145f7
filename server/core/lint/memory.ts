import type { Span } from '../base/span.ts';
import type { Changed } from '../config/followed.ts';
import type { NginxConfiguration } from '../config/nginx/configuration.ts';
import type { TlsContext } from '../tls/context.ts';
import type { LintFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { AnyRule, Report } from './rule.ts';

/** What a rule about a whole configuration found, and by which names it had asked for settings; by all where undefined. */
interface Answer {
  readonly findings: readonly Finding[];
  readonly asked: ReadonlySet<string> | undefined;
}

/** Findings: thousands of servers may each have a thousand, of a setting that they inherit. */
const mostKept = 20_000;

/**
 * What was found in the versions of one document, one after the other: as long as nothing changes but its text, rules are
 * asked again only about what is different. Findings move along with the text.
 */
export class LintMemory {
  readonly #byContext = new WeakMap<TlsContext, readonly Finding[]>();
  /** The same, in the order in which contexts were asked about: most stay where they are. */
  #inOrder: { readonly context: TlsContext; readonly findings: readonly Finding[] }[] = [];
  /** Of all contexts of one version, where nearly all have none. */
  #ofContexts: { readonly contexts: readonly TlsContext[]; readonly findings: readonly Finding[] } | undefined;
  readonly #byRule = new Map<AnyRule, Answer>();
  readonly #reports = new Map<AnyRule, ReportsByPlace>();
  #count = 0;
  #facts: LintFacts | undefined;
  #configuration: NginxConfiguration | undefined;

  /** The version that was looked at last. */
  get facts(): LintFacts | undefined {
    return this.#facts;
  }

  get configuration(): NginxConfiguration | undefined {
    return this.#configuration;
  }

  /** From now on, another version is looked at. */
  begin(facts: LintFacts, configuration: NginxConfiguration | undefined): void {
    this.#facts = facts;
    this.#configuration = configuration;
    this.#reports.clear();
  }

  /** Whether no more is kept. For the next version all is worked out anew then. */
  get isFull(): boolean {
    return this.#count > mostKept;
  }

  /** Those of all of them, where they are the ones that were asked about last. */
  ofContexts(contexts: readonly TlsContext[]): readonly Finding[] | undefined {
    return this.#ofContexts?.contexts === contexts ? this.#ofContexts.findings : undefined;
  }

  setOfContexts(contexts: readonly TlsContext[], findings: readonly Finding[]): void {
    this.#ofContexts = this.isFull ? undefined : { contexts, findings };
  }

  ofContext(context: TlsContext, place: number): readonly Finding[] | undefined {
    const here = this.#inOrder[place];
    if (here?.context === context) return here.findings;
    const findings = this.#byContext.get(context);
    if (findings) this.#inOrder[place] = { context, findings };
    return findings;
  }

  setOfContext(context: TlsContext, place: number, findings: readonly Finding[]): void {
    if (this.isFull) return;
    this.#count += findings.length;
    this.#byContext.set(context, findings);
    this.#inOrder[place] = { context, findings };
  }

  /** What a rule said before, where it still holds after `changed`. */
  answerOf(rule: AnyRule, changed: Changed | undefined): Answer | undefined {
    const answer = this.#byRule.get(rule);
    if (!answer || !changed) return undefined;
    if (!changed.isAny) return answer;
    // One that looks at blocks is asked about each that changed.
    return isUntouched(answer, changed.names) ? answer : undefined;
  }

  /** What a rule that looks at one block at a time said of all blocks that have not changed. */
  elsewhere(rule: AnyRule, { around, blocks, isGone }: Changed): Answer | undefined {
    const answer = this.#byRule.get(rule);
    if (!answer || rule.reach !== 'block') return undefined;
    if (around?.size !== 0 && !isUntouched(answer, around)) return undefined;
    const isIn = ({ span: { start, end } }: Finding): boolean =>
      blocks.some(({ span }) => start >= span.start && end <= span.end);
    return { ...answer, findings: answer.findings.filter((finding) => !isGone(finding.span) && !isIn(finding)) };
  }

  set(rule: AnyRule, answer: Answer): void {
    if (this.isFull) return;
    this.#count += answer.findings.length - (this.#byRule.get(rule)?.findings.length ?? 0);
    this.#byRule.set(rule, answer);
  }

  /** What a rule says of the configuration now. */
  reportsOf(rule: AnyRule, now: () => Iterable<Report | undefined>): ReportsByPlace {
    const all = this.#reports.get(rule) ?? new ReportsByPlace(now());
    this.#reports.set(rule, all);
    return all;
  }
}

/** The first report of each place. */
export class ReportsByPlace {
  readonly #byPlace = new Map<string, Report>();

  constructor(reports: Iterable<Report | undefined>) {
    for (const report of reports) {
      if (!report) continue;
      const key = keyOf(report.span, report.message);
      if (!this.#byPlace.has(key)) this.#byPlace.set(key, report);
    }
  }

  get(span: Span, message: string): Report | undefined {
    return this.#byPlace.get(keyOf(span, message));
  }
}

function keyOf({ start, end }: Span, message: string): string {
  return `${start} ${end} ${message}`;
}

/** Whether it asked for none of `names`. */
function isUntouched({ asked }: Answer, names: ReadonlySet<string> | undefined): boolean {
  return asked !== undefined && names !== undefined && ![...names].some((name) => asked.has(name));
}
