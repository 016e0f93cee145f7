import { type Span, touches } from '../../core/base/span.ts';
import { type FileReference, fileReferences, type TlsContext } from '../../core/tls/context.ts';
import type { PathQuestion } from '../../core/workspace/path-question.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import { type ListKit, listCard } from './list-card.ts';
import { type CardKit, objectCard } from './object-card.ts';
import { referenceCard } from './reference-card.ts';

/** The card of what stands at a place of a document. Loaded with the first hover. */
export function cardAt(reading: Reading, offset: number, kit: CardKit & ListKit): { text: string; span: Span } | null {
  const object = reading.pki.objects.find(({ span }) => touches(span, offset));
  if (object) return { text: objectCard(object, kit), span: object.span };
  for (const context of reading.contexts) {
    for (const reference of fileReferences(context)) {
      if (!touches(reference.span, offset)) continue;
      const target = kit.workspace.resolve(reference, kit.fromUri);
      return { text: referenceCard(reference, target, kit), span: reference.span };
    }
    const card = listCard(context, offset, kit);
    if (card) return card;
  }
  return null;
}
