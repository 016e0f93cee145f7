import { message } from '../../core/base/message.ts';
import { type Span, touches } from '../../core/base/span.ts';
import type { Description } from '../../core/config/completion.ts';
import { type FileReference, fileReferences, type TlsContext } from '../../core/tls/context.ts';
import type { PathQuestion } from '../../core/workspace/path-question.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { type Ink, markdown, plain } from '../ink.ts';
import type { CardKit } from './card-kit.ts';
import { type ListKit, listCard } from './list-card.ts';
import { objectCard } from './object-card.ts';
import { isIssuerMissing } from './path-card.ts';
import { otherObjects, referenceCard, referenceQuestions } from './reference-card.ts';
import { questionOf } from './standing.ts';
import { wordCard } from './word-card.ts';

/** By the format of the client. Loaded with the first card, as all of this. */
export const inks: Readonly<Record<'markdown' | 'plaintext', Ink>> = { markdown, plaintext: plain };

/** The innermost object there: a certificate stands inside of the JSON Web Key that it belongs to. */
function objectAt({ pki: { objects } }: Reading, offset: number): PkiObject | undefined {
  let innermost: PkiObject | undefined;
  for (const object of objects) {
    if (touches(object.span, offset) && (!innermost || length(object) < length(innermost))) innermost = object;
  }
  return innermost;
}

function length({ span: { start, end } }: PkiObject): number {
  return end - start;
}

/** The other objects at the very same place: a value may be the base64 of several blocks. */
function besides(object: PkiObject, { pki: { objects } }: Reading, kit: CardKit): string {
  const { start, end } = object.span;
  const others = objects.filter(
    (other) => other !== object && !other.within && other.span.start === start && other.span.end === end,
  );
  return others.length > 0 ? otherObjects(others, message('Also in this value:'), kit) : '';
}

/** What the card at a place needs to be validated first. */
export function questionsAt(
  reading: Reading,
  offset: number,
  kit: Pick<CardKit, 'workspace' | 'fromUri'>,
): readonly PathQuestion[] {
  const object = objectAt(reading, offset);
  if (object) {
    const question = questionOf(object, kit);
    return question ? [question] : [];
  }
  for (const context of reading.contexts) {
    const reference = referenceAt(context, offset);
    if (reference) return referenceQuestions(reference, context, kit);
  }
  return [];
}

/** A public root that is not counted is offered: which ones there are has to be known. */
export async function loadOffer(questions: readonly PathQuestion[], workspace: Workspace): Promise<void> {
  const isOpen = questions.some((question) => {
    const report = workspace.pathReport(question);
    return report && isIssuerMissing(report) && question.basis?.system === 'off';
  });
  if (isOpen) await workspace.loadPublicRoots();
}

/** The card of what stands at a place of a document. Loaded with the first hover. */
export function cardAt(
  reading: Reading,
  offset: number,
  kit: CardKit & ListKit & WordKit,
): { readonly text: string; readonly span: Span } | null {
  const object = objectAt(reading, offset);
  if (object)
    return {
      text: [objectCard(object, kit), besides(object, reading, kit)].filter(Boolean).join('\n\n'),
      span: object.span,
    };
  const { word, languageId = '' } = kit;
  // Of a directive's name its own meaning is asked, of its value what it comes to.
  if (word && word.kind !== 'value') return wordCard(word, languageId, kit);
  for (const context of reading.contexts) {
    const reference = referenceAt(context, offset);
    if (reference) return { text: referenceCard(reference, context, kit), span: reference.span };
    const card = listCard(context, offset, kit);
    if (card) return card;
  }
  return word ? wordCard(word, languageId, kit) : null;
}

/** What the language says of the word at the place. */
interface WordKit {
  readonly word?: Description;
  readonly languageId?: string;
}

function referenceAt(context: TlsContext, offset: number): FileReference | undefined {
  return fileReferences(context).find(({ span }) => touches(span, offset));
}
