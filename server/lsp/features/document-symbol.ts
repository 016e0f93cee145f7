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
        const symbolOf = (object: PkiObject): DocumentSymbol => {
          const { value, block, span } = object;
          const range = toRange(read.document, span);
          const name = value
            ? localize(summary(value, { now }))
            : localize(message('{label} · cannot be read', { label: block?.label ?? '' }));
          return { name, kind: kindOf(object), range, selectionRange: { start: range.start, end: range.start } };
        };
        const symbols = new Map<PkiObject, DocumentSymbol>();
        for (const object of read.reading.pki.objects) {
          const holder = object.within && symbols.get(object.within.holder);
          if (holder) holder.children = [...(holder.children ?? []), symbolOf(object)];
          else symbols.set(object, symbolOf(object));
        }
        return [...symbols.values()];
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
    case 'cms':
    case 'key-store':
      return SymbolKind.Array;
    case 'certificate':
    case 'certification-request':
    case 'attribute-certificate':
    case 'ocsp-response':
    case 'parameters':
      return SymbolKind.Object;
    default:
      return SymbolKind.Null;
  }
}
