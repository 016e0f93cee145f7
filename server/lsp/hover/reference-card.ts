import { message } from '../../core/base/message.ts';
import { summary } from '../../core/describe/summary.ts';
import type { ReferenceTarget } from '../../core/lint/facts.ts';
import type { FileReference } from '../../core/tls/context.ts';
import { displayPath } from '../../core/workspace/paths.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { type CardKit, objectCard } from './object-card.ts';

/** Objects of one file that are listed below the first. */
const listed = 10;

/** What a path in a configuration leads to. */
export function referenceCard(reference: FileReference, target: ReferenceTarget, kit: CardKit): string {
  const { ink, localize, fromUri } = kit;
  switch (target.state) {
    case 'found': {
      const [first, ...others] = inOrder(target.objects, reference);
      const file = ink.link(displayPath(target.uri, fromUri), target.uri);
      if (!first) {
        return `${file}\n\n${localize(message('This file holds no certificate, key or other PEM object.'))}`;
      }
      return [file, objectCard(first, kit), ...(others.length > 0 ? [otherObjects(others, kit)] : [])].join('\n\n');
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

/** The kind that the configuration asks for first. */
function inOrder(objects: readonly PkiObject[], { purpose }: FileReference): readonly PkiObject[] {
  const wanted =
    { 'private-key': 'private-key', 'revocation-list': 'certificate-list' }[String(purpose)] ?? 'certificate';
  const at = objects.findIndex(({ value }) => value?.kind === wanted);
  const first = objects[at];
  return first ? [first, ...objects.slice(0, at), ...objects.slice(at + 1)] : objects;
}

function otherObjects(others: readonly PkiObject[], { ink, localize, now }: CardKit): string {
  const lines = others
    .slice(0, listed)
    .map(({ value, block }) => ink.text(value ? localize(summary(value, { now })) : (block?.label ?? '')));
  if (others.length > listed) lines.push(localize(message('and {count} more', { count: others.length - listed })));
  return [localize(message('Also in this file:')), ink.list(lines)].join('\n\n');
}
