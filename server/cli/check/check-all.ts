import { type Message, message } from '../../core/base/message.ts';
import { fileFailureMessage } from '../file-failure.ts';
import type { CheckTarget } from '../targets.ts';
import type { CheckedFile, Project } from './project.ts';

export interface CheckOutcome {
  readonly files: readonly CheckedFile[];
  /** Files that were found and could not be read. */
  readonly warnings: readonly Message[];
  /** Files that were named and could not be read, and bugs: the call did not do all it was asked for. */
  readonly errors: readonly Message[];
}

/** Files that are on their way from the disk while one is checked. */
const readAtOnce = 8;

/** Checks every target; one that cannot be read, or that shows a bug of ours, does not keep the others from it. */
export async function checkAll(
  project: Project,
  targets: readonly CheckTarget[],
  displayName: (uri: string) => string,
): Promise<CheckOutcome> {
  const files = new Map<CheckTarget, CheckedFile>();
  const warnings: Message[] = [];
  const errors: Message[] = [];
  for (const [i, target] of targets.entries()) {
    project.readAhead(targets.slice(i, i + readAtOnce));
    await check(target);
  }
  for (const target of project.outdated) await check(target);
  return { files: [...files.values()], warnings, errors };

  async function check(target: CheckTarget): Promise<void> {
    const file = displayName(target.uri);
    try {
      const checked = await project.check(target);
      if (checked.ok) files.set(target, checked.value);
      else (target.named ? errors : warnings).push(fileFailureMessage(file, checked.error));
    } catch (bug) {
      const trace = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
      errors.push(message('{file} could not be checked because of a bug in tlsense: {trace}', { file, trace }));
    }
  }
}
