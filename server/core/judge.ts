import { limits } from './base/limits.ts';
import type { FollowedText } from './config/followed.ts';
import { LintMemory } from './lint/memory.ts';
import { type LintResult, run, runInSteps } from './lint/run.ts';
import type { Settings } from './lint/settings.ts';
import { rules } from './rules/index.ts';
import { certificateReferences, type TlsContext } from './tls/context.ts';
import type { Observation as Observed } from './tls/observation.ts';
import type { Reading } from './workspace/reading.ts';
import type { Observation, Workspace } from './workspace/workspace.ts';
import type { PkiObject } from './x509/types.ts';

// What judges, in one piece: loaded with the first text that holds something to judge.

/** What the rules say of a reading. Undefined where it `isOutdated` before they have said it. */
export async function judge(
  isOutdated: () => boolean,
  reading: Reading,
  workspace: Workspace,
  now: Date,
  settings: Settings,
): Promise<LintResult | undefined> {
  const input = await prepared(reading, workspace);
  const { uri, text } = reading.document;
  const { isProgram = false, isProse = false, followed } = reading;
  const known = memoryOf(reading, input, workspace, now, settings);
  const about = [rules, input, { uri, text, isProgram, isProse, now, settings, workspace }, known?.memory] as const;
  const before = known?.observation;
  let result: LintResult | undefined;
  const isLong = text.length >= limits.judgedInTurns || (!before && input.contexts.length >= limits.contextsInTurns);
  if (!isLong) result = workspace.observe(reading, () => run(...about), before);
  else {
    // Until the end, what is known is half of one version and half of another: nobody goes on from it.
    if (known) known.observation = undefined;
    const isPast = () => isOutdated() || followed?.by.version !== followed?.version;
    result = await workspace.observeInTurns(reading, runInSteps(...about), isPast, before);
  }
  if (known && result) known.observation = workspace.observationOf(reading);
  return result;
}

interface Known {
  readonly memory: LintMemory;
  readonly settings: Settings;
  readonly hour: number;
  /** What the findings that are kept depend on. */
  observation: Observation | undefined;
  uses: number;
}

const memories = new WeakMap<FollowedText, Known>();

/** Findings of so many versions stand on one another before all are worked out anew. */
const mostUses = 500;

/** What is known of the versions before, where all that it depends on is as it was. */
function memoryOf(
  reading: Reading,
  input: Reading,
  workspace: Workspace,
  now: Date,
  settings: Settings,
): Known | undefined {
  const by = reading.followed?.by;
  // As a part of a configuration of several files it is read as a whole.
  if (!by || input !== reading) return undefined;
  const hour = Math.floor(now.getTime() / 3_600_000);
  const known = memories.get(by);
  const holds =
    known?.observation &&
    !known.memory.isFull &&
    known.settings === settings &&
    known.hour === hour &&
    ++known.uses < mostUses &&
    workspace.stillHolds(known.observation);
  if (holds) return known;
  const fresh: Known = { memory: new LintMemory(), settings, hour, observation: undefined, uses: 0 };
  memories.set(by, fresh);
  return fresh;
}

/** The reading as a part of the configuration that it belongs to, with all that the rules will ask fetched. */
async function prepared(reading: Reading, workspace: Workspace): Promise<Reading> {
  let input = reading;
  // A file of the configuration may change meanwhile; others may change theirs without end.
  for (let pass = 0; pass < 3; pass++) {
    const { configurationsVersion } = workspace;
    const whole = await workspace.wholeOf(reading);
    const linked = whole && reading.reader?.readIn?.(whole, reading.contexts);
    const { contexts = reading.contexts, document, observations = reading.observations } = linked ?? {};
    input = linked ? { ...reading, contexts, configuration: document, observations } : reading;
    await workspace.prepare(reading, input.contexts, 'self-issued');
    if (workspace.configurationsVersion === configurationsVersion) break;
  }
  const { certificates, others } = workspace.unsearchedIn(reading);
  const said = [
    ...unsearched(certificates, 'certificates'),
    ...unsearched(others, 'others'),
    ...unjudged(reading, input.contexts, workspace),
  ];
  return said.length === 0 ? input : { ...input, observations: [...(input.observations ?? []), ...said] };
}

/** Said once, at the first path to such a file. */
function unjudged(reading: Reading, contexts: readonly TlsContext[], workspace: Workspace): Observed[] {
  const files = workspace.unjudgedFilesOf(reading);
  if (files.size === 0) return [];
  const { uri, text } = reading.document;
  for (const reference of contexts.flatMap(certificateReferences)) {
    const target = workspace.resolve(reference, uri);
    // Behind the text lie other files of the configuration.
    if (target.state !== 'found' || !files.has(target.uri) || reference.span.end > text.length) continue;
    return [
      { code: 'certificate/issuer-not-searched', form: 'files', span: reference.span, data: { count: files.size } },
    ];
  }
  return [];
}

/** Said once, at the first of them. */
function unsearched(objects: readonly PkiObject[], form: string): Observed[] {
  const [first] = objects;
  if (!first) return [];
  return [{ code: 'certificate/issuer-not-searched', form, span: first.span, data: { count: objects.length } }];
}
