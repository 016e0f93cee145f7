/** The list that the rules of a cipher string work on: a sequence of suites, each switched on or off. */
import { type CipherSuite, cipherSuites, type OpenSslVersion } from './cipher-suite.ts';

export interface Entry {
  readonly suite: CipherSuite;
  readonly on: boolean;
}
export type Preference = readonly Entry[];

type Matches = (suite: CipherSuite) => boolean;

/** Switches on what is off and puts it last, in the order it had. */
export function add(list: Preference, matches: Matches): Entry[] {
  const [added, rest] = partition(list, ({ suite, on }) => !on && matches(suite));
  return [...rest, ...added.map(({ suite }) => ({ suite, on: true }))];
}

/** Switches off what is on; what was taken out last is the first to come back. */
export function remove(list: Preference, matches: Matches): Entry[] {
  const [removed, rest] = partition(list, ({ suite, on }) => on && matches(suite));
  return [...removed.map(({ suite }) => ({ suite, on: false })), ...rest];
}

/** Nothing brings these back. */
export function kill(list: Preference, matches: Matches): Entry[] {
  return list.filter(({ suite }) => !matches(suite));
}

/** Puts what is on last. */
export function moveToEnd(list: Preference, matches: Matches): Entry[] {
  const [moved, rest] = partition(list, ({ suite, on }) => on && matches(suite));
  return [...rest, ...moved];
}

function moveToFront(list: Preference, matches: Matches): Entry[] {
  const [moved, rest] = partition(list, ({ suite, on }) => on && matches(suite));
  return [...moved, ...rest];
}

/** `@STRENGTH`: the most bits first; what is off goes to the front, where no one sees it. */
export function sortByStrength(list: Preference): Entry[] {
  const [on, off] = partition(list, (entry) => entry.on);
  return [...off, ...on.toSorted((a, b) => b.suite.strengthBits - a.suite.strengthBits)];
}

function partition(list: Preference, matches: (entry: Entry) => boolean): [Entry[], Entry[]] {
  const yes: Entry[] = [];
  const no: Entry[] = [];
  for (const entry of list) (matches(entry) ? yes : no).push(entry);
  return [yes, no];
}

const initial = new Map<OpenSslVersion, Preference>();

/** OpenSSL's own order of preference, everything off: what a string picks from. */
export function initialPreference(version: OpenSslVersion): Preference {
  let list = initial.get(version);
  if (!list) {
    list = sortInitially(cipherSuites(version).map((suite) => ({ suite, on: false })));
    initial.set(version, list);
  }
  return list;
}

/** As `ssl_create_cipher_list` of OpenSSL 3 does it. Each step keeps the order of what it does not move. */
function sortInitially(unsorted: Preference): Preference {
  let list: Preference = unsorted;
  // Elliptic curves before everything else, ECDSA before RSA; put aside in this order, to come back first.
  list = add(list, ({ keyExchange, authentication }) => keyExchange === 'ECDH' && authentication === 'ECDSA');
  list = add(list, ({ keyExchange }) => keyExchange === 'ECDH');
  list = remove(list, ({ keyExchange }) => keyExchange === 'ECDH');
  list = add(list, ({ encryption }) => encryption.startsWith('AESGCM'));
  list = add(list, ({ encryption }) => encryption.startsWith('CHACHA20'));
  list = add(list, ({ encryption }) => encryption.startsWith('AES'));
  list = add(list, () => true);
  list = moveToEnd(list, ({ mac }) => mac === 'MD5');
  list = moveToEnd(list, ({ authentication }) => authentication === 'None');
  list = moveToEnd(list, ({ keyExchange }) => keyExchange === 'RSA');
  list = moveToEnd(list, ({ keyExchange }) => keyExchange === 'PSK');
  list = sortByStrength(list);
  list = moveToFront(list, ({ minimumVersion }) => minimumVersion === 'TLSv1.2');
  list = moveToFront(list, ({ mac }) => mac === 'AEAD');
  list = moveToFront(list, ({ keyExchange }) => keyExchange === 'ECDH' || keyExchange === 'DH');
  list = moveToFront(
    list,
    ({ keyExchange, mac }) => (keyExchange === 'ECDH' || keyExchange === 'DH') && mac === 'AEAD',
  );
  return remove(list, () => true);
}
