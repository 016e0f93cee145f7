/**
 * Key exchange groups (SSL_CTX_set1_groups_list(3)). 3.0 takes names between colons and nothing else. Since 3.3 `?`
 * lets an unknown name pass; 3.5 has `*` (a key share is sent), `-` (taken out), `/` (the next set of equals),
 * `DEFAULT`, and does not mind case or repetition.
 */
import { span } from '../../base/span.ts';
import type { GroupItem, GroupsReading } from '../lists.ts';
import type { OpenSslVersion } from './cipher-suite.ts';

/** TLS name, other names, all of 3.0. */
const classic = [
  ['x25519', 'X25519'],
  ['x448', 'X448'],
  ['secp256r1', 'P-256', 'prime256v1'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
  ['secp224r1', 'P-224'],
  ['secp192r1', 'P-192', 'prime192v1'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'].map((name) => [name]),
  ...['brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'].map((name) => [name]),
  ...['secp160k1', 'secp160r1', 'secp160r2', 'secp192k1', 'secp224k1', 'secp256k1'].map((name) => [name]),
  ['sect163k1', 'K-163'],
  ['sect163r2', 'B-163'],
  ['sect233k1', 'K-233'],
  ['sect233r1', 'B-233'],
  ['sect283k1', 'K-283'],
  ['sect283r1', 'B-283'],
  ['sect409k1', 'K-409'],
  ['sect409r1', 'B-409'],
  ['sect571k1', 'K-571'],
  ['sect571r1', 'B-571'],
  ...['sect163r1', 'sect193r1', 'sect193r2', 'sect239k1'].map((name) => [name]),
];
const since35 = [
  ...['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024', 'MLKEM512', 'MLKEM768', 'MLKEM1024'],
  ...['brainpoolP256r1tls13', 'brainpoolP384r1tls13', 'brainpoolP512r1tls13'],
].map((name) => [name]);

/** What OpenSSL 3.5 does unless told otherwise. */
const defaults = ['X25519MLKEM768', 'x25519', 'secp256r1', 'x448', 'secp384r1', 'secp521r1', 'ffdhe2048', 'ffdhe3072'];

/** Those that are worth writing down, best first, as configurations spell them. */
export function commonGroups(version: OpenSslVersion): readonly string[] {
  const classics = ['X25519', 'prime256v1', 'secp384r1', 'secp521r1', 'X448'];
  return version === '3.0' ? classics : ['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024', ...classics];
}

export function readGroups(text: string, version: OpenSslVersion): GroupsReading {
  return version === '3.0' ? readPlain(text) : readPrefixed(text);
}

function readPlain(text: string): GroupsReading {
  const items = cut(text, /:/).map(({ name, start }): GroupItem => {
    const group = find(name, classic);
    const isNewer = group === undefined && find(name, since35) !== undefined;
    return item(name, start, name, group, isNewer ? { since: '3.5' } : {});
  });
  const groups = items.flatMap(({ group }) => group ?? []);
  const isRefused = items.some(({ group }) => !group) || new Set(groups).size < groups.length;
  return { items, groups, ...(isRefused && { refused: true as const }) };
}

function readPrefixed(text: string): GroupsReading {
  let groups: string[] = [];
  let isRefused = false as boolean;
  const items = cut(text, /[:/]/).map(({ name: written, start }): GroupItem => {
    const [prefix = ''] = /^[*?-]*/.exec(written) ?? [];
    const name = written.slice(prefix.length);
    const isRepeated = new Set(prefix).size < prefix.length;
    if (/^default$/i.test(name)) {
      groups = [...groups, ...defaults];
      isRefused ||= prefix !== '';
      return item(written, start, name, 'DEFAULT', {});
    }
    const lower = name.toLowerCase();
    const group = [...classic, ...since35].find((names) => names.some((one) => one.toLowerCase() === lower))?.[0];
    isRefused ||= isRepeated || (!group && (!prefix.includes('?') || name === ''));
    if (group && prefix.includes('-')) groups = groups.filter((one) => one !== group);
    else if (group) groups.push(group);
    return item(written, start, name, group, prefix.includes('?') ? { optional: true } : {});
  });
  isRefused = isRefused && text.trim() !== '';
  return { items, groups: [...new Set(groups)], ...(isRefused && { refused: true as const }) };
}

function item(
  written: string,
  start: number,
  name: string,
  group: string | undefined,
  more: Partial<GroupItem>,
): GroupItem {
  return { written, name, span: span(start, start + written.length), ...(group !== undefined && { group }), ...more };
}

function cut(text: string, separator: RegExp): { name: string; start: number }[] {
  let at = 0;
  return text
    .slice(0, 4000)
    .split(separator)
    .map((part) => {
      const start = at + part.length - part.trimStart().length;
      at += part.length + 1;
      return { name: part.trim(), start };
    });
}

function find(name: string, groups: readonly (readonly string[])[]): string | undefined {
  return groups.find((names) => names.includes(name))?.[0];
}
