import { nextTurn } from './base/event-loop.ts';
import { limits } from './base/limits.ts';
import { once } from './base/once.ts';
import type { Span } from './base/span.ts';
import { languageOf } from './config/find.ts';
import type { FollowedText } from './config/followed.ts';
import type { ConfigLanguage } from './config/language.ts';
import type { Finding } from './lint/finding.ts';
import { LintMemory } from './lint/memory.ts';
import type { Settings } from './lint/settings.ts';
import { isSettingsFile } from './lint/settings-file.ts';
import { readSuppressions, type SuppressedFinding, type Suppression, suppressionWord } from './lint/suppression.ts';
import { pemComments } from './pem/comments.ts';
import { certificateReferences, type TlsContext } from './tls/context.ts';
import type { Observation as Observed } from './tls/observation.ts';
import { isPkiName } from './workspace/pki-file.ts';
import { holdsNothing, type Reading, type SourceDocument } from './workspace/reading.ts';
import type { Observation, Workspace } from './workspace/workspace.ts';
import { findEmbeddedObjects, findPkiObjects } from './x509/find-pki-objects.ts';
import type { PkiObject, PkiReading } from './x509/types.ts';

export type { Reading, SourceDocument };

const loadJudge = once(() => import('./judge.ts'));

const loaded = new Set<ConfigLanguage>();

/** A document with everything that is known about it. */
export interface Analysis extends Reading {
  readonly findings: readonly Finding[];
  /** Those that a comment takes away. */
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Reads PEM blocks and TLS settings. Cheap where the text holds neither: nothing is parsed or loaded then. Where its
 * versions are followed, `previous` is what was read last: after that it no longer says where things stand.
 */
export async function readDocument(
  document: SourceDocument,
  following?: { readonly previous: Reading | undefined },
): Promise<Reading> {
  if (isSettingsFile(document.uri)) {
    const { checkSettingsText } = await import('./lint/settings-check.ts');
    const observations = checkSettingsText(document.text);
    return { document, pki: { objects: [], problems: [] }, contexts: [], observations, reader: undefined };
  }
  const language = languageOf(document);
  const pki = language?.isProse ? { objects: [], problems: [] } : await findObjects(document);
  const isSpoken = document.text.includes(suppressionWord);
  if (!language?.concerns(document.text)) {
    const suppressions = isSpoken ? readSuppressions(document.text, await commentsIn(document, language)) : [];
    return { document, pki, contexts: [], isProgram: language !== undefined, suppressions, reader: undefined };
  }
  const reader = await language.load(document.text);
  if (!loaded.has(language)) {
    loaded.add(language);
    // Loading a parser holds the event loop up as it is; reading comes after whatever waited meanwhile.
    await nextTurn();
  }
  if (document.text.length >= limits.programInTurns)
    await reader.prepare?.(document.text, decodeURIComponent(document.uri));
  const { previous } = following ?? {};
  const follower = following && (previous?.reader === reader ? previous.followed?.by : reader.follow?.());
  const {
    contexts,
    observations,
    document: configuration,
    includes,
    followed,
  } = follower?.read(document.text) ?? reader.read(document.text, decodeURIComponent(document.uri));
  const suppressions: Suppression[] = isSpoken
    ? readSuppressions(document.text, reader.comments?.(document.text, decodeURIComponent(document.uri)) ?? [])
    : [];
  return {
    document,
    pki,
    contexts,
    isProgram: true,
    isProse: language.isProse === true,
    observations,
    configuration,
    suppressions,
    includes,
    followed,
    reader,
  };
}

/** The comments of a text that holds no TLS setting: of its language, or beside the blocks of a PEM file. */
async function commentsIn(
  { text, uri }: SourceDocument,
  language: ConfigLanguage | undefined,
): Promise<readonly Span[]> {
  if (!language) return pemComments(text);
  const reader = await language.load(text);
  return reader.comments?.(text, decodeURIComponent(uri)) ?? [];
}

/** Files that hold PEM for its own sake, by their names: those of PKI objects, plain text, and any without an ending. */
function findObjects({ uri, languageId, text }: SourceDocument): Promise<PkiReading> {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const isPlain = languageId === 'pem' || isPkiName(name) || !/.\.(?!txt$|old$|bak$)[A-Za-z]\w*$/.test(name);
  return isPlain ? findPkiObjects(text) : findEmbeddedObjects(text);
}

/**
 * The one thing the shells ask for: everything that is right and wrong with a document at `now`, in this workspace.
 * What the rules need of other files is fetched first, so the rules themselves never wait.
 */
export async function analyse(
  reading: Reading,
  workspace: Workspace,
  now: Date,
  settings: Settings,
): Promise<Analysis> {
  if (holdsNothing(reading)) {
    return workspace.observe(reading, () => ({ ...reading, findings: [], suppressed: [] }));
  }
  const { rules, run } = await loadJudge();
  const input = await prepared(reading, workspace);
  const { uri, text } = reading.document;
  const { isProgram = false, isProse = false } = reading;
  const known = memoryOf(reading, input, workspace, now, settings);
  const answer = () => run(rules, input, { uri, text, isProgram, isProse, now, settings, workspace }, known?.memory);
  const result = workspace.observe(reading, answer, known?.observation);
  if (known) known.observation = workspace.observationOf(reading);
  return { ...reading, ...result };
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
