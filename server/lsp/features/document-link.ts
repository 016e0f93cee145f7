import type { DocumentLink } from 'vscode-languageserver';
import { fileReferences } from '../../core/tls/context.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** Paths in a configuration lead to their file, certificates and private keys to each other. */
export const feature: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  listen(session) {
    const { connection, documents, workspace, scanned, answer } = session;
    connection.onDocumentLinks(
      answer<Asked, DocumentLink[]>('textDocument/documentLink', [], async ({ textDocument: { uri } }, token) => {
        const { counterpartLinks } = await import('../navigation/counterpart-links.ts');
        let read = await documents.prepared(uri, token);
        if (read && read.reading.pki.objects.length > 0) {
          await scanned;
          read = await documents.prepared(uri, token);
        }
        if (!read) return [];
        const links = new Map<number, DocumentLink>();
        for (const reference of read.reading.contexts.flatMap(fileReferences)) {
          const target = workspace.resolve(reference, uri);
          // An inherited setting is seen by every context below it.
          if (target.state === 'missing' || links.has(reference.span.start)) continue;
          links.set(reference.span.start, { range: toRange(read.document, reference.span), target: target.uri });
        }
        return [...links.values(), ...(await counterpartLinks(read, session))];
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}
