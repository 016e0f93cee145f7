import type { Files } from '../../core/base/host.ts';
import { type Message, message } from '../../core/base/message.ts';
import { applyPass, type FixPass, planPass } from '../../core/lint/fix-pass.ts';
import { decodeSource, emptySource, type SourceText, writeSource } from '../source-file.ts';
import type { CheckOutcome } from './check-all.ts';
import type { CheckedFile } from './project.ts';

/** Fixes may uncover each other; a chain longer than this would be a circle. */
const passes = 10;

export interface FixOutcome extends CheckOutcome {
  readonly fixed: number;
}

/** Checks and fixes until nothing changes any more. The outcome is of the last check: what is left. */
export async function fixAll(
  check: () => Promise<CheckOutcome>,
  changed: (uris: readonly string[]) => Promise<void>,
  files: Files,
  displayName: (uri: string) => string,
): Promise<FixOutcome> {
  let fixed = 0;
  for (let pass = 1; ; pass++) {
    const outcome = await check();
    const sources = await readSources(outcome.files, files);
    const { edits, count } = planPass(outcome.files, (uri) => sources.get(uri)?.exact === true);
    if (edits.size === 0 || pass > passes) {
      const inexact = [...sources].flatMap(([uri, { exact }]) => (exact ? [] : [uri]));
      const notes = inexact.map((uri) => message('{file} is not UTF-8 text: not fixed', { file: displayName(uri) }));
      return { ...outcome, warnings: [...outcome.warnings, ...notes], fixed };
    }
    const failures = await write(edits, sources, displayName);
    if (failures.length > 0) return { ...outcome, errors: [...outcome.errors, ...failures], fixed };
    fixed += count;
    await changed([...edits.keys()]);
  }
}

async function write(
  edits: FixPass['edits'],
  sources: ReadonlyMap<string, SourceText>,
  displayName: (uri: string) => string,
): Promise<Message[]> {
  const failures: Message[] = [];
  for (const [uri, ofFile] of edits) {
    const source = sources.get(uri) ?? emptySource;
    try {
      await writeSource(uri, { ...source, text: applyPass(source.text, ofFile) });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      failures.push(message('{file} could not be written: {reason}', { file: displayName(uri), reason }));
    }
  }
  return failures;
}

/** The texts of every file that a fix wants to change; a file that does not exist yet is empty. */
async function readSources(checked: readonly CheckedFile[], files: Files): Promise<ReadonlyMap<string, SourceText>> {
  const known = new Map(checked.map(({ uri, source }) => [uri, source]));
  const sources = new Map<string, SourceText>();
  for (const { findings } of checked) {
    for (const { uri } of findings.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits))) {
      if (sources.has(uri)) continue;
      const source = known.get(uri) ?? (await readSource(uri, files));
      if (source) sources.set(uri, source);
    }
  }
  return sources;
}

async function readSource(uri: string, files: Files): Promise<SourceText | undefined> {
  const read = await files.read(uri);
  if (read.ok) return decodeSource(read.value);
  return read.error.code === 'not-found' ? emptySource : undefined;
}
