import {
  authorityKey,
  basicConstraints,
  certificatePolicies,
  commonName,
  directory,
  dns,
  ecKey,
  extension,
  extKeyUsage,
  type Issued,
  inhibitAnyPolicy,
  ip,
  issueCertificate,
  keyUsage,
  mail,
  name,
  nameConstraints,
  otherName,
  policyConstraints,
  seq,
  subjectAltName,
  subjectKey,
  type TestKey,
  uri,
} from './chain-maker.ts';

// Random chains: valid ones of every shape, and the same with exactly one defect, each with a name.

/** Numbers from 0 below 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What one certificate is made of, before it is signed. Extensions by object identifier; undefined leaves one out. */
interface Draft {
  subject: Uint8Array;
  serial?: Uint8Array;
  notBefore?: Date;
  notAfter?: Date;
  version?: number;
  breakSignature?: boolean;
  extensions: Map<string, Uint8Array | undefined>;
}

/** Root first. */
type Drafts = [Draft, ...Draft[]];

export interface RandomChain {
  readonly defect: string;
  /** Target first, then the intermediates in random order. */
  readonly certificates: readonly Issued[];
  readonly root: Issued;
}

const oids = {
  ski: '2.5.29.14',
  ku: '2.5.29.15',
  san: '2.5.29.17',
  bc: '2.5.29.19',
  nc: '2.5.29.30',
  policies: '2.5.29.32',
  aki: '2.5.29.35',
  eku: '2.5.29.37',
} as const;

const past = new Date('2026-02-01T00:00:00Z');
const future = new Date('2026-09-01T00:00:00Z');

type Defect = (drafts: Drafts, random: () => number) => boolean;

const leafOf = (drafts: Drafts): Draft => drafts.at(-1) ?? drafts[0];
/** Some CA that is not the root; undefined where there is none. */
const someCa = (drafts: Drafts, random: () => number): Draft | undefined =>
  drafts.length > 2 ? drafts[1 + Math.floor(random() * (drafts.length - 2))] : undefined;

function onCa(change: (ca: Draft) => void): Defect {
  return (drafts, random) => {
    const ca = someCa(drafts, random);
    if (ca) change(ca);
    return ca !== undefined;
  };
}

function onLeaf(change: (leaf: Draft) => void): Defect {
  return (drafts) => {
    change(leafOf(drafts));
    return true;
  };
}

function onRoot(change: (root: Draft) => void): Defect {
  return (drafts) => {
    change(drafts[0]);
    return true;
  };
}

/** What can go wrong, one at a time. False where the chain has no place for it. */
export const defects: Readonly<Record<string, Defect>> = {
  none: () => true,
  'leaf expired': onLeaf((leaf) => {
    leaf.notAfter = past;
  }),
  'leaf not yet valid': onLeaf((leaf) => {
    leaf.notBefore = future;
  }),
  'CA expired': onCa((ca) => {
    ca.notAfter = past;
  }),
  'root expired': onRoot((root) => {
    root.notAfter = past;
  }),
  'leaf signature changed': onLeaf((leaf) => {
    leaf.breakSignature = true;
  }),
  'CA signature changed': onCa((ca) => {
    ca.breakSignature = true;
  }),
  'root signature changed': onRoot((root) => {
    root.breakSignature = true;
  }),
  'CA without basicConstraints': onCa((ca) => ca.extensions.delete(oids.bc)),
  'CA with cA false': onCa((ca) => ca.extensions.set(oids.bc, basicConstraints(false))),
  'CA basicConstraints not critical': onCa((ca) =>
    ca.extensions.set(oids.bc, basicConstraints(true, undefined, false)),
  ),
  'CA without keyCertSign': onCa((ca) => ca.extensions.set(oids.ku, keyUsage('cRLSign'))),
  'root without keyCertSign': onRoot((root) => root.extensions.set(oids.ku, keyUsage('cRLSign'))),
  'CA without keyUsage': onCa((ca) => ca.extensions.delete(oids.ku)),
  'CA without subjectKeyIdentifier': onCa((ca) => ca.extensions.set(oids.ski, undefined)),
  'CA without authorityKeyIdentifier': onCa((ca) => ca.extensions.set(oids.aki, undefined)),
  'leaf without authorityKeyIdentifier': onLeaf((leaf) => leaf.extensions.set(oids.aki, undefined)),
  'leaf with keyCertSign': onLeaf((leaf) => leaf.extensions.set(oids.ku, keyUsage('digitalSignature', 'keyCertSign'))),
  'leaf for clients': onLeaf((leaf) => leaf.extensions.set(oids.eku, extKeyUsage('1.3.6.1.5.5.7.3.2'))),
  'leaf for anything': onLeaf((leaf) => leaf.extensions.set(oids.eku, extKeyUsage('2.5.29.37.0'))),
  'CA for clients': onCa((ca) => ca.extensions.set(oids.eku, extKeyUsage('1.3.6.1.5.5.7.3.2'))),
  'leaf for another name': onLeaf((leaf) => leaf.extensions.set(oids.san, subjectAltName([dns('other.example.com')]))),
  'leaf without subjectAltName': onLeaf((leaf) => leaf.extensions.delete(oids.san)),
  'leaf with a wildcard': onLeaf((leaf) => leaf.extensions.set(oids.san, subjectAltName([dns('*.example.com')]))),
  'path length exceeded': (drafts) => {
    if (drafts.length < 3) return false;
    drafts[0].extensions.set(oids.bc, basicConstraints(true, drafts.length - 3));
    // Exceeded by the last CA: one fewer than there are.
    if (drafts.length < 4) drafts[0].extensions.set(oids.bc, basicConstraints(true, 0));
    else drafts[1]?.extensions.set(oids.bc, basicConstraints(true, drafts.length - 4));
    return drafts.length > 3;
  },
  'root path length exceeded': (drafts) => {
    if (drafts.length < 3) return false;
    drafts[0].extensions.set(oids.bc, basicConstraints(true, drafts.length - 3));
    return true;
  },
  'unknown critical extension in the leaf': onLeaf((leaf) =>
    leaf.extensions.set('x', extension('1.2.3.4', seq(), true)),
  ),
  'unknown critical extension in a CA': onCa((ca) => ca.extensions.set('x', extension('1.2.3.4', seq(), true))),
  'unknown extension in the leaf': onLeaf((leaf) => leaf.extensions.set('x', extension('1.2.3.4', seq()))),
  'CA excludes the leaf’s domain': onCa((ca) => ca.extensions.set(oids.nc, nameConstraints([], [dns('example.com')]))),
  'CA permits another domain': onCa((ca) => ca.extensions.set(oids.nc, nameConstraints([dns('example.org')]))),
  'CA permits the domain': onCa((ca) => ca.extensions.set(oids.nc, nameConstraints([dns('example.com')]))),
  'CA permits a domain with a leading dot': onCa((ca) =>
    ca.extensions.set(oids.nc, nameConstraints([dns('.example.com')])),
  ),
  'root excludes the leaf’s domain': onRoot((root) =>
    root.extensions.set(oids.nc, nameConstraints([], [dns('example.com')])),
  ),
  'CA permits another network': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([ip(10, 0, 0, 0, 255, 0, 0, 0)]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('host.example.com'), ip(192, 168, 0, 1)]));
    return ca !== undefined;
  },
  'CA permits the network': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([ip(192, 168, 0, 0, 255, 255, 0, 0)]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('host.example.com'), ip(192, 168, 0, 1)]));
    return ca !== undefined;
  },
  'CA permits another mail host': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([mail('example.org')]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('host.example.com'), mail('ada@example.com')]));
    return ca !== undefined;
  },
  'CA permits another URI host': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([uri('.example.org')]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('host.example.com'), uri('https://a.example.com/')]));
    return ca !== undefined;
  },
  'CA excludes the leaf’s subject': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([], [directory(name([['O', 'Acme']]))]));
    leafOf(drafts).subject = name([
      ['O', 'ACME'],
      ['CN', 'x'],
    ]);
    return ca !== undefined;
  },
  'CA excludes a form that has no rule': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([], [otherName('x')]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('host.example.com'), otherName('y')]));
    return ca !== undefined;
  },
  'wildcard over an excluded host': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set(oids.nc, nameConstraints([], [dns('secret.example.com')]));
    leafOf(drafts).extensions.set(oids.san, subjectAltName([dns('*.example.com')]));
    return ca !== undefined;
  },
  'serial number zero': onLeaf((leaf) => {
    leaf.serial = Uint8Array.of(0);
  }),
  'serial number negative': onLeaf((leaf) => {
    leaf.serial = Uint8Array.of(0xff, 0);
  }),
  'serial number of 21 bytes': onLeaf((leaf) => {
    leaf.serial = new Uint8Array(21).fill(0x22);
  }),
  'leaf policy of another CA': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set('pc', policyConstraints(0));
    leafOf(drafts).extensions.set(oids.policies, certificatePolicies('1.2.3.99'));
    return ca !== undefined;
  },
  'leaf with anyPolicy where it is inhibited': (drafts, random) => {
    const ca = someCa(drafts, random);
    ca?.extensions.set('pc', policyConstraints(0));
    ca?.extensions.set('iap', inhibitAnyPolicy(0));
    const last = drafts.at(-2);
    leafOf(drafts).extensions.set(oids.policies, certificatePolicies('2.5.29.32.0'));
    return ca !== undefined && ca === last;
  },
  'policy required and there': onCa((ca) => ca.extensions.set('pc', policyConstraints(0))),
  'policyConstraints not critical': onCa((ca) => ca.extensions.set('pc', policyConstraints(9, undefined, false))),
  'name constraints not critical': onCa((ca) =>
    ca.extensions.set(oids.nc, nameConstraints([dns('example.com')], [], false)),
  ),
  'name constraints in the leaf': onLeaf((leaf) => leaf.extensions.set(oids.nc, nameConstraints([dns('example.com')]))),
  'subjectKeyIdentifier critical': onLeaf((leaf) => {
    const critical = extension(oids.ski, Uint8Array.of(4, 2, 1, 2), true);
    leaf.extensions.set(oids.ski, critical);
  }),
  'leaf of version 1': onLeaf((leaf) => {
    leaf.version = 1;
  }),
};

export class ChainGenerator {
  readonly #random: () => number;
  readonly #keys: readonly TestKey[];
  #count = 0;

  private constructor(random: () => number, keys: readonly TestKey[]) {
    this.#random = random;
    this.#keys = keys;
  }

  static async make(seed: number): Promise<ChainGenerator> {
    return new ChainGenerator(seeded(seed), await Promise.all(Array.from({ length: 8 }, ecKey)));
  }

  /** A chain with this defect, of random length, names, purposes, path lengths and policies. */
  async chain(defect: string): Promise<RandomChain> {
    const change = defects[defect];
    if (!change) throw new Error(`no defect ${defect}`);
    for (;;) {
      const drafts = this.#drafts();
      if (change(drafts, this.#random)) return this.#issue(defect, drafts);
    }
  }

  #drafts(): Drafts {
    const id = ++this.#count;
    const depth = Math.floor(this.#random() * 4);
    const cas = Array.from({ length: depth + 1 }, (_, i) =>
      this.#ca(`${i === 0 ? 'Root' : 'CA'} ${id}.${i}`, depth - i),
    );
    const names = [dns('host.example.com'), ...(this.#random() < 0.3 ? [dns('host.example.net')] : [])];
    const usages = this.#random() < 0.5 ? ['digitalSignature'] : ['digitalSignature', 'keyEncipherment'];
    const purposes = ['1.3.6.1.5.5.7.3.1', ...(this.#random() < 0.5 ? ['1.3.6.1.5.5.7.3.2'] : [])];
    const leaf: Draft = {
      subject: commonName(`leaf ${id}`),
      extensions: new Map([
        [oids.san, subjectAltName(names)],
        [oids.ku, keyUsage(...usages)],
        ...(this.#random() < 0.8 ? [[oids.eku, extKeyUsage(...purposes)] as const] : []),
        [oids.policies, certificatePolicies('1.2.3.4')],
      ]),
    };
    const [root, ...rest] = cas;
    if (!root) throw new Error('there is always a root');
    return [root, ...rest, leaf];
  }

  #ca(subject: string, below: number): Draft {
    const pathLength = this.#random() < 0.4 ? below + Math.floor(this.#random() * 2) : undefined;
    return {
      subject: commonName(subject),
      extensions: new Map([
        [oids.bc, basicConstraints(true, pathLength)],
        [oids.ku, keyUsage('keyCertSign', 'cRLSign')],
        [oids.policies, certificatePolicies(this.#random() < 0.5 ? '1.2.3.4' : '2.5.29.32.0')],
      ]),
    };
  }

  async #issue(defect: string, drafts: Drafts): Promise<RandomChain> {
    let issuer: Issued | undefined;
    const issued: Issued[] = [];
    for (const { extensions, ...draft } of drafts) {
      const key: TestKey = this.#pickKey();
      const all = new Map<string, Uint8Array | undefined>([
        [oids.ski, subjectKey(key)],
        [oids.aki, authorityKey(issuer?.key ?? key)],
        ...extensions,
      ]);
      issuer = await issueCertificate({
        ...draft,
        key,
        ...(issuer ? { issuer } : {}),
        extensions: [...all.values()].filter((value) => value !== undefined),
      });
      issued.unshift(issuer);
    }
    const [target, ...rest] = issued;
    const root = rest.pop();
    if (!target || !root) throw new Error('a chain has a root and a target');
    return { defect, certificates: [target, ...rest.sort(() => this.#random() - 0.5)], root };
  }

  #pickKey(): TestKey {
    const key = this.#keys[Math.floor(this.#random() * this.#keys.length)];
    if (!key) throw new Error('there are keys');
    return key;
  }
}
