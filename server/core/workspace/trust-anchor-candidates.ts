import { nextTurn } from '../base/event-loop.ts';
import type { Chain } from '../chain/chain.ts';
import type { TlsContext } from '../tls/context.ts';
import type { Certificate } from '../x509/types.ts';
import type { LocatedCertificate } from './object-store.ts';

const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

/** Certificates between two turns of the event loop: some milliseconds. */
const piece = 200;

/** What the ranking asks of the workspace. */
export interface RankedCertificates {
  readonly certificates: readonly LocatedCertificate[];
  /** Grows when a certificate comes or goes. */
  readonly certificatesVersion: number;
  chainOf(certificate: Certificate): Chain;
  /** Finds the issuers of `certificates`, which `chainOf` speaks of. */
  linkAll(certificates: readonly Certificate[]): Promise<void>;
  /** Called when the ranking is another. */
  rankingChanged(): void;
}

export interface RankedAnchor extends LocatedCertificate {
  /** The most CA certificates between it and a certificate of the kind that the peer shows. */
  readonly intermediates: number;
}

interface Depth {
  server: number;
  client: number;
}

const peers = [
  ['server', serverAuth],
  ['client', clientAuth],
] as const;

type Ranking = Readonly<Record<TlsContext['role'], readonly RankedAnchor[]>>;

/** Whether it matters which CAs `context` could trust. */
export function wantsTrustAnchors({ hasTrustAnchors }: TlsContext): boolean {
  return !hasTrustAnchors;
}

/**
 * CA certificates that a context could trust, best first: roots that stand above a certificate of the kind the peer
 * shows, then other roots. Intermediates are left out: nginx and older Pythons accept no partial chain (FACTS 4.1, 5.1).
 * Worked out for the whole workspace at a time.
 */
export class TrustAnchorCandidates {
  readonly #workspace: RankedCertificates;
  #ranking: Ranking = { client: [], server: [] };
  #version = 0;
  #update: Promise<void> | undefined;
  #asked = false;

  constructor(workspace: RankedCertificates) {
    this.#workspace = workspace;
  }

  /** Whether anything was ever asked that depends on the ranking. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Brings the ranking up to date. */
  update(): Promise<void> {
    this.#asked = true;
    if (this.#version === this.#workspace.certificatesVersion) return this.#update ?? Promise.resolve();
    // One that is under way has begun with an older version: another follows it.
    const former = this.#update ?? Promise.resolve();
    const update: Promise<void> = former.then(
      () => this.#rank(),
      () => this.#rank(),
    );
    this.#update = update;
    const done = (): void => {
      if (this.#update === update) this.#update = undefined;
    };
    update.then(done, done);
    return update;
  }

  for(role: TlsContext['role'], now: Date): readonly RankedAnchor[] {
    return this.#ranking[role].filter(({ certificate: { validity } }) => {
      return validity.notBefore <= now && now <= validity.notAfter;
    });
  }

  async #rank(): Promise<void> {
    const { certificatesVersion, certificates } = this.#workspace;
    if (this.#version === certificatesVersion) return;
    this.#version = certificatesVersion;
    await this.#workspace.linkAll(certificates.slice(0, linkedCertificates).map(({ certificate }) => certificate));
    const roots: LocatedCertificate[] = [];
    const above = new Map<string, { server: number; client: number; others: number; depth: Depth }>();
    for (const [i, located] of certificates.entries()) {
      if (i % piece === piece - 1) await nextTurn();
      const { certificate } = located;
      if (certificate.basicConstraints?.cA) {
        if (maySign(certificate) && isRoot(this.#workspace.chainOf(certificate))) roots.push(located);
        continue;
      }
      const chain = this.#workspace.chainOf(certificate).certificates;
      const root = chain.at(-1);
      if (!root || root === certificate) continue;
      const count = above.get(root.sha256) ?? { server: 0, client: 0, others: 0, depth: { server: 0, client: 0 } };
      above.set(root.sha256, count);
      const usages = certificate.extKeyUsage;
      for (const [peer, usage] of peers) {
        if (usages && !usages.includes(usage)) continue;
        count[peer]++;
        count.depth[peer] = Math.max(count.depth[peer], chain.length - 2);
      }
      count.others++;
    }
    const ranked = (peer: 'server' | 'client'): readonly RankedAnchor[] => {
      const rank = ({ certificate }: LocatedCertificate): number => {
        const count = above.get(certificate.sha256);
        if (!count) return 1;
        return count[peer] > 0 ? 0 : 2;
      };
      return roots
        .map((root) => ({ root, rank: rank(root) }))
        .sort((a, b) => a.rank - b.rank || compare(a.root.uri, b.root.uri))
        .map(({ root }) => ({ ...root, intermediates: above.get(root.certificate.sha256)?.depth[peer] ?? 0 }));
    };
    // A client looks at servers' certificates, a server at clients'.
    const before = this.#ranking;
    this.#ranking = { client: ranked('server'), server: ranked('client') };
    if (isSame(before.client, this.#ranking.client) && isSame(before.server, this.#ranking.server)) return;
    this.#workspace.rankingChanged();
  }
}

/** Certificates whose issuers are looked for at once. */
const linkedCertificates = 2_000;

function maySign({ keyUsage }: Certificate): boolean {
  return !keyUsage || keyUsage.includes('keyCertSign');
}

function isRoot({ certificates, end }: Chain): boolean {
  return certificates.length === 1 && end === 'self-signed';
}

function isSame(a: readonly RankedAnchor[], b: readonly RankedAnchor[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ uri, certificate, intermediates }, i) =>
        uri === b[i]?.uri && certificate.sha256 === b[i]?.certificate.sha256 && intermediates === b[i]?.intermediates,
    )
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
