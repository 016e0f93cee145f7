import type { DocumentLink } from 'vscode-languageserver';
import { fileReferences } from '../../core/tls/context.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** Looking up a path takes its time, and nobody follows so many. */
const mostLinks = 2_000;

/** Paths in a configuration lead to their file, certificates and private keys to each other. */
export const feature: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  listen(session) {
    const { connection, documents, workspace, scanned, answer } = session;
    connection.onDocumentLinks(
      answer<Asked, DocumentLink[]>('textDocument/documentLink', [], async ({ textDocument: { uri } }, token) => {
        const { counterpartLinks } = await import('../navigation/counterpart-links.ts');
        const before = await documents.read(uri, token);
        if (!before) return [];
        if (before.reading.pki.objects.length > 0) await scanned;
        // What references lead to is looked up; of objects, nothing but their keys is asked.
        const isNaming = before.reading.contexts.length > 0;
        const read = isNaming ? await documents.prepared(uri, token) : await documents.read(uri, token);
        if (!read) return [];
        const links = new Map<number, DocumentLink>();
        const seen = new Set<number>();
        for (const context of read.reading.contexts) {
          if (seen.size >= mostLinks) break;
          for (const reference of fileReferences(context)) {
            const { start } = reference.span;
            // An inherited setting is seen by every context below it.
            if (seen.has(start)) continue;
            seen.add(start);
            const target = workspace.resolve(reference, uri);
            if (target.state === 'missing') continue;
            links.set(start, { range: toRange(read.document, reference.span), target: target.uri });
          }
        }
        return [...links.values(), ...(await counterpartLinks(read, session))];
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}
