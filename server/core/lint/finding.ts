import type { TextEdit } from '../base/edit.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { PathReport } from '../chain/path-report.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** An edit of one file, which may be another than the finding's (.gitignore) and may not exist yet. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
}

/**
 * A way to make a finding go away. Automatic fixes keep the service working or make it secure without a choice;
 * a suggestion is a choice. The preferred one is what `--fix` and "Fix all" apply.
 */
export interface Fix {
  readonly title: Message;
  readonly kind: 'automatic' | 'suggestion';
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
}

export interface RelatedPlace {
  readonly uri: string;
  readonly span: Span;
  readonly message: Message;
}

export interface Finding {
  /** `<group>/<name>` */
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Message;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** The validation that it is about, for whoever wants to see all of it. */
  readonly path?: PathReport;
}
