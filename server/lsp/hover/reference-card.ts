import { type Message, message } from '../../core/base/message.ts';
import { displayName } from '../../core/describe/names.ts';
import { summary } from '../../core/describe/summary.ts';
import type { FileReference, TlsContext } from '../../core/tls/context.ts';
import { ownPurpose, type PathQuestion } from '../../core/workspace/path-question.ts';
import { displayPath } from '../../core/workspace/paths.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';
import type { CardKit } from './card-kit.ts';
import { objectCard } from './object-card.ts';
import { questionOf } from './standing.ts';

/** Objects of one file that are listed below the first. */
const listed = 10;

/** Certificates of the workspace that are tried against what a configuration trusts. */
const triedPeers = 50;
/** Those that are named. */
const shownPeers = 5;

type Asking = Pick<CardKit, 'workspace' | 'fromUri'>;

/** What the card needs to be validated first. */
export function referenceQuestions(reference: FileReference, context: TlsContext, kit: Asking): PathQuestion[] {
  if (reference.purpose === 'trust-anchors') return peerQuestions(context, kit);
  const target = kit.workspace.resolve(reference, kit.fromUri);
  const [first] = target.state === 'found' ? inOrder(target.objects, reference) : [];
  const question = first && questionOf(first, { ...kit, ...usageOf(reference, context, kit) });
  return question ? [question] : [];
}

/** What a path in a configuration leads to. */
export function referenceCard(reference: FileReference, context: TlsContext, kit: CardKit): string {
  const { ink, localize, fromUri } = kit;
  const target = kit.workspace.resolve(reference, fromUri);
  switch (target.state) {
    case 'found': {
      const [first, ...others] = inOrder(target.objects, reference);
      const file = ink.link(displayPath(target.uri, fromUri), target.uri);
      if (!first) {
        return `${file}\n\n${localize(message('This file holds no certificate, key or other PEM object.'))}`;
      }
      const parts = [
        file,
        reference.purpose === 'trust-anchors' ? peersSentence(context, kit) : '',
        objectCard(first, { ...kit, ...usageOf(reference, context, kit) }),
        others.length > 0 ? otherObjects(others, message('Also in this file:'), kit) : '',
      ];
      return parts.filter((part) => part !== '').join('\n\n');
    }
    case 'missing':
      return target.outside
        ? localize(
            message('{path} is outside this workspace and not on this machine.', { path: ink.code(reference.path) }),
          )
        : [
            localize(message('File not found. Looked for:')),
            ink.list(target.tried.map((uri) => ink.code(displayPath(uri, fromUri)))),
          ].join('\n\n');
    case 'unreadable':
      return localize(
        message('{path} is there, but it cannot be read.', { path: ink.code(displayPath(target.uri, fromUri)) }),
      );
  }
}

/** What the configuration uses the file for, and whom it trusts besides. */
function usageOf(
  { purpose }: FileReference,
  context: TlsContext,
  { workspace, fromUri }: Asking,
): Pick<CardKit, 'purpose' | 'contextAnchors'> {
  if (purpose !== 'certificate') return {};
  return { purpose: context.role, contextAnchors: workspace.contextAnchors(context, fromUri) };
}

/** Whom the context would let in, of the certificates that are known: its own trust anchors are what counts. */
function peerQuestions(context: TlsContext, { workspace, fromUri }: Asking): PathQuestion[] {
  const purpose = context.role === 'server' ? 'client' : 'server';
  const anchors = workspace.contextAnchors(context, fromUri);
  const basis = workspace.trustBasis(fromUri);
  return workspace.certificates
    .filter(({ certificate }) => !certificate.basicConstraints?.cA && ownPurpose(certificate) === purpose)
    .slice(0, triedPeers)
    .map(({ certificate }) => ({ certificate, purpose, revocation: true, anchors, basis }));
}

function peersSentence(context: TlsContext, kit: CardKit): string {
  const { ink, localize, workspace, fromUri } = kit;
  const accepted = peerQuestions(context, kit).filter(
    (question) => workspace.pathReport(question)?.verdict === 'trusted',
  );
  const names = accepted.slice(0, shownPeers).map(({ certificate }) => {
    const place = workspace.placeOf(certificate);
    const name = ink.text(displayName(certificate));
    return place ? `${name} (${ink.link(displayPath(place.uri, fromUri), place.uri)})` : name;
  });
  if (accepted.length > shownPeers) {
    names.push(localize(message('and {count} more', { count: accepted.length - shownPeers })));
  }
  if (context.role === 'server') {
    return accepted.length > 0
      ? localize(message('Client certificates of this workspace that validate with it: {names}.', { names }))
      : localize(message('No client certificate of this workspace validates with it.'));
  }
  return accepted.length > 0
    ? localize(message('Server certificates of this workspace that validate with it: {names}.', { names }))
    : localize(message('No server certificate of this workspace validates with it.'));
}

/** The kind that the configuration asks for first. */
function inOrder(objects: readonly PkiObject[], { purpose }: FileReference): readonly PkiObject[] {
  const wanted =
    { 'private-key': 'private-key', 'revocation-list': 'certificate-list' }[String(purpose)] ?? 'certificate';
  const at = objects.findIndex(({ value }) => value?.kind === wanted);
  const first = objects[at];
  return first ? [first, ...objects.slice(0, at), ...objects.slice(at + 1)] : objects;
}

export function otherObjects(others: readonly PkiObject[], title: Message, { ink, localize, now }: CardKit): string {
  const lines = others
    .slice(0, listed)
    .map((object) => ink.text(object.value ? localize(summary(object.value, { now })) : writtenAs(object)));
  if (others.length > listed) lines.push(localize(message('and {count} more', { count: others.length - listed })));
  return [localize(title), ink.list(lines)].join('\n\n');
}
