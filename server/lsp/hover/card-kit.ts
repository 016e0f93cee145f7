import type { Localize } from '../../core/base/message.ts';
import type { PathPurpose } from '../../core/workspace/path-question.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { Ink } from '../ink.ts';

/** What a card is written with. */
export interface CardKit {
  readonly ink: Ink;
  readonly localize: Localize;
  readonly workspace: Workspace;
  readonly now: Date;
  readonly expiryWarningDays: number;
  /** The document the person looks at: paths are shown from there. */
  readonly fromUri: string;
  /** What the configuration uses the certificate for. */
  readonly purpose?: PathPurpose;
  /** What the configuration names as its trust anchors. */
  readonly contextAnchors?: readonly Certificate[];
  /** Where the person points, if the client follows links to our commands. */
  readonly pointedAt?: { readonly line: number; readonly character: number };
}
