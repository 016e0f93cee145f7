import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import type { CertificatePool } from './certificate-pool.ts';
import { octetsKey } from './octets.ts';
import { claimsToBeCa } from './profile/certificate-profile.ts';

/** Holds from one moment to another: between them none of the issuers becomes valid or expires. */
interface Ranking {
  readonly from: number;
  readonly until: number;
  readonly issuers: readonly Certificate[];
}

/** By the name and the key identifier of an issuer, which is all that tells candidates apart. */
const rankings = new WeakMap<CertificatePool, Map<string, Ranking>>();

/** The certificates of a pool that may have issued one, the most promising first (RFC 4158, 3.5). */
export function rankedIssuers(pool: CertificatePool, certificate: Certificate, at: number): readonly Certificate[] {
  const named = pool.named(certificate.issuer);
  if (named.length < 2) return named;
  const { authorityKeyIdentifier: wanted } = certificate;
  const key = `${nameKey(certificate.issuer)} ${wanted ? octetsKey(wanted) : ''}`;
  const ofPool = rankings.get(pool) ?? new Map<string, Ranking>();
  rankings.set(pool, ofPool);
  let ranking = ofPool.get(key);
  if (!ranking || at < ranking.from || ranking.until < at) {
    ranking = rank(named, pool, wanted, at);
    ofPool.set(key, ranking);
  }
  return ranking.issuers;
}

const firsts = new WeakMap<readonly Certificate[], readonly Certificate[]>();

/** Of ranked issuers of one name the first with each key: thousands may have the same. */
export function firstOfEachKey(ranked: readonly Certificate[]): readonly Certificate[] {
  if (ranked.length < 2) return ranked;
  let found = firsts.get(ranked);
  if (!found) {
    const byKey = new Map<string, Certificate>();
    for (const issuer of ranked) {
      const key = keyFingerprint(issuer.subjectPublicKeyInfo);
      if (!byKey.has(key)) byKey.set(key, issuer);
    }
    found = [...byKey.values()];
    firsts.set(ranked, found);
  }
  return found;
}

function rank(
  named: readonly Certificate[],
  pool: CertificatePool,
  wanted: Uint8Array | undefined,
  at: number,
): Ranking {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const { validity } of named) {
    const begins = validity.notBefore.getTime();
    const ends = validity.notAfter.getTime();
    if (begins <= at) from = Math.max(from, begins);
    else until = Math.min(until, begins - 1);
    if (at <= ends) until = Math.min(until, ends);
    else from = Math.max(from, ends + 1);
  }
  const scored = named.map((issuer) => ({ issuer, score: score(issuer, pool, wanted, at) }));
  return { from, until, issuers: scored.sort((a, b) => a.score - b.score).map(({ issuer }) => issuer) };
}

/** Lower is more promising: the key identifiers agree, it is current, a CA, trusted. */
function score(issuer: Certificate, pool: CertificatePool, wanted: Uint8Array | undefined, at: number): number {
  const own = issuer.subjectKeyIdentifier;
  const keyMismatch = wanted && own ? (octetsKey(wanted) === octetsKey(own) ? 0 : 2) : 1;
  const { notBefore, notAfter } = issuer.validity;
  const isCurrent = notBefore.getTime() <= at && at <= notAfter.getTime();
  return keyMismatch * 8 + (isCurrent ? 0 : 4) + (claimsToBeCa(issuer) ? 0 : 2) + (pool.anchorOf(issuer) ? 0 : 1);
}
