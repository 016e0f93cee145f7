import type { Files } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { CliFailure } from '../io.ts';
import { decodeSource, emptySource, type SourceText, writeSource } from '../source-file.ts';
import { applyPass, planPass } from './fix-pass.ts';
import type { CheckedFile } from './project.ts';

/** Fixes may uncover each other; a chain longer than this would be a circle. */
const passes = 10;

export interface FixOutcome {
  /** What is left. */
  readonly files: readonly CheckedFile[];
  readonly fixed: number;
  /** Files that have a fix and are not UTF-8. */
  readonly notWritten: readonly string[];
}

/** Checks and fixes until nothing changes any more. */
export async function fixAll(
  check: () => Promise<Result<readonly CheckedFile[], CliFailure>>,
  changed: (uris: readonly string[]) => Promise<void>,
  files: Files,
): Promise<Result<FixOutcome, CliFailure>> {
  const notWritten = new Set<string>();
  let fixed = 0;
  for (let pass = 0; ; pass++) {
    const checked = await check();
    if (!checked.ok) return checked;
    const outcome: FixOutcome = { files: checked.value, fixed, notWritten: [...notWritten] };
    if (pass === passes) return success(outcome);
    const sources = await readSources(checked.value, files);
    const { edits, count } = planPass(checked.value, (uri) => {
      if (sources.get(uri)?.exact) return true;
      notWritten.add(uri);
      return false;
    });
    if (edits.size === 0) return success({ ...outcome, notWritten: [...notWritten] });
    for (const [uri, ofFile] of edits) {
      const source = sources.get(uri) ?? emptySource;
      try {
        await writeSource(uri, { ...source, text: applyPass(source.text, ofFile) });
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        return failure({ error: message('a fix could not be written: {reason}', { reason }) });
      }
    }
    fixed += count;
    await changed([...edits.keys()]);
  }
}

/** The texts of every file that a fix wants to change; a file that does not exist yet is empty. */
async function readSources(checked: readonly CheckedFile[], files: Files): Promise<ReadonlyMap<string, SourceText>> {
  const sources = new Map<string, SourceText>(checked.map(({ uri, source }) => [uri, source]));
  for (const { findings } of checked) {
    for (const { uri } of findings.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits))) {
      if (sources.has(uri)) continue;
      const read = await files.read(uri);
      if (read.ok) sources.set(uri, decodeSource(read.value));
      else if (read.error.code === 'not-found') sources.set(uri, emptySource);
    }
  }
  return sources;
}
