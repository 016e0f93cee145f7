import { type Hover, MarkupKind } from 'vscode-languageserver';
import { type Span, touches } from '../../core/base/span.ts';
import { fileReferences } from '../../core/tls/context.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import type { Feature } from '../feature.ts';
import { type CardKit, objectCard } from '../hover/object-card.ts';
import { referenceCard } from '../hover/reference-card.ts';
import { markdown, plain } from '../ink.ts';
import { toRange } from '../ranges.ts';

/** The card of the PEM block under the cursor, or of the file that a path in a configuration leads to. */
export const feature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen({ connection, client, documents, workspace, settings, host, localize, answer }) {
    const format = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown)
      ? MarkupKind.Markdown
      : MarkupKind.PlainText;
    connection.onHover(
      answer<Where, Hover | null>('textDocument/hover', null, async ({ textDocument: { uri }, position }, token) => {
        const read = await documents.prepared(uri, token);
        if (!read) return null;
        const card = cardAt(read.reading, read.document.offsetAt(position), {
          ink: format === MarkupKind.Markdown ? markdown : plain,
          localize,
          workspace,
          now: host.now(),
          expiryWarningDays: settings.of(uri).expiryWarningDays,
          fromUri: uri,
        });
        return card && { contents: { kind: format, value: card.text }, range: toRange(read.document, card.span) };
      }),
    );
  },
};

interface Where {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

function cardAt(reading: Reading, offset: number, kit: CardKit): { text: string; span: Span } | null {
  const object = reading.pki.objects.find(({ span }) => touches(span, offset));
  if (object) return { text: objectCard(object, kit), span: object.span };
  for (const context of reading.contexts) {
    for (const reference of fileReferences(context)) {
      if (!touches(reference.span, offset)) continue;
      const target = kit.workspace.resolve(reference, kit.fromUri);
      return { text: referenceCard(reference, target, kit), span: reference.span };
    }
  }
  return null;
}
