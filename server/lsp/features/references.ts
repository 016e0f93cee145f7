import type { Location } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';

/** Of a certificate: those it issued and the configurations that use it; of a key and the rest: the configurations. */
export const feature: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  listen(session) {
    const { connection, documents, workspace, scanned, answer } = session;
    connection.onReferences(
      answer<Asked, Location[]>('textDocument/references', [], async (asked, token) => {
        const { textDocument, position, context } = asked;
        const [{ meantAt }, { referencesTo }] = await Promise.all([
          import('../navigation/meant-object.ts'),
          import('../navigation/references.ts'),
        ]);
        await scanned;
        const read = await documents.prepared(textDocument.uri, token, position);
        if (!read) return [];
        const meant = meantAt(read.reading, read.document.offsetAt(position), workspace);
        return meant?.located ? referencesTo(meant.located, context.includeDeclaration, session, token) : [];
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
  readonly context: { readonly includeDeclaration: boolean };
}
