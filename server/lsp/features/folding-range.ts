import type { FoldingRange } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/**
 * Blocks fold to their BEGIN line. In PEM files only: an editor that is given folding ranges for a language no longer
 * folds by indentation.
 */
export const feature: Feature = {
  capabilities: () => ({ foldingRangeProvider: { documentSelector: [{ language: 'pem' }] } }),
  listen({ connection, documents, answer }) {
    connection.onFoldingRanges(
      answer<Asked, FoldingRange[]>('textDocument/foldingRange', [], async ({ textDocument: { uri } }, token) => {
        const read = await documents.read(uri, token);
        if (!read) return [];
        return read.reading.pki.objects.flatMap(({ block, span }) => {
          const { start, end } = toRange(read.document, span);
          return block && end.line > start.line ? { startLine: start.line, endLine: end.line } : [];
        });
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}
