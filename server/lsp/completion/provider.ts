import type { Files } from '../../core/base/host.ts';
import type { Completion } from '../../core/config/completion.ts';
import type { Settings } from '../../core/lint/settings.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';

/** A place in an open document, with what is known about it. */
export interface Place {
  readonly reading: Reading;
  readonly offset: number;
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly files: Files;
  /** The workspace folder that holds the document. */
  readonly folder: string | undefined;
  readonly now: Date;
}

/** One source of completions; those in `providers.ts` are asked in turn, and their answers joined. */
export type CompletionProvider = (place: Place) => readonly Completion[] | Promise<readonly Completion[]>;
