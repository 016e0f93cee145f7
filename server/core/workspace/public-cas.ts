import { textHash } from '../base/text-hash.ts';
import type { PathFailure } from '../chain/path-failure.ts';
import type { PathReport } from '../chain/path-report.ts';
import { defaultSettings } from '../lint/settings.ts';
import { extension as timestampList } from '../x509/extensions/signed-certificate-timestamp-list.ts';
import type { Name } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import { isSelfIssued, isServer } from '../x509/roles.ts';
import type { Certificate } from '../x509/types.ts';
import type { MachineRoots } from './machine-roots.ts';
import type { ObjectIndex } from './object-index.ts';
import type { PathQuestion } from './path-question.ts';
import { publicRootNames } from './public-root-names.ts';
import { TrustBasis } from './trust-basis.ts';

/** Issuers of issuers that are looked at. */
const longestWay = 8;

/** Who answers for one document. */
interface Surroundings {
  /** Finds without noting that somebody asked. */
  readonly all: ObjectIndex;
  /** Notes what the answer depends on. */
  readonly noting: ObjectIndex;
  ask(question: PathQuestion, index: ObjectIndex): Promise<PathReport>;
}

/**
 * Which server certificates a public CA issued: those with a path to one of Mozilla's roots. The roots are read once an
 * issuer has the name of one; where none has, as with a private CA, nothing is read or validated.
 */
export class PublicCas {
  readonly #machine: MachineRoots;
  readonly #public = new WeakSet<Certificate>();
  #basis: TrustBasis | undefined;

  constructor(machine: MachineRoots) {
    this.#machine = machine;
  }

  isIssuerOf(certificate: Certificate): boolean {
    return this.#public.has(certificate);
  }

  async look(certificates: readonly Certificate[], around: Surroundings): Promise<void> {
    const leads = new Ways(around);
    const candidates = certificates.filter((one) => {
      if (isServer(one) && !isSelfIssued(one) && !isLogged(one) && leads.toRootName(one.issuer)) return true;
      this.#public.delete(one);
      return false;
    });
    const basis = candidates.length > 0 ? await this.#mozilla() : undefined;
    if (!basis) return;
    await Promise.all(
      candidates.map(async (certificate) => {
        const question = { certificate, purpose: 'any', revocation: false, basis } as const;
        const { path, failures } = await around.ask(question, around.noting);
        // One that is over, or not begun, comes from there all the same.
        if (path.anchor && failures.every(isOfDate)) this.#public.add(certificate);
        else this.#public.delete(certificate);
      }),
    );
  }

  /** Mozilla's roots alone, and no CA of the workspace. */
  async #mozilla(): Promise<TrustBasis | undefined> {
    const machine = await this.#machine.load('mozilla');
    if (!machine) return undefined;
    const { trustAnchors } = defaultSettings;
    this.#basis ??= new TrustBasis(
      { profile: 'rfc5280', trustAnchors: { ...trustAnchors, system: 'mozilla' } },
      { files: new Set(), unmatched: [], isIncluded: () => false, folders: [], machine },
    );
    return this.#basis;
  }
}

/** Its signed timestamps say that already. */
function isLogged({ extensionValues }: Certificate): boolean {
  return (extensionValues.get(timestampList)?.length ?? 0) > 0;
}

function isOfDate({ code }: PathFailure): boolean {
  return code === 'expired' || code === 'not-yet-valid';
}

/** Where issuers lead by their names: thousands of certificates have the same. */
class Ways {
  readonly #around: Surroundings;
  readonly #known = new Map<string, boolean>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  toRootName(name: Name, length = 0): boolean {
    const key = nameKey(name);
    let leads = this.#known.get(key);
    if (leads === undefined) {
      // For names that lead to themselves.
      this.#known.set(key, false);
      leads = publicRootNames.has(textHash(key)) || (length < longestWay && this.#issuersLead(key, length));
      this.#known.set(key, leads);
    }
    return leads;
  }

  #issuersLead(key: string, length: number): boolean {
    const issuers = this.#around.all.bySubject.get(key) ?? [];
    // Whoever comes to be there may lead further; those that are there stay what they are, mostly.
    if (issuers.length === 0) this.#around.noting.bySubject.get(key);
    return issuers.some((issuer) => !isSelfIssued(issuer) && this.toRootName(issuer.issuer, length + 1));
  }
}
