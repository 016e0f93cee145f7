import type { FoldingRange } from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import { outlineReader } from '../outline-reader.ts';
import { toRange } from '../ranges.ts';

/**
 * PEM blocks fold to their BEGIN line, blocks of a configuration to the line of their opening brace. In these languages
 * only: an editor that is given folding ranges for a language no longer folds by indentation.
 */
export const feature: Feature = {
  capabilities: () => ({ foldingRangeProvider: { documentSelector: [{ language: 'pem' }, { language: 'nginx' }] } }),
  listen({ connection, documents, answer }) {
    connection.onFoldingRanges(
      answer<Asked, FoldingRange[]>('textDocument/foldingRange', [], async ({ textDocument: { uri } }, token) => {
        const read = await documents.read(uri, token);
        if (!read) return [];
        const { document, reading } = read;
        const { version } = document;
        const reader = await outlineReader(reading);
        if (document.version !== version) return [];
        const objects = reading.pki.objects.flatMap(({ block, span }): FoldingRange[] => {
          const { start, end } = toRange(document, span);
          return block && end.line > start.line ? [{ startLine: start.line, endLine: end.line }] : [];
        });
        const folds = (reader?.folds?.(reading.document.text) ?? []).flatMap(({ kind, span }): FoldingRange[] => {
          const startLine = document.positionAt(span.start).line;
          const endLine = document.positionAt(span.end).line - (kind === 'block' ? 1 : 0);
          return endLine > startLine ? [{ startLine, endLine, ...(kind === 'comment' && { kind }) }] : [];
        });
        return [...objects, ...folds];
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}
