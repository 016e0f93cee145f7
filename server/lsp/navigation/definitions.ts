import type { LocatedObject } from '../../core/lint/facts.ts';
import type { LocatedCertificate } from '../../core/workspace/object-store.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';

/**
 * Where an object comes from: of a certificate its issuers by verified signature, several where a CA is cross-signed; of
 * a key or a request the certificates for it.
 */
export async function definitionsOf({ object, uri }: LocatedObject, workspace: Workspace): Promise<LocatedObject[]> {
  const { value } = object;
  switch (value?.kind) {
    case 'certificate': {
      const issuers = await workspace.findIssuers(value);
      return issuers.map((issuer) => nearest(issuer, uri, workspace));
    }
    case 'private-key':
      return value.publicKey ? distinct(workspace.certificatesOf(value.publicKey), uri, workspace) : [];
    case 'public-key':
    case 'certification-request':
      return distinct(workspace.certificatesOf(value.subjectPublicKeyInfo), uri, workspace);
    default:
      return [];
  }
}

function distinct(certificates: readonly LocatedCertificate[], uri: string, workspace: Workspace): LocatedObject[] {
  const first = new Map(certificates.toReversed().map((located) => [located.certificate.sha256, located]));
  return [...first.values()].reverse().map((located) => nearest(located, uri, workspace));
}

/** The same certificate in the document that is looked at, where it is there too: in a bundle, its issuer is below it. */
function nearest(located: LocatedCertificate, uri: string, workspace: Workspace): LocatedObject {
  return workspace.placesOf(located.certificate.sha256).find((place) => place.uri === uri) ?? located;
}
