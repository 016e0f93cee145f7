import { SymbolKind, type TypeHierarchyItem } from 'vscode-languageserver';
import { displayName } from '../../core/describe/names.ts';
import type { LocatedCertificate } from '../../core/workspace/object-store.ts';
import { formatName } from '../../core/x509/name.ts';
import type { Places } from '../places.ts';
import { toLocations } from './locations.ts';

/** Certificates as the type hierarchy shows them. */
export async function toItems(
  certificates: readonly LocatedCertificate[],
  places: Places,
): Promise<TypeHierarchyItem[]> {
  const items = await Promise.all(
    certificates.map(async (located): Promise<TypeHierarchyItem[]> => {
      const [location] = await toLocations([located], places);
      const { certificate } = located;
      return location
        ? [
            {
              name: displayName(certificate),
              detail: formatName(certificate.issuer),
              kind: SymbolKind.Object,
              uri: location.uri,
              range: location.range,
              selectionRange: location.range,
              data: certificate.sha256,
            },
          ]
        : [];
    }),
  );
  return items.flat();
}
