import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Field } from '../../core/base/field.ts';
import { type Localize, message } from '../../core/base/message.ts';
import type { OutlineEntry } from '../../core/config/language.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { Feature } from '../feature.ts';
import { outlineReader } from '../outline-reader.ts';
import { toRange } from '../ranges.ts';

/** Files with more have an entry for each object alone: an outline is for finding one's way. */
const outlinedObjects = 50;

/** The outline: one entry a PEM block with its fields below it, and the blocks of a configuration. */
export const feature: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'TLSense' } }),
  listen({ connection, client, documents, host, localize, answer }) {
    const hasHierarchy = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    connection.onDocumentSymbol(
      answer<Asked, DocumentSymbol[]>('textDocument/documentSymbol', [], async ({ textDocument: { uri } }, token) => {
        const [{ summary }, { describe }] = await Promise.all([
          import('../../core/describe/summary.ts'),
          import('../../core/describe/describe.ts'),
        ]);
        const seen = await documents.read(uri, token);
        const reader = seen && (await outlineReader(seen.reading));
        // Meanwhile the text may have become another.
        const read = await documents.read(uri, token);
        if (!read) return [];
        const now = host.now();
        const blocks = reader?.outline?.(read.reading.document.text) ?? [];
        const symbolOf = (object: PkiObject): DocumentSymbol => {
          const { value, span } = object;
          const range = toRange(read.document, span);
          const name = value
            ? localize(summary(value, { now }))
            : localize(message('{label} · cannot be read', { label: writtenAs(object) }));
          const fields = isOutlined && value ? fieldSymbols(read.document, object, describe(value), localize) : [];
          const selectionRange = { start: range.start, end: range.start };
          return {
            name,
            kind: kindOf(object),
            range,
            selectionRange,
            ...(fields.length > 0 ? { children: fields } : {}),
          };
        };
        const isOutlined = hasHierarchy && read.reading.pki.objects.length <= outlinedObjects;
        const symbols = new Map<PkiObject, DocumentSymbol>();
        for (const object of read.reading.pki.objects) {
          const holder = object.within && symbols.get(object.within.holder);
          if (holder) holder.children = [...(holder.children ?? []), symbolOf(object)];
          else symbols.set(object, symbolOf(object));
        }
        return [...symbols.values(), ...blocks.map((entry) => toSymbol(entry, read.document))];
      }),
    );
  },
};

const blockKinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  part: SymbolKind.Module,
  server: SymbolKind.Class,
  place: SymbolKind.Method,
  peers: SymbolKind.Interface,
  table: SymbolKind.Enum,
};

function toSymbol(
  { name, detail, kind, span, nameSpan, children }: OutlineEntry,
  document: TextDocument,
): DocumentSymbol {
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: blockKinds[kind],
    range: toRange(document, span),
    selectionRange: toRange(document, nameSpan),
    children: children.map((child) => toSymbol(child, document)),
  };
}

interface Asked {
  readonly textDocument: { readonly uri: string };
}

/** Each at a place of its own in the block, one after the other: the editor sorts them by it. */
function fieldSymbols(
  document: TextDocument,
  { span }: PkiObject,
  fields: readonly Field[],
  localize: Localize,
): DocumentSymbol[] {
  const shown = fields.filter(({ audience }) => audience !== 'programs');
  return shown.slice(0, span.end - span.start).map(({ label, text }, i) => {
    const range = toRange(document, { start: span.start + i, end: span.end });
    const detail = text ? localize(text) : '';
    return {
      name: localize(label),
      detail: detail.length > longestDetail ? `${detail.slice(0, longestDetail)}…` : detail,
      kind: SymbolKind.Field,
      range,
      selectionRange: { start: range.start, end: range.start },
    };
  });
}

const longestDetail = 200;

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
