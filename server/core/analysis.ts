import { languageOf } from './config/find.ts';
import type { Finding } from './lint/finding.ts';
import { run } from './lint/run.ts';
import type { Settings } from './lint/settings.ts';
import { rules } from './rules/index.ts';
import type { Reading, SourceDocument } from './workspace/reading.ts';
import type { Workspace } from './workspace/workspace.ts';
import { readPkiObjects } from './x509/read-pki-objects.ts';

export type { Reading, SourceDocument };

/** A document with everything that is known about it. */
export interface Analysis extends Reading {
  readonly findings: readonly Finding[];
}

/** Reads PEM blocks and TLS settings. Cheap where the text holds neither: nothing is parsed then. */
export function readDocument(document: SourceDocument): Reading {
  const pki = readPkiObjects(document.text);
  const language = languageOf(document);
  const contexts = language?.concerns(document.text) ? language.read(document.text).contexts : [];
  return { document, pki, contexts, language };
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
  await workspace.prepare(reading);
  const { uri, text } = reading.document;
  const findings = run(rules, reading, { uri, text, now, settings, workspace });
  return { ...reading, findings };
}
