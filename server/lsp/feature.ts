import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from './session.ts';

/**
 * One LSP feature, whole: what the client is told, and the handlers behind it. `feature` is the one export of
 * `features/<name>.ts`; adding a file with it adds the feature.
 */
export interface Feature {
  capabilities(client: ClientCapabilities): ServerCapabilities;
  /** Called once, before the first request. */
  listen(session: Session): void;
}
