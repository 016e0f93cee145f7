import type { CancellationToken, TypeHierarchyItem } from 'vscode-languageserver';
import type { LocatedCertificate } from '../../core/workspace/object-store.ts';
import type { Feature } from '../feature.ts';

/** Issuers upwards, issued certificates downwards, both by verified signature. */
export const feature: Feature = {
  capabilities: () => ({ typeHierarchyProvider: true }),
  listen({ connection, documents, workspace, places, scanned, answer }) {
    const { typeHierarchy } = connection.languages;
    const load = () => import('../navigation/certificate-items.ts');

    typeHierarchy.onPrepare(
      answer<Where, TypeHierarchyItem[] | null>('textDocument/prepareTypeHierarchy', null, async (where, token) => {
        const [{ meantAt }, { toItems }] = await Promise.all([import('../navigation/meant-object.ts'), load()]);
        await scanned;
        const read = await documents.prepared(where.textDocument.uri, token, where.position);
        if (!read) return null;
        const located = meantAt(read.reading, read.document.offsetAt(where.position), workspace)?.located;
        const certificate = located?.object.value;
        if (!located || certificate?.kind !== 'certificate') return null;
        return toItems([{ ...located, certificate }], places);
      }),
    );

    const step = (
      request: string,
      find: (certificate: LocatedCertificate['certificate']) => Promise<readonly LocatedCertificate[]>,
    ) =>
      answer<Item, TypeHierarchyItem[] | null>(request, null, async ({ item }, _token: CancellationToken) => {
        await scanned;
        await documents.readChanges();
        const [place] = typeof item.data === 'string' ? workspace.placesOf(item.data) : [];
        if (!place) return null;
        return (await load()).toItems(await find(place.certificate), places);
      });
    // A self-signed certificate is its own issuer, which would lead nowhere again and again.
    typeHierarchy.onSupertypes(
      step('typeHierarchy/supertypes', async (certificate) =>
        (await workspace.findIssuers(certificate)).filter((issuer) => issuer.certificate.sha256 !== certificate.sha256),
      ),
    );
    typeHierarchy.onSubtypes(step('typeHierarchy/subtypes', (certificate) => workspace.findIssued(certificate)));
  },
};

interface Where {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

interface Item {
  readonly item: TypeHierarchyItem;
}
