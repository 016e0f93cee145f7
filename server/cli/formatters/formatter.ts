import type { Localize } from '../../core/base/message.ts';
import type { FileReport } from '../check/report.ts';

/** An output format of `check`; its name is what `--format` takes. */
export interface Formatter {
  readonly name: string;
  format(reports: readonly FileReport[], options: FormatOptions): string;
}

export interface FormatOptions {
  readonly localize: Localize;
  readonly colour: boolean;
}
