import type { CodeLens } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** Above each block: what it is, how long it is valid, who issued it. */
export const feature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  listen({ connection, client, documents, workspace, host, localize, refresh, answer }) {
    connection.onCodeLens(
      answer<Asked, CodeLens[]>('textDocument/codeLens', [], async ({ textDocument: { uri } }, token) => {
        const { lensQuestions, lensTitle } = await import('../lens-title.ts');
        const seen = await documents.prepared(uri, token);
        if (!seen) return [];
        await workspace.validate(lensQuestions(seen.reading.pki.objects, workspace));
        // Meanwhile the text may have become another.
        const read = await documents.prepared(uri, token);
        if (!read) return [];
        const now = host.now();
        return read.reading.pki.objects.flatMap((object) => {
          const title = lensTitle(object, workspace, localize, now);
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
