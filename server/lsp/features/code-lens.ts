import type { CodeLens, Command } from 'vscode-languageserver';
import { message } from '../../core/base/message.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** Above each block: what it is, how long it is valid, who issued it; and whether someone can be asked about it. */
export const feature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  listen({ connection, client, hasCommands, documents, workspace, settings, host, localize, refresh, answer }) {
    connection.onCodeLens(
      answer<Asked, CodeLens[]>('textDocument/codeLens', [], async ({ textDocument: { uri } }, token) => {
        const { isAskable, lensQuestions, lensTitle } = await import('../lens-title.ts');
        await settings.loaded;
        const seen = await documents.prepared(uri, token);
        if (!seen) return [];
        await workspace.validate(lensQuestions(seen.reading.pki.objects, workspace, uri));
        // Meanwhile the text may have become another.
        const read = await documents.prepared(uri, token);
        if (!read) return [];
        const now = host.now();
        const ask = localize(message('Check Revocation Online…'));
        const tooltip = localize(message('Show as Text'));
        // A command without a name is text that cannot be clicked.
        const titleCommand = (title: string): Command =>
          hasCommands ? { title, tooltip, command: 'tlsense.showAsText', arguments: [uri] } : { title, command: '' };
        return read.reading.pki.objects.flatMap((object) => {
          const title = lensTitle(object, workspace, uri, localize, now);
          if (title === undefined) return [];
          const lens: CodeLens = { range: toRange(read.document, object.span), command: titleCommand(title) };
          if (!hasCommands || !host.fetch || !isAskable(object)) return lens;
          const target = [uri, lens.range.start];
          const command = { title: ask, command: 'tlsense.checkRevocationOnline', arguments: target };
          return [lens, { range: lens.range, command }];
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
