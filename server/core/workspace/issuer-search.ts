import { nextTurn } from '../base/event-loop.ts';
import type { IssuerLinks } from '../chain/issuer-links.ts';
import type { KeyHolders } from '../chain/namesakes.ts';
import { SignatureWork } from '../chain/signature-work.ts';
import type { Certificate } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import type { LocatedCertificate } from './object-store.ts';

/** Certificates whose issuers are verified between two turns of the event loop. */
const linkedAtOnce = 64;
/** The same where WebCrypto lacks the algorithm: each takes some 2 ms of this thread. */
const slowAtOnce = 8;
/** Certificates that name a CA as theirs and are verified when someone asks what it issued. */
const issuedLookedAt = 5_000;

/** Verifies signatures from `certificates` upwards, after which `chainOf` and `issuersOf` speak of them. */
export async function linkAll(
  certificates: readonly Certificate[],
  links: IssuerLinks,
  { bySubject }: ObjectIndex,
): Promise<void> {
  const work = new SignatureWork();
  let level = certificates;
  const seen = new Set<string>();
  const seenKeys = new Set<KeyHolders>();
  for (let depth = 0; level.length > 0 && depth < 10; depth++) {
    const fresh = level.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256));
    for (let at = 0; at < fresh.length; ) {
      if (at > 0) await nextTurn();
      const next = fresh[at];
      const piece = fresh.slice(at, at + (next && isSlow(next) ? slowAtOnce : linkedAtOnce));
      await Promise.all(piece.map((certificate) => links.link(certificate, bySubject, work)));
      at += piece.length;
    }
    const above = new Set(fresh.flatMap((certificate) => links.keysOf(certificate, bySubject)));
    level = [...above].flatMap((holders) => (seenKeys.has(holders) ? [] : holders.certificates));
    for (const holders of above) seenKeys.add(holders);
  }
}

function isSlow({ signatureAlgorithm }: Certificate): boolean {
  return /^dsa/i.test(signatureAlgorithm.name);
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
  const work = new SignatureWork();
  const issued: LocatedCertificate[] = [];
  for (let at = 0; at < naming.length; at += linkedAtOnce) {
    if (at > 0) await nextTurn();
    const piece = naming.slice(at, at + linkedAtOnce);
    const found = await Promise.all(piece.map(({ certificate }) => links.isSignedBy(certificate, issuer, work)));
    issued.push(...piece.filter((_, i) => found[i]));
  }
  const certificates = issued.map(({ certificate }) => certificate);
  await linkAll(certificates, links, objects);
  return issued;
}
