import type { TextEdit } from '../base/edit.ts';
import { limits } from '../base/limits.ts';
import { type Message, message } from '../base/message.ts';
import { encloses, type Span } from '../base/span.ts';
import { atOnce, type Steps } from '../base/steps.ts';
import type { Changed, FollowedReading, FollowedText } from '../config/followed.ts';
import type { ConfigDocument, ConfigReader } from '../config/language.ts';
import type { NginxConfiguration } from '../config/nginx/configuration.ts';
import { fileReferences, type TlsContext } from '../tls/context.ts';
import type { Observation } from '../tls/observation.ts';
import type { PkiReading } from '../x509/types.ts';
import type { LintFacts } from './facts.ts';
import type { Finding, Fix, Severity } from './finding.ts';
import { type LintMemory, ReportsByPlace } from './memory.ts';
import type { AnyRule, Proposal, Report, Rule, SubjectName, Subjects } from './rule.ts';
import type { Settings } from './settings.ts';
import { type SuppressedFinding, type Suppression, suppress } from './suppression.ts';
import { ValueReports } from './value-reports.ts';

/** What the rules look at: one document, read. */
export interface LintInput {
  readonly pki: PkiReading;
  readonly contexts: readonly TlsContext[];
  readonly observations?: readonly Observation[] | undefined;
  readonly configuration?: ConfigDocument | undefined;
  readonly suppressions?: readonly Suppression[] | undefined;
  readonly followed?: FollowedReading | undefined;
  /** What read `contexts`, which writes their fixes. */
  readonly reader: ConfigReader | undefined;
}

export interface LintResult {
  /** In document order, each place once per rule. */
  readonly findings: readonly Finding[];
  /** Those that a comment of the document takes away. */
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Runs every rule over every subject of one document. `memory` is of its earlier versions, where all else is as it was:
 * text, and what the findings depend on besides it.
 */
export function run(...given: Parameters<typeof runInSteps>): LintResult {
  return atOnce(runInSteps(...given));
}

/** Subjects of which most texts have thousands or none: so many are looked at in one step. */
const subjectsOfStep = 16;
/** Of which each is handed to more rules, with all its files. */
const contextsOfStep = 4;
/** Rules cut a configuration into small pieces. */
const piecesOfStep = 64;
/** An object with more, as a certificate with thousands of names, takes many steps. */
const charactersOfStep = 50_000;

/** The same step by step. A run that is not brought to its end leaves `given` half of one version and half of another. */
export function* runInSteps(
  rules: readonly AnyRule[],
  input: LintInput,
  surroundings: Omit<LintFacts, 'ruleIds'>,
  given?: LintMemory,
): Steps<LintResult> {
  const facts: LintFacts = { ...surroundings, ruleIds: ruleIdsOf(rules) };
  const findings: Finding[] = [];
  /** Ends by where findings start, of each rule and part. */
  const seen = new Map<string, Map<number, number[]>>();
  const counts = new Map<string, number>();
  // Of a version that is not the last, nothing stands where it says.
  const { followed, configuration } = input;
  const memory = followed?.by.version === followed?.version ? given : undefined;
  const following = memory && followed && { by: followed.by, memory };
  memory?.begin(facts, configuration);
  const { bySubject, valueReports } = enabledRules(rules, facts.settings);
  /** Objects in one that holds them all have its place, and each its own findings. */
  let part = '';
  let parts = 0;
  let last: Span | undefined;

  function put(finding: Finding): void {
    const { rule, span } = finding;
    const name = part === '' ? rule : `${rule} ${part}`;
    const places = seen.get(name) ?? new Map<number, number[]>();
    seen.set(name, places);
    const ends = places.get(span.start);
    // An inherited setting is seen by every context below it.
    if (ends?.includes(span.end)) return;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > limits.findingsOfRule + 1) return;
    if (ends) ends.push(span.end);
    else places.set(span.start, [span.end]);
    findings.push(count > limits.findingsOfRule ? moreFrom(finding) : finding);
  }

  /** Whether all is told of a rule that may be. What is remembered is for a version too in which there is less. */
  function isTold(rule: AnyRule): boolean {
    return (!memory || memory.isFull) && (counts.get(rule.id) ?? 0) > limits.findingsOfRule;
  }

  /** Adds what a report says, and returns whether there may be more. */
  function add(report: Report, rule: AnyRule, subject: Subjects[SubjectName], found: Finding[], context?: TlsContext) {
    // Behind the text lie other files of the configuration, which are looked at themselves.
    if (report.span.end > facts.text.length && configuration) return true;
    const finding = makeFinding(rule, report, input.reader, context, facts);
    found.push(following ? moving(finding, report, rule, subject, input.reader, following) : finding);
    return found.length <= limits.findingsOfRule;
  }

  function ask<S extends SubjectName>(rule: AnyRule, subject: Subjects[S], context?: TlsContext): Finding[] {
    const found: Finding[] = [];
    if (isTold(rule)) return found;
    // Whoever asks pairs each rule with the subject it named.
    const check = rule.check as (subject: Subjects[S], facts: LintFacts) => Iterable<Report> | undefined;
    for (const report of check.call(rule, subject, facts) ?? []) if (!add(report, rule, subject, found, context)) break;
    return found;
  }

  function hand<S extends SubjectName>(name: S, subject: Subjects[S], context?: TlsContext): void {
    for (const rule of bySubject.get(name) ?? []) for (const finding of ask(rule, subject, context)) put(finding);
  }

  function* handConfiguration(whole: NginxConfiguration): Steps<void> {
    const changed = following?.by.takeChanged();
    if (!changed && facts.text.length >= limits.judgedInTurns) yield* whole.workOutFacts();
    for (const rule of bySubject.get('nginx-configuration') ?? []) {
      let answer = memory?.answerOf(rule, changed);
      if (!answer) {
        const elsewhere = changed && memory?.elsewhere(rule, changed);
        const steps = elsewhere ? askAboutBlocks(rule, changed.blocks) : askAbout(rule, whole);
        const { value, asked } = following
          ? yield* following.by.withAsked(steps)
          : { value: yield* steps, asked: undefined };
        answer = elsewhere
          ? {
              findings: [...elsewhere.findings, ...value],
              asked: asked && elsewhere.asked && union(elsewhere.asked, asked),
            }
          : { findings: value, asked };
        memory?.set(rule, answer);
      }
      for (const finding of answer.findings) put(finding);
      yield;
    }
  }

  function* askAbout(rule: AnyRule, whole: NginxConfiguration): Steps<Finding[]> {
    const found: Finding[] = [];
    if (isTold(rule)) return found;
    const check = rule.check as Rule<'nginx-configuration'>['check'];
    const subject = { configuration: whole };
    let pieces = 0;
    for (const report of check.call(rule, subject, facts) ?? []) {
      if (!report) {
        if (++pieces % piecesOfStep === 0) yield;
      } else if (!add(report, rule, subject, found)) break;
    }
    return found;
  }

  function* askAboutBlocks(rule: AnyRule, blocks: Changed['blocks']): Steps<Finding[]> {
    const found: Finding[] = [];
    for (const { span, configuration: block } of blocks) {
      for (const finding of yield* askAbout(rule, block)) if (encloses(span, finding.span)) found.push(finding);
    }
    return found;
  }

  function findingsOf(context: TlsContext, place: number): readonly Finding[] {
    const known = memory?.ofContext(context, place);
    if (known) return known;
    const found = (bySubject.get('tls-context') ?? []).flatMap((rule) => ask(rule, { context }, context));
    const rulesOfReferences = bySubject.get('reference') ?? [];
    for (const reference of rulesOfReferences.length > 0 ? fileReferences(context) : []) {
      const target = facts.workspace.resolve(reference, facts.uri);
      for (const rule of rulesOfReferences) found.push(...ask(rule, { reference, context, target }, context));
    }
    memory?.setOfContext(context, place, found);
    return found;
  }

  function* handContexts(contexts: readonly TlsContext[]): Steps<void> {
    const known = memory?.ofContexts(contexts);
    if (known) return known.forEach(put);
    const all: Finding[] | undefined = memory && [];
    for (let place = 0; place < contexts.length; place++) {
      if (place > 0 && place % contextsOfStep === 0) yield;
      // Most have none, and are those that they were.
      const found = findingsOf(contexts[place] as TlsContext, place);
      for (let i = 0; i < found.length; i++) {
        put(found[i] as Finding);
        if (!memory?.isFull) all?.push(found[i] as Finding);
      }
    }
    if (all) memory?.setOfContexts(contexts, all);
  }

  function take(rule: AnyRule, report: Report): void {
    // Behind the text lie other files of the configuration, which are looked at themselves.
    if (report.span.end > facts.text.length && configuration) return;
    put(makeFinding(rule, report, input.reader, undefined, facts));
  }

  let count = 0;
  for (const problem of input.pki.problems) {
    if (++count % subjectsOfStep === 0) yield;
    hand('pem-problem', { problem });
  }
  for (const object of input.pki.objects) {
    if (++count % subjectsOfStep === 0) yield;
    const { start, end } = object.span;
    parts = start === last?.start && end === last.end ? parts + 1 : 0;
    part = parts > 0 ? `part ${parts}` : '';
    last = object.span;
    for (const problem of object.problems) {
      if (++count % subjectsOfStep === 0) yield;
      if (problem.code.startsWith('pem-')) hand('pem-problem', { problem });
      else hand('object-problem', { problem, object });
    }
    if (!object.value) continue;
    if (end - start > charactersOfStep) yield* valueReports.eachInSteps(object.value, object.span, facts, take);
    else valueReports.each(object.value, object.span, facts, take);
  }
  part = '';
  for (const observation of input.observations ?? []) {
    if (++count % subjectsOfStep === 0) yield;
    hand('observation', { observation });
  }
  if (configuration?.kind === 'nginx') yield* handConfiguration(configuration);
  yield* handContexts(input.contexts);
  const inOrder = (a: Finding, b: Finding): number => a.span.start - b.span.start || a.span.end - b.span.end;
  const all = findings.sort(inOrder);
  const { suppressions = [] } = input;
  if (suppressions.length === 0) return { findings: all, suppressed: [] };
  const { kept, suppressed, unused } = suppress(all, suppressions);
  const { length } = findings;
  for (const suppression of suppressions) {
    if (++count % subjectsOfStep === 0) yield;
    // Of a rule that is off nothing can be said.
    const idle = (unused.get(suppression) ?? []).filter(({ id }) => facts.settings.rules[id] !== 'off');
    hand('suppression', { suppression, unused: idle });
  }
  return { findings: [...kept, ...findings.slice(length)].sort(inOrder), suppressed };
}

function union<T>(all: ReadonlySet<T>, more: ReadonlySet<T>): ReadonlySet<T> {
  for (const one of more) if (!all.has(one)) return new Set([...all, ...more]);
  return all;
}

/** Said once, where the first stands that is left out. Its fixes are not asked for: each is written on demand. */
function moreFrom({ rule, severity, span, path }: Finding): Finding {
  const { findingsOfRule: count } = limits;
  const text = message(
    'Only the first {count} findings of this rule in this file are told: from here on there are more.',
    { count },
  );
  return { rule, severity, span, message: text, related: [], ...(path && { path }), fixes: [] };
}

/** Made once for the rules there are, and not for every text. */
const ruleIds = new WeakMap<readonly AnyRule[], ReadonlySet<string>>();

function ruleIdsOf(rules: readonly AnyRule[]): ReadonlySet<string> {
  const ids = ruleIds.get(rules) ?? new Set(rules.map(({ id }) => id));
  ruleIds.set(rules, ids);
  return ids;
}

interface EnabledRules {
  readonly bySubject: ReadonlyMap<SubjectName, readonly AnyRule[]>;
  readonly valueReports: ValueReports;
}

function isOff({ id, isOffByDefault }: AnyRule, { rules }: Settings): boolean {
  return (rules[id] ?? (isOffByDefault ? 'off' : undefined)) === 'off';
}

/** By the rules that are off, which are the same for most files. */
const enabled = new WeakMap<readonly AnyRule[], Map<string, EnabledRules>>();
const enabledKept = 16;
/** Of settings that are asked for with every key. */
const enabledBy = new WeakMap<Settings, { readonly rules: readonly AnyRule[]; readonly enabled: EnabledRules }>();

function enabledRules(rules: readonly AnyRule[], settings: Settings): EnabledRules {
  const last = enabledBy.get(settings);
  if (last?.rules === rules) return last.enabled;
  const found = findEnabled(rules, settings);
  enabledBy.set(settings, { rules, enabled: found });
  return found;
}

function findEnabled(rules: readonly AnyRule[], settings: Settings): EnabledRules {
  const sets = enabled.get(rules) ?? new Map<string, EnabledRules>();
  enabled.set(rules, sets);
  const off = rules.flatMap((rule) => (isOff(rule, settings) ? [rule.id] : [])).join(' ');
  const known = sets.get(off);
  if (known) return known;
  const bySubject = new Map<SubjectName, AnyRule[]>();
  for (const rule of rules) {
    if (isOff(rule, settings)) continue;
    bySubject.set(rule.subject, [...(bySubject.get(rule.subject) ?? []), rule]);
  }
  if (sets.size >= enabledKept) sets.clear();
  const made = { bySubject, valueReports: new ValueReports(bySubject) };
  sets.set(off, made);
  return made;
}

function makeFinding(
  rule: AnyRule,
  report: Report,
  reader: ConfigReader | undefined,
  context: TlsContext | undefined,
  facts: LintFacts,
): Finding {
  const template = (rule.messages as Readonly<Record<string, string>>)[report.message] ?? report.message;
  const text: Message = { template, data: report.data ?? {} };
  let fixes: readonly Fix[] | undefined;
  return {
    rule: rule.id,
    severity: severityOf(rule, report, facts),
    span: report.span,
    message: text,
    related: (report.related ?? []).filter(({ uri, span }) => uri !== facts.uri || span.end <= facts.text.length),
    ...(report.path ? { path: report.path } : {}),
    // Written on demand: most findings are drawn many times before anyone asks for a fix.
    get fixes() {
      fixes ??= writeFixes(report.proposals ?? [], reader, context, facts);
      return fixes;
    },
  };
}

interface Following {
  readonly by: FollowedText;
  readonly memory: LintMemory;
}

/** The finding at places that move along with the text. In another version its fixes are worked out anew. */
function moving<S extends SubjectName>(
  finding: Finding,
  report: Report,
  rule: AnyRule,
  subject: Subjects[S],
  reader: ConfigReader | undefined,
  { by, memory }: Following,
): Finding {
  const made = memory.facts;
  const span = by.keep(finding.span);
  const related = finding.related.map((place) =>
    place.uri === made?.uri ? { ...place, span: by.keep(place.span) } : place,
  );
  let known: { readonly facts: LintFacts | undefined; readonly fixes: readonly Fix[] } | undefined;
  return {
    rule: finding.rule,
    severity: finding.severity,
    span,
    message: finding.message,
    related,
    ...(finding.path ? { path: finding.path } : {}),
    get fixes() {
      const { facts } = memory;
      if (facts === made || !facts) return finding.fixes;
      if (known?.facts !== facts) known = { facts, fixes: fixesNow(facts) };
      return known.fixes;
    },
  };

  function fixesNow(facts: LintFacts): readonly Fix[] {
    const now = subjectNow(subject, facts, memory);
    const check = rule.check as (subject: unknown, facts: LintFacts) => Iterable<Report | undefined> | undefined;
    const reportsNow = (): Iterable<Report | undefined> => check.call(rule, now, facts) ?? [];
    // One look at a configuration is for all that was found in it.
    const all = 'configuration' in now ? memory.reportsOf(rule, reportsNow) : new ReportsByPlace(reportsNow());
    const one = all.get(span, report.message);
    return one ? writeFixes(one.proposals ?? [], reader, 'context' in now ? now.context : undefined, facts) : [];
  }
}

/** What the rule would look at in the last version: contexts move along, a configuration is made anew. */
function subjectNow(subject: Subjects[SubjectName], facts: LintFacts, { configuration }: LintMemory) {
  if ('configuration' in subject) return { ...subject, configuration: configuration ?? subject.configuration };
  if ('reference' in subject) return { ...subject, target: facts.workspace.resolve(subject.reference, facts.uri) };
  return subject;
}

/** Tests and documents show what is wrong on purpose; an override may say of a rule that it counts there all the same. */
function severityOf(rule: AnyRule, report: Report, { settings, isProse }: LintFacts): Severity {
  const { rules, isTestFile = false, setByOverrides = [] } = settings;
  const configured = rules[rule.id];
  const severity = configured && configured !== 'off' ? configured : (report.severity ?? rule.severity);
  const isLowered = (isTestFile || isProse) && !setByOverrides.includes(rule.id) && severity !== 'hint';
  return isLowered ? 'information' : severity;
}

function writeFixes(
  proposals: readonly Proposal[],
  reader: ConfigReader | undefined,
  context: TlsContext | undefined,
  facts: LintFacts,
): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const proposal of proposals) {
    const edits = editsOf(proposal, reader, context, facts);
    if (!edits || edits.length === 0) continue;
    fixes.push({ title: proposal.title, kind: proposal.kind, preferred: fixes.length === 0, edits });
  }
  return fixes;
}

function editsOf(
  proposal: Proposal,
  reader: ConfigReader | undefined,
  context: TlsContext | undefined,
  facts: LintFacts,
): Fix['edits'] | undefined {
  const edits = proposal.edits ?? proposal.makeEdits?.();
  if (edits) {
    const isHere = edits.every(({ uri, span }) => uri !== facts.uri || span.end <= facts.text.length);
    return isHere ? edits : undefined;
  }
  if (!proposal.change || !reader || !context) return undefined;
  const written: readonly TextEdit[] | undefined = reader.write(facts.text, context, proposal.change);
  return written?.map((edit) => ({ ...edit, uri: facts.uri }));
}
