import { type Hover, MarkupKind } from 'vscode-languageserver';
import { languageOf } from '../../core/config/find.ts';
import type { Feature } from '../feature.ts';
import { toRange } from '../ranges.ts';

/** The card of the PEM block under the cursor, of the file that a path in a configuration leads to, of a list or a word. */
export const feature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  listen({ connection, client, hasCommands, documents, workspace, settings, host, localize, scanned, answer }) {
    let isScanned = false;
    void scanned.then(() => {
      isScanned = true;
    });
    const format = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown)
      ? MarkupKind.Markdown
      : MarkupKind.PlainText;
    connection.onHover(
      answer<Where, Hover | null>('textDocument/hover', null, async ({ textDocument: { uri }, position }, token) => {
        const { cardAt, inks, loadOffer, questionsAt } = await import('../hover/card-at.ts');
        await settings.loaded;
        const seen = await documents.prepared(uri, token, position);
        if (!seen) return null;
        const where = { workspace, fromUri: uri };
        const questions = questionsAt(seen.reading, seen.document.offsetAt(position), where);
        await workspace.validate(questions);
        // Before, an issuer may be missing for not having been read yet.
        if (isScanned) await loadOffer(questions, workspace);
        const language = languageOf(seen.reading.document);
        const vocabulary = await language?.loadVocabulary?.();
        // Meanwhile the text may have become another.
        const read = await documents.prepared(uri, token, position);
        if (!read) return null;
        const offset = read.document.offsetAt(position);
        const word = vocabulary?.describe(read.reading.document.text, offset);
        const card = cardAt(read.reading, offset, {
          ink: inks[format],
          localize,
          ...where,
          now: host.now(),
          expiryWarningDays: settings.of(uri).expiryWarningDays,
          openSslVersion: settings.of(uri).openSslVersion,
          ...(hasCommands && format === MarkupKind.Markdown && { pointedAt: position }),
          ...(word && language && { word, languageId: language.id }),
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
