import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { message } from '../../core/base/message.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** The outline: one entry a block. */
export const feature: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'TLSense' } }),
  listen({ connection, documents, host, localize, answer }) {
    connection.onDocumentSymbol(
      answer<Asked, DocumentSymbol[]>('textDocument/documentSymbol', [], async ({ textDocument: { uri } }, token) => {
        const { summary } = await import('../../core/describe/summary.ts');
        const read = await documents.read(uri, token);
        if (!read) return [];
        const now = host.now();
        return read.reading.pki.objects.map((object) => {
          const { value, block, span } = object;
          const range = toRange(read.document, span);
          const name = value
            ? localize(summary(value, { now }))
            : localize(message('{label} · cannot be read', { label: block?.label ?? '' }));
          return { name, kind: kindOf(object), range, selectionRange: { start: range.start, end: range.start } };
        });
      }),
    );
  },
};

interface Asked {
  readonly textDocument: { readonly uri: string };
}

function kindOf({ value }: PkiObject): SymbolKind {
  switch (value?.kind) {
    case 'private-key':
    case 'public-key':
      return SymbolKind.Key;
    case 'certificate-list':
      return SymbolKind.Array;
    case 'certificate':
    case 'certification-request':
      return SymbolKind.Object;
    default:
      return SymbolKind.Null;
  }
}
