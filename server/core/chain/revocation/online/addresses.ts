import { extension as authorityInfoAccess } from '../../../x509/extensions/authority-info-access.ts';
import { extension as crlDistributionPoints } from '../../../x509/extensions/crl-distribution-points.ts';
import type { Certificate, GeneralName } from '../../../x509/types.ts';

/** Who can be asked whether a certificate is revoked: an OCSP responder, or where a revocation list lies. */
export interface RevocationAddress {
  readonly kind: 'ocsp' | 'list';
  /** As it is asked: `http:` or `https:`, without credentials. */
  readonly url: string;
}

export interface RevocationAddresses {
  /** Responders first: their answers are small and fresh. */
  readonly askable: readonly RevocationAddress[];
  /** What the certificate names besides: other schemes, or no address at all. As written. */
  readonly others: readonly string[];
}

/** Addresses of one certificate that are offered; two or three are usual. */
const keptAddresses = 8;
const longestAddress = 2048;

const ocspMethod = '1.3.6.1.5.5.7.48.1';

/** What a certificate says about where to ask (RFC 5280, 4.2.1.13 and 4.2.2.1). */
export function revocationAddresses({ extensionValues }: Certificate): RevocationAddresses {
  const responders = (extensionValues.get(authorityInfoAccess) ?? []).flatMap(({ accessMethod, accessLocation }) =>
    accessMethod === ocspMethod ? uris([accessLocation]) : [],
  );
  const lists = (extensionValues.get(crlDistributionPoints) ?? []).flatMap(({ fullName }) => uris(fullName ?? []));
  const askable = new Map<string, RevocationAddress>();
  const others = new Set<string>();
  const sort = (kind: RevocationAddress['kind'], written: string): void => {
    const address = readAddress(kind, written);
    if (!address) others.add(written.slice(0, longestAddress));
    else if (askable.size < keptAddresses) askable.set(`${kind} ${address.url}`, address);
  };
  for (const written of responders) sort('ocsp', written);
  for (const written of lists) sort('list', written);
  return { askable: [...askable.values()], others: [...others].slice(0, keptAddresses) };
}

/** An address that may be asked; undefined for any other text. */
export function readAddress(kind: RevocationAddress['kind'], written: string): RevocationAddress | undefined {
  // `URL` silently drops tabs and line ends: what is asked has to be what is shown.
  if (written.length > longestAddress || !/^https?:\/\/[\x21-\x7e]+$/i.test(written)) return undefined;
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.username !== '' || url.password !== '') return undefined;
  // What follows a # is never sent.
  url.hash = '';
  return { kind, url: url.href };
}

function uris(names: readonly GeneralName[]): string[] {
  return names.flatMap((name) => (name.type === 'uniformResourceIdentifier' ? [name.value] : []));
}
