/** What one name of a cipher string selects: sets of column values, as OpenSSL's masks. */

import { type CipherSuite, cipherSuites, type OpenSslVersion } from './cipher-suite.ts';
import {
  type Authentication,
  authentications,
  type Encryption,
  encryptions,
  type KeyExchange,
  keyExchanges,
  type Mac,
  macs,
  minimumVersions,
} from './columns.ts';

/** One bit a column value; 0 leaves a column open. */
export interface Selector {
  readonly keyExchange: number;
  readonly authentication: number;
  readonly encryption: number;
  readonly mac: number;
  /** 0, or one more than the index of the one minimum version. */
  readonly minimumVersion: number;
  readonly strength: number;
  readonly notDefault: boolean;
  /** The suite itself, where its name was written last. */
  readonly suite?: CipherSuite;
}

const open: Selector = {
  keyExchange: 0,
  authentication: 0,
  encryption: 0,
  mac: 0,
  minimumVersion: 0,
  strength: 0,
  notDefault: false,
};

const strengthBits = { NONE: 1, LOW: 2, MEDIUM: 4, HIGH: 8, FIPS: 16 } as const;

function bits<T>(column: readonly T[], values: readonly T[]): number {
  return values.reduce((mask, value) => mask | (1 << column.indexOf(value)), 0);
}
const kx = (...values: KeyExchange[]): Partial<Selector> => ({ keyExchange: bits(keyExchanges, values) });
const au = (...values: Authentication[]): Partial<Selector> => ({ authentication: bits(authentications, values) });
const enc = (...values: Encryption[]): Partial<Selector> => ({ encryption: bits(encryptions, values) });
const mac = (...values: Mac[]): Partial<Selector> => ({ mac: bits(macs, values) });
const since = (version: (typeof minimumVersions)[number]): Partial<Selector> => ({
  minimumVersion: minimumVersions.indexOf(version) + 1,
});
const strength = (value: keyof typeof strengthBits): Partial<Selector> => ({ strength: strengthBits[value] });
/** A cipher that OpenSSL has and of which no suite is in today's builds: it only matters in `A+3DES`. */
const tripleDes: Partial<Selector> = { encryption: 1 << 30 };
const with3Des = (...values: Encryption[]): Partial<Selector> => ({
  encryption: bits(encryptions, values) | (1 << 30),
});

const named = authentications.filter((value) => value !== 'None');
const encrypted = encryptions.filter((value) => value !== 'None');
const aes = encryptions.filter((value) => value.startsWith('AES'));
const camellia = encryptions.filter((value) => value.startsWith('Camellia'));
const aria = encryptions.filter((value) => value.startsWith('ARIA'));
const sized = (values: readonly Encryption[], size: string): Encryption[] =>
  values.filter((value) => value.endsWith(`(${size})`));

/** The words of ciphers(1); GOST, RC4, SEED and IDEA are words only in builds that have them. */
const keywords = new Map<string, Partial<Selector>>([
  ['ALL', with3Des(...encrypted)],
  ['COMPLEMENTOFALL', enc('None')],
  ['COMPLEMENTOFDEFAULT', { notDefault: true }],
  ['kRSA', kx('RSA')],
  ['kEDH', kx('DH')],
  ['kDHE', kx('DH')],
  ['DH', kx('DH')],
  ['kEECDH', kx('ECDH')],
  ['kECDHE', kx('ECDH')],
  ['ECDH', kx('ECDH')],
  ['kPSK', kx('PSK')],
  ['kRSAPSK', kx('RSAPSK')],
  ['kECDHEPSK', kx('ECDHEPSK')],
  ['kDHEPSK', kx('DHEPSK')],
  ['kSRP', kx('SRP')],
  ['aRSA', au('RSA')],
  ['aDSS', au('DSS')],
  ['DSS', au('DSS')],
  ['aNULL', au('None')],
  ['aECDSA', au('ECDSA')],
  ['ECDSA', au('ECDSA')],
  ['aPSK', au('PSK')],
  ['aSRP', au('SRP')],
  ['EDH', { ...kx('DH'), ...au(...named) }],
  ['DHE', { ...kx('DH'), ...au(...named) }],
  ['EECDH', { ...kx('ECDH'), ...au(...named) }],
  ['ECDHE', { ...kx('ECDH'), ...au(...named) }],
  ['NULL', enc('None')],
  ['RSA', { ...kx('RSA'), ...au('RSA') }],
  ['ADH', { ...kx('DH'), ...au('None') }],
  ['AECDH', { ...kx('ECDH'), ...au('None') }],
  ['PSK', kx('PSK', 'RSAPSK', 'ECDHEPSK', 'DHEPSK')],
  ['SRP', kx('SRP')],
  ['3DES', tripleDes],
  ['eNULL', enc('None')],
  ['AES128', enc(...sized(aes, '128'))],
  ['AES256', enc(...sized(aes, '256'))],
  ['AES', enc(...aes)],
  ['AESGCM', enc('AESGCM(128)', 'AESGCM(256)')],
  ['AESCCM', enc('AESCCM(128)', 'AESCCM(256)', 'AESCCM8(128)', 'AESCCM8(256)')],
  ['AESCCM8', enc('AESCCM8(128)', 'AESCCM8(256)')],
  ['CAMELLIA128', enc(...sized(camellia, '128'))],
  ['CAMELLIA256', enc(...sized(camellia, '256'))],
  ['CAMELLIA', enc(...camellia)],
  ['CHACHA20', enc('CHACHA20/POLY1305(256)')],
  ['ARIA', enc(...aria)],
  ['ARIAGCM', enc(...aria)],
  ['ARIA128', enc(...sized(aria, '128'))],
  ['ARIA256', enc(...sized(aria, '256'))],
  ['CBC', with3Des('AES(128)', 'AES(256)', ...camellia)],
  ['MD5', mac('MD5')],
  ['SHA1', mac('SHA1')],
  ['SHA', mac('SHA1')],
  ['SHA256', mac('SHA256')],
  ['SHA384', mac('SHA384')],
  ['SSLv3', since('SSLv3')],
  ['TLSv1', since('TLSv1')],
  ['TLSv1.0', since('TLSv1')],
  ['TLSv1.2', since('TLSv1.2')],
  ['LOW', strength('LOW')],
  ['MEDIUM', strength('MEDIUM')],
  ['HIGH', strength('HIGH')],
  ['FIPS', { ...with3Des(...encrypted), ...strength('FIPS') }],
  [
    'EDH-DSS-DES-CBC3-SHA',
    { ...kx('DH'), ...au('DSS'), ...tripleDes, ...mac('SHA1'), strength: strengthBits.HIGH | strengthBits.FIPS },
  ],
  [
    'EDH-RSA-DES-CBC3-SHA',
    { ...kx('DH'), ...au('RSA'), ...tripleDes, ...mac('SHA1'), strength: strengthBits.HIGH | strengthBits.FIPS },
  ],
]);

/** Words that select by property, and the two that stand for whole lists. */
export const keywordNames: readonly string[] = [...keywords.keys(), 'DEFAULT'];

const selectors = new Map<OpenSslVersion, ReadonlyMap<string, Selector>>();

/** The selector of one name; undefined where OpenSSL does not know it. */
export function selectorOf(name: string, version: OpenSslVersion): Selector | undefined {
  let known = selectors.get(version);
  if (!known) {
    known = new Map(namesAndSelectors(version));
    selectors.set(version, known);
  }
  return known.get(name);
}

function* namesAndSelectors(version: OpenSslVersion): Iterable<[string, Selector]> {
  for (const suite of cipherSuites(version)) {
    const selector = exactly(suite);
    yield [suite.name, selector];
    if (version !== '3.0') yield [suite.ianaName, selector];
  }
  for (const [name, given] of keywords) yield [name, { ...open, ...given }];
}

function exactly(suite: CipherSuite): Selector {
  return {
    ...kx(suite.keyExchange),
    ...au(suite.authentication),
    ...enc(suite.encryption),
    ...mac(suite.mac),
    minimumVersion: 0,
    strength: strengthOf(suite),
    notDefault: suite.notDefault,
    suite,
  } as Selector;
}

function strengthOf({ strength: value, fips }: CipherSuite): number {
  return strengthBits[value] | (fips ? strengthBits.FIPS : 0);
}

/**
 * `A+B`. Undefined where no value is left in a column: OpenSSL then takes the whole item for unknown. A suite's name
 * that is not the last one counts as its properties only.
 */
export function both(first: Selector, second: Selector): Selector | undefined {
  const intersection = (key: 'keyExchange' | 'authentication' | 'encryption' | 'mac' | 'strength'): number =>
    first[key] === 0 ? second[key] : second[key] === 0 ? first[key] : first[key] & second[key] || -1;
  const isDisjoint =
    first.minimumVersion !== 0 && second.minimumVersion !== 0 && first.minimumVersion !== second.minimumVersion;
  const joined: Selector = {
    keyExchange: intersection('keyExchange'),
    authentication: intersection('authentication'),
    encryption: intersection('encryption'),
    mac: intersection('mac'),
    strength: intersection('strength'),
    minimumVersion: first.minimumVersion || second.minimumVersion,
    // OpenSSL keeps both in one word, and the first strength that is named overwrites it.
    notDefault: second.notDefault || (first.notDefault && (first.strength !== 0 || second.strength === 0)),
    ...(second.suite && { suite: second.suite }),
  };
  const { keyExchange, authentication, encryption, mac: macBits, strength: strengths } = joined;
  const isEmpty = [keyExchange, authentication, encryption, macBits, strengths].includes(-1);
  return isEmpty || isDisjoint ? undefined : joined;
}

/** Whether a suite fits. Every column is looked at even where the suite itself is named. */
export function fits(suite: CipherSuite, selector: Selector): boolean {
  return (
    (selector.suite === undefined || selector.suite.id === suite.id) &&
    has(selector.keyExchange, keyExchanges, suite.keyExchange) &&
    has(selector.authentication, authentications, suite.authentication) &&
    has(selector.encryption, encryptions, suite.encryption) &&
    has(selector.mac, macs, suite.mac) &&
    (selector.minimumVersion === 0 || selector.minimumVersion === minimumVersions.indexOf(suite.minimumVersion) + 1) &&
    (selector.strength === 0 || (selector.strength & strengthOf(suite)) !== 0) &&
    (!selector.notDefault || suite.notDefault)
  );
}

function has<T>(mask: number, column: readonly T[], value: T): boolean {
  return mask === 0 || (mask & (1 << column.indexOf(value))) !== 0;
}
