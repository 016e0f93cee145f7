import type { FileReference, TlsContext } from '../tls/context.ts';
import type { CertificateList, PkiObject } from '../x509/types.ts';
import type { LintFacts } from './facts.ts';

export interface ConfiguredList {
  readonly list: CertificateList;
  readonly object: PkiObject;
  readonly reference: FileReference;
  readonly uri: string;
}

/** The revocation lists in the files that a context names; undefined where one of the files is not known. */
export function configuredLists(
  { revocationLists = [] }: TlsContext,
  { uri, workspace }: Pick<LintFacts, 'uri' | 'workspace'>,
): readonly ConfiguredList[] | undefined {
  const lists: ConfiguredList[] = [];
  for (const { value: reference } of revocationLists) {
    const target = reference === 'unknown' ? undefined : workspace.resolve(reference, uri);
    if (reference === 'unknown' || target?.state !== 'found') return undefined;
    for (const object of target.objects) {
      if (!object.value) return undefined;
      if (object.value.kind !== 'certificate-list' || !object.block) continue;
      lists.push({ list: object.value, object, reference, uri: target.uri });
    }
  }
  return lists;
}
