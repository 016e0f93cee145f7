import { nextTurn } from './base/event-loop.ts';
import { limits } from './base/limits.ts';
import { once } from './base/once.ts';
import type { Span } from './base/span.ts';
import { languageOf } from './config/find.ts';
import type { ConfigLanguage } from './config/language.ts';
import type { Finding } from './lint/finding.ts';
import type { Settings } from './lint/settings.ts';
import { isSettingsFile } from './lint/settings-file.ts';
import type { SuppressedFinding } from './lint/suppression.ts';
import { suppressionWord } from './lint/suppression-word.ts';
import { pemComments } from './pem/comments.ts';
import { isBare } from './workspace/bare-text.ts';
import { isPkiName } from './workspace/pki-file.ts';
import { holdsNothing, type Reading, type SourceDocument } from './workspace/reading.ts';
import type { Workspace } from './workspace/workspace.ts';
import { findEmbeddedObjects, findPkiObjects } from './x509/find-pki-objects.ts';
import type { PkiReading } from './x509/types.ts';

export type { Reading, SourceDocument };

const loadJudge = once(() => import('./judge.ts'));
const loadSuppressions = once(() => import('./lint/suppression.ts'));

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
  const { previous } = following ?? {};
  const bare = isBare(document.text, previous?.isBare ? previous.document.text : undefined);
  const pki = language?.isProse || bare ? { objects: [], problems: [] } : await findObjects(document);
  const isLong = document.text.length >= limits.judgedInTurns;
  if (isLong && !previous) await nextTurn();
  const isSpoken = !bare && document.text.includes(suppressionWord);
  const suppressions = isSpoken ? await loadSuppressions() : undefined;
  if (!language?.concerns(document.text)) {
    const comments = suppressions ? await commentsIn(document, language) : [];
    return {
      document,
      pki,
      contexts: [],
      isProgram: language !== undefined,
      suppressions: suppressions?.readSuppressions(document.text, comments) ?? [],
      reader: undefined,
    };
  }
  const reader = await language.load(document.text);
  if (!loaded.has(language)) {
    loaded.add(language);
    // Loading a parser holds the event loop up as it is; reading comes after whatever waited meanwhile.
    await nextTurn();
  }
  if (document.text.length >= limits.programInTurns)
    await reader.prepare?.(document.text, decodeURIComponent(document.uri));
  const follower = following && (previous?.reader === reader ? previous.followed?.by : reader.follow?.());
  const {
    contexts,
    observations,
    document: configuration,
    includes,
    followed,
    isUnread = false,
  } = follower
    ? await (isLong ? follower.readInTurns(document.text) : follower.read(document.text))
    : reader.read(document.text, decodeURIComponent(document.uri));
  const comments = suppressions ? reader.comments?.(document.text, decodeURIComponent(document.uri)) : undefined;
  return {
    document,
    pki,
    contexts,
    isProgram: true,
    isProse: language.isProse === true,
    observations,
    configuration,
    suppressions: suppressions?.readSuppressions(document.text, comments ?? []) ?? [],
    includes,
    followed,
    isUnread,
    isBare: bare,
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
  const analysis = await analyseUnless(() => false, reading, workspace, now, settings);
  if (!analysis) throw new Error('a newer version was read');
  return analysis;
}

/** The same for a document that may change meanwhile. Undefined where it `isOutdated`, so that nobody wants the answer. */
export async function analyseUnless(
  isOutdated: () => boolean,
  reading: Reading,
  workspace: Workspace,
  now: Date,
  settings: Settings,
): Promise<Analysis | undefined> {
  if (holdsNothing(reading)) {
    return workspace.observe(reading, () => ({ ...reading, findings: [], suppressed: [] }));
  }
  const { judge } = await loadJudge();
  const result = await judge(isOutdated, reading, workspace, now, settings);
  return result && { ...reading, ...result };
}
