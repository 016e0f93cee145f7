import type { Chain } from '../chain/chain.ts';
import type { TlsContext } from '../tls/context.ts';
import type { Certificate } from '../x509/types.ts';
import type { LocatedCertificate } from './object-index.ts';

const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

/**
 * CA certificates that `context` could trust, best first: roots that stand above a certificate of the kind the peer
 * shows, then other roots. Intermediates are left out: nginx and older Pythons accept no partial chain (FACTS 4.1, 5.1).
 */
export function rankTrustAnchors(
  context: TlsContext,
  certificates: readonly LocatedCertificate[],
  chainOf: (certificate: Certificate) => Chain,
  now: Date,
): LocatedCertificate[] {
  const wanted = context.role === 'client' ? serverAuth : clientAuth;
  const roots = certificates.filter(({ certificate }) => isCurrentCa(certificate, now) && isRoot(certificate, chainOf));
  const above = new Map<string, { fits: number; others: number }>();
  for (const { certificate } of certificates) {
    if (certificate.basicConstraints?.cA) continue;
    const root = chainOf(certificate).certificates.at(-1);
    if (!root || root === certificate) continue;
    const count = above.get(root.sha256) ?? { fits: 0, others: 0 };
    const usages = certificate.extKeyUsage;
    if (!usages || usages.includes(wanted)) count.fits++;
    else count.others++;
    above.set(root.sha256, count);
  }
  const rank = ({ certificate }: LocatedCertificate): number => {
    const count = above.get(certificate.sha256);
    if (!count) return 1;
    return count.fits > 0 ? 0 : 2;
  };
  return roots
    .map((root) => ({ root, rank: rank(root) }))
    .sort((a, b) => a.rank - b.rank || compare(a.root.uri, b.root.uri))
    .map(({ root }) => root);
}

/** A CA certificate that may sign and is within its validity. */
function isCurrentCa({ basicConstraints, keyUsage, validity }: Certificate, now: Date): boolean {
  if (!basicConstraints?.cA) return false;
  if (keyUsage && !keyUsage.includes('keyCertSign')) return false;
  return validity.notBefore <= now && now <= validity.notAfter;
}

function isRoot(certificate: Certificate, chainOf: (certificate: Certificate) => Chain): boolean {
  const chain = chainOf(certificate);
  return chain.certificates.length === 1 && chain.end === 'self-signed';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
