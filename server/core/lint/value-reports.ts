import type { Span } from '../base/span.ts';
import { atOnce, type Steps } from '../base/steps.ts';
import type { PkiValue } from '../x509/types.ts';
import type { LintFacts } from './facts.ts';
import type { AnyRule, Report, SubjectName, Subjects } from './rule.ts';

// Most rules look at a certificate alone: what they say of it is the same wherever it stands, and whatever else changes.
// It is kept with the value, which is the same object for the same text of a block; a key pressed in a bundle of
// thousands asks those rules about one certificate. A rule that looks at anything besides is asked each time.

type SubjectOf = { readonly [S in SubjectName]: { readonly name: S; readonly subject: Subjects[S] } }[SubjectName];

/** A rule with what it said of a value, or that it has to be asked, by the number of the subject. */
interface Answer {
  readonly rule: AnyRule;
  readonly reports: readonly Report[] | undefined;
  readonly subject: number;
}

type Take = (rule: AnyRule, report: Report) => void;

/** Facts that note whether somebody looked at one. */
class WatchedFacts implements LintFacts {
  readonly #facts: LintFacts;
  wasAsked = false;

  constructor(facts: LintFacts) {
    this.#facts = facts;
  }

  get uri() {
    return this.#asked.uri;
  }

  get text() {
    return this.#asked.text;
  }

  get isProgram() {
    return this.#asked.isProgram;
  }

  get isProse() {
    return this.#asked.isProse;
  }

  get now() {
    return this.#asked.now;
  }

  get settings() {
    return this.#asked.settings;
  }

  get workspace() {
    return this.#asked.workspace;
  }

  get ruleIds() {
    return this.#facts.ruleIds;
  }

  get #asked(): LintFacts {
    this.wasAsked = true;
    return this.#facts;
  }
}

/** What the rules of one set say of values. */
export class ValueReports {
  readonly #rules: ReadonlyMap<SubjectName, readonly AnyRule[]>;
  readonly #known = new WeakMap<PkiValue, readonly Answer[]>();
  /** Of the value before, with nothing said in them: for most values they are the same. */
  #usual: readonly Answer[] = [];

  constructor(rules: ReadonlyMap<SubjectName, readonly AnyRule[]>) {
    this.#rules = rules;
  }

  /** Hands every report about `value`, which stands at `span`, to `take`. */
  each(value: PkiValue, span: Span, facts: LintFacts, take: Take): void {
    const known = this.#known.get(value);
    if (known) this.#again(known, value, span, facts, take);
    else this.#known.set(value, atOnce(this.#ask(value, span, facts, take, false)));
  }

  /** The same step by step, for a value that is large. */
  *eachInSteps(value: PkiValue, span: Span, facts: LintFacts, take: Take): Steps<void> {
    const known = this.#known.get(value);
    if (known) this.#again(known, value, span, facts, take);
    else this.#known.set(value, yield* this.#ask(value, span, facts, take, true));
  }

  /** Asks those rules that have to be asked each time. */
  #again(known: readonly Answer[], value: PkiValue, span: Span, facts: LintFacts, take: Take): void {
    let subjects: readonly SubjectOf[] | undefined;
    for (const { rule, reports, subject } of known) {
      if (reports) {
        for (const report of reports) take(rule, { ...report, span });
        continue;
      }
      subjects ??= subjectsOf(value, span);
      const one = subjects[subject];
      if (one) for (const report of check(rule, one, facts) ?? none) take(rule, report);
    }
  }

  /** Hands over what every rule says now; what is to be kept of it. */
  *#ask(value: PkiValue, span: Span, facts: LintFacts, take: Take, isDivided: boolean): Steps<readonly Answer[]> {
    const usual = this.#usual;
    let kept = 0;
    /** Made with the first that is not as in `usual`. */
    let answers: Answer[] | undefined;
    const watched = new WatchedFacts(facts);
    const subjects = subjectsOf(value, span);
    for (let subject = 0; subject < subjects.length; subject++) {
      const one = subjects[subject] as SubjectOf;
      for (const rule of this.#rules.get(one.name) ?? noRules) {
        if (isDivided) yield;
        watched.wasAsked = false;
        const given = check(rule, one, watched);
        // Nearly always: nothing to say, and nothing to say whatever else changes.
        if (given === undefined && !watched.wasAsked) continue;
        const reports = reportsOf(given);
        for (const report of reports) take(rule, report);
        const isFixed = !watched.wasAsked && areMovable(reports, span);
        if (isFixed && reports.length === 0) continue;
        const next = usual[kept];
        if (!answers && !isFixed && next?.rule === rule && next.subject === subject) {
          kept++;
          continue;
        }
        answers ??= usual.slice(0, kept);
        answers.push({ rule, reports: isFixed ? reports : undefined, subject });
      }
    }
    if (!answers && kept === usual.length) return usual;
    const made = answers ?? usual.slice(0, kept);
    if (made.every(({ reports }) => reports === undefined)) this.#usual = made;
    return made;
  }
}

/** Whether they are about the value as a whole and hold no other place. */
function areMovable(reports: readonly Report[], span: Span): boolean {
  for (const report of reports) {
    if (report.span !== span || report.related || report.path || report.proposals) return false;
  }
  return true;
}

/** Nearly always none: nothing is made then. */
function reportsOf(given: Iterable<Report> | undefined): readonly Report[] {
  if (!given) return none;
  let reports: Report[] | undefined;
  for (const report of given) {
    reports ??= [];
    reports.push(report);
  }
  return reports ?? none;
}

const none: readonly Report[] = [];
const noRules: readonly AnyRule[] = [];

type Check = (subject: SubjectOf['subject'], facts: LintFacts) => Iterable<Report> | undefined;

function check(rule: AnyRule, { subject }: SubjectOf, facts: LintFacts): Iterable<Report> | undefined {
  // The rules are kept by the subject that each names.
  return (rule.check as Check).call(rule, subject, facts);
}

function subjectsOf(value: PkiValue, span: Span): readonly SubjectOf[] {
  switch (value.kind) {
    case 'certificate':
      return [{ name: 'certificate', subject: { certificate: value, span } }, ...keySubjects(value, span)];
    case 'certification-request':
      return [{ name: 'certification-request', subject: { request: value, span } }, ...keySubjects(value, span)];
    case 'public-key':
      return keySubjects(value, span);
    case 'certificate-list':
      return [{ name: 'certificate-list', subject: { list: value, span } }];
    case 'parameters':
      return [{ name: 'parameters', subject: { parameters: value, span } }];
    case 'private-key':
      return [
        { name: 'private-key', subject: { key: value, span } },
        ...(value.publicKey
          ? [{ name: 'public-key', subject: { key: value.publicKey, holder: value, span } } as const]
          : []),
        { name: 'key-strength', subject: { key: value, holder: value, span } },
      ];
    default:
      return [];
  }
}

type KeyHolder = Extract<PkiValue, { readonly kind: 'certificate' | 'certification-request' | 'public-key' }>;

function keySubjects(value: KeyHolder, span: Span): SubjectOf[] {
  const subject = { key: value.subjectPublicKeyInfo, holder: value, span };
  return [
    { name: 'public-key', subject },
    { name: 'key-strength', subject },
  ];
}
