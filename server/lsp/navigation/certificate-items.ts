import { SymbolKind, type TypeHierarchyItem } from 'vscode-languageserver';
import { displayName } from '../../core/describe/names.ts';
import type { LocatedCertificate } from '../../core/workspace/object-store.ts';
import { formatName } from '../../core/x509/name.ts';
import type { Places } from '../places.ts';
import { locate } from './locations.ts';

/** Certificates as the type hierarchy shows them. */
export async function toItems(
  certificates: readonly LocatedCertificate[],
  places: Places,
): Promise<TypeHierarchyItem[]> {
  const locations = await locate(certificates, places);
  return certificates.flatMap((located): TypeHierarchyItem[] => {
    const location = locations.get(located);
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
  });
}
