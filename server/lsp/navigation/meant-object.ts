import { touches } from '../../core/base/span.ts';
import type { LocatedObject } from '../../core/lint/facts.ts';
import { type FilePurpose, type FileReference, fileReferences } from '../../core/tls/context.ts';
import type { Reading } from '../../core/workspace/reading.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { PkiObject, PkiValue } from '../../core/x509/types.ts';

/** What a place of a document speaks of. */
export type Meant =
  /** The block that the place is in. */
  | { readonly by: 'block'; readonly located: LocatedObject }
  /** What a path leads to; without an object where the file holds none. */
  | { readonly by: 'path'; readonly uri: string; readonly located: LocatedObject | undefined };

/** Of a prepared reading. */
export function meantAt(reading: Reading, offset: number, workspace: Workspace): Meant | undefined {
  const { uri } = reading.document;
  const object = reading.pki.objects.find(({ span }) => touches(span, offset));
  if (object) return { by: 'block', located: { uri, object } };
  const reference = referenceAt(reading, offset);
  if (!reference) return undefined;
  const target = workspace.resolve(reference, uri);
  if (target.state === 'missing') return undefined;
  const first = target.state === 'found' ? firstOf(target.objects, reference.purpose) : undefined;
  return { by: 'path', uri: target.uri, located: first && { uri: target.uri, object: first } };
}

function referenceAt({ contexts }: Reading, offset: number): FileReference | undefined {
  for (const context of contexts) {
    const found = fileReferences(context).find(({ span }) => touches(span, offset));
    if (found) return found;
  }
  return undefined;
}

const kinds: Readonly<Partial<Record<FilePurpose, PkiValue['kind']>>> = {
  certificate: 'certificate',
  'trust-anchors': 'certificate',
  'private-key': 'private-key',
  'revocation-list': 'certificate-list',
};

/** The first of the kind that the configuration asks for: in a file with a key and its chain, either may come first. */
function firstOf(objects: readonly PkiObject[], purpose: FilePurpose): PkiObject | undefined {
  return objects.find(({ value }) => value?.kind === kinds[purpose]) ?? objects[0];
}
