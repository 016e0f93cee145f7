import type { Span } from '../base/span.ts';
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

  constructor(rules: ReadonlyMap<SubjectName, readonly AnyRule[]>) {
    this.#rules = rules;
  }

  /** Hands every report about `value`, which stands at `span`, to `take`. */
  each(value: PkiValue, span: Span, facts: LintFacts, take: (rule: AnyRule, report: Report) => void): void {
    const known = this.#known.get(value) ?? this.#ask(value, span, facts);
    let subjects: readonly SubjectOf[] | undefined;
    for (const { rule, reports, subject } of known) {
      if (reports) {
        for (const report of reports) take(rule, { ...report, span });
        continue;
      }
      subjects ??= subjectsOf(value, span);
      const one = subjects[subject];
      if (one) for (const report of check(rule, one, facts)) take(rule, report);
    }
  }

  #ask(value: PkiValue, span: Span, facts: LintFacts): readonly Answer[] {
    const answers: Answer[] = [];
    const watched = new WatchedFacts(facts);
    for (const [subject, one] of subjectsOf(value, span).entries()) {
      for (const rule of this.#rules.get(one.name) ?? []) {
        watched.wasAsked = false;
        const reports = reportsOf(check(rule, one, watched));
        const isFixed = !watched.wasAsked && reports.every((report) => isMovable(report, span));
        if (!isFixed) answers.push({ rule, reports: undefined, subject });
        else if (reports.length > 0) answers.push({ rule, reports, subject });
      }
    }
    this.#known.set(value, answers);
    return answers;
  }
}

/** Whether a report is about the value as a whole and holds no other place. */
function isMovable(report: Report, span: Span): boolean {
  return report.span === span && !report.related && !report.path && !report.proposals;
}

/** Nearly always none: nothing is made then. */
function reportsOf(given: Iterable<Report>): readonly Report[] {
  let reports: Report[] | undefined;
  for (const report of given) {
    reports ??= [];
    reports.push(report);
  }
  return reports ?? none;
}

const none: readonly Report[] = [];

type Check = (subject: SubjectOf['subject'], facts: LintFacts) => Iterable<Report>;

function check(rule: AnyRule, { subject }: SubjectOf, facts: LintFacts): Iterable<Report> {
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
  const key = value.subjectPublicKeyInfo;
  return [
    { name: 'public-key', subject: { key, holder: value, span } },
    { name: 'key-strength', subject: { key, holder: value, span } },
  ];
}
