import { nextTurn } from '../base/event-loop.ts';
import { type Chain, chainOf } from '../chain/chain.ts';
import type { IssuerLinks } from '../chain/issuer-links.ts';
import type { Certificate } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import type { LocatedCertificate } from './object-store.ts';

/** Certificates whose issuers are verified between two turns of the event loop. */
const linkedAtOnce = 64;
/** Certificates that name a CA as theirs and are verified when someone asks what it issued. */
const issuedLookedAt = 5_000;

/** Verifies signatures from `certificates` upwards, after which `chainOf` and `issuersOf` speak of them. */
export async function linkAll(
  certificates: readonly Certificate[],
  links: IssuerLinks,
  { bySubject }: ObjectIndex,
): Promise<void> {
  let level = certificates;
  const seen = new Set<string>();
  for (let depth = 0; level.length > 0 && depth < 10; depth++) {
    const fresh = level.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256));
    for (let at = 0; at < fresh.length; at += linkedAtOnce) {
      if (at > 0) await nextTurn();
      const piece = fresh.slice(at, at + linkedAtOnce);
      await Promise.all(piece.map((certificate) => links.link(certificate, bySubject)));
    }
    level = fresh.flatMap((certificate) => links.issuersOf(certificate, bySubject).map(({ issuer }) => issuer));
  }
}

/** The certificates whose key verifies the signature of this one. */
export function issuersOf(certificate: Certificate, links: IssuerLinks, { bySubject }: ObjectIndex): Certificate[] {
  return links
    .issuersOf(certificate, bySubject)
    .flatMap(({ issuer, signature }) => (signature === 'valid' ? [issuer] : []));
}

/** The other certificates that this one issued, by verified signature: the first of them where there are too many. */
export async function findIssued(
  issuer: Certificate,
  links: IssuerLinks,
  objects: ObjectIndex,
): Promise<readonly LocatedCertificate[]> {
  const naming = objects
    .naming(issuer.subject)
    .filter(({ certificate }) => certificate.sha256 !== issuer.sha256)
    .slice(0, issuedLookedAt);
  await linkAll(
    naming.map(({ certificate }) => certificate),
    links,
    objects,
  );
  const issued: LocatedCertificate[] = [];
  for (const [i, located] of naming.entries()) {
    if (i % linkedAtOnce === linkedAtOnce - 1) await nextTurn();
    const found = issuersOf(located.certificate, links, objects);
    if (found.some(({ sha256 }) => sha256 === issuer.sha256)) issued.push(located);
  }
  return issued;
}

export function isSelfSigned(certificate: Certificate, links: IssuerLinks, { bySubject }: ObjectIndex): boolean {
  const { certificates, end }: Chain = chainOf(certificate, links, bySubject);
  return certificates.length === 1 && end === 'self-signed';
}
