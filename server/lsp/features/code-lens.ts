import type { CodeLens } from 'vscode-languageserver';
import { type Localize, message } from '../../core/base/message.ts';
import { displayName } from '../../core/describe/names.ts';
import { summary } from '../../core/describe/summary.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { chainPhrase } from '../chain-phrase.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** Above each block: what it is, how long it is valid, who issued it. */
export const feature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  listen({ connection, client, documents, workspace, host, localize, refresh, answer }) {
    connection.onCodeLens(
      answer<Asked, CodeLens[]>('textDocument/codeLens', [], async ({ textDocument: { uri } }, token) => {
        const read = await documents.prepared(uri, token);
        if (!read) return [];
        const now = host.now();
        return read.reading.pki.objects.flatMap((object) => {
          const title = titleOf(object, workspace, localize, now);
          if (title === undefined) return [];
          // A command without a name is text that cannot be clicked.
          return { range: toRange(read.document, object.span), command: { title, command: '' } };
        });
      }),
    );
    if (client.workspace?.codeLens?.refreshSupport) {
      refresh.listen(() => void connection.sendRequest('workspace/codeLens/refresh').catch(() => {}));
    }
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}

function titleOf({ value }: PkiObject, workspace: Workspace, localize: Localize, now: Date): string | undefined {
  if (!value) return undefined;
  const parts = [summary(value, { now })];
  if (value.kind === 'certificate') parts.push(chainPhrase(workspace.chainOf(value)));
  if (value.kind === 'private-key' && value.publicKey) {
    const [owner] = workspace.certificatesOf(value.publicKey);
    if (owner?.object.value?.kind === 'certificate') {
      parts.push(message('belongs to {certificate}', { certificate: displayName(owner.object.value) }));
    }
  }
  return parts.map(localize).join(' · ');
}
