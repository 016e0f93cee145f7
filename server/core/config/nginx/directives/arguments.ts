/** Arguments that directives read by themselves: status codes, networks, times with words beside them. */
import { isTemplate } from '../templates.ts';
import type { Word } from '../tokens.ts';
import { isNumber, isOffset, isTime } from './slots.ts';

interface ArgumentFault {
  readonly word: Word;
  readonly expected: string;
}

type Check = (args: readonly Word[]) => ArgumentFault | undefined;

const networks = '192.0.2.1, 192.0.2.0/24, 2001:db8::/32';
const access = expecting(`${networks}, all, unix:`, ({ value }) => /^(?:all|unix:)$/.test(value) || isNetwork(value));
const rights = expecting('user:rw, group:r, all:r', ({ value }) => /^(?:user|group|all):rw?$/.test(value));
const source: Check = (args) =>
  wrongIn(args.slice(0, 1), '192.0.2.1, [2001:db8::1]:8080, off', ({ value }) => value === 'off' || isSource(value));
/** One word alone, or a pair of anything. */
const alone =
  (...words: readonly string[]): Check =>
  (args) =>
    args.length === 1 ? wrongIn(args, words.join(', '), ({ value }) => words.includes(value)) : undefined;
const cacheValid: Check = (args) => {
  const last = args.at(-1);
  if (last && isWrong(last, isTime(last.value, 'seconds'))) return { word: last, expected: '10m, 1h, 1d' };
  const isStatus = ({ value }: Word): boolean => value === 'any' || isBetween(value, 100, 599);
  return wrongIn(args.slice(0, -1), '200, 404, any', isStatus);
};

const checks: Readonly<Record<string, Check>> = {
  allow: access,
  deny: access,
  // Anything else is looked up as a name.
  set_real_ip_from: expecting(networks, ({ value }) => !/^[\d.]+\/|^[^.]*:.*\//.test(value) || isNetwork(value)),
  error_page: (args) => {
    const change = args.at(-2)?.value.startsWith('=') && args.length > 2 ? args.at(-2) : undefined;
    if (change && change.value !== '=' && isWrong(change, isNumber(change.value.slice(1))))
      return { word: change, expected: '=, =200' };
    const isCode = ({ value }: Word): boolean => isBetween(value, 300, 599) && Number(value) !== 499;
    return wrongIn(args.slice(0, change ? -2 : -1), '404, 500, 502', isCode);
  },
  expires: (args) => {
    const [first, second] = args;
    if (!first || args.length > 2) return undefined;
    if (!second) return wrongIn([first], 'off, max, epoch, 30d, -1, @12h', ({ value }) => isExpiry(value));
    if (isWrong(first, first.value === 'modified')) return { word: first, expected: 'modified' };
    return wrongIn([second], '30d, +1h, -1', ({ value }) => isTime(value.replace(/^[+-]/, ''), 'seconds'));
  },
  directio: expecting('4m, off', ({ value }) => value === 'off' || isOffset(value)),
  disable_symlinks: (args) =>
    wrongIn(args, 'on, off, if_not_owner, from=…', ({ value }) => /^(?:on|off|if_not_owner|from=.+)$/s.test(value)),
  proxy_redirect: alone('off', 'default'),
  proxy_cookie_domain: alone('off'),
  proxy_cookie_path: alone('off'),
  protocol: expecting('imap, pop3, smtp', ({ value }) => /^(?:imap|pop3|smtp)$/.test(value)),
  worker_cpu_affinity: expecting('auto, 0001, 0010', ({ value }) => value === 'auto' || /^[01]{1,1024}$/.test(value)),
  server_name: expecting(
    'a.example, *.a.example, ~^www\\d+\\.a\\.example$',
    ({ value }) => !/^\*(?!\..)|^\.$/.test(value),
  ),
  dav_access: rights,
  fastcgi_store_access: rights,
  proxy_store_access: rights,
  scgi_store_access: rights,
  uwsgi_store_access: rights,
  fastcgi_bind: source,
  grpc_bind: source,
  memcached_bind: source,
  proxy_bind: source,
  scgi_bind: source,
  uwsgi_bind: source,
  resolver: (args) =>
    wrongIn(args, '192.0.2.53, [2001:db8::53]:53, valid=30s, ipv6=off', ({ value }) => isNameServer(value)),
  fastcgi_cache_valid: cacheValid,
  proxy_cache_valid: cacheValid,
  scgi_cache_valid: cacheValid,
  uwsgi_cache_valid: cacheValid,
};

export function argumentFault(name: string, args: readonly Word[]): ArgumentFault | undefined {
  return Object.hasOwn(checks, name) ? checks[name]?.(args) : undefined;
}

function expecting(expected: string, isRight: (word: Word) => boolean): Check {
  return (args) => wrongIn(args, expected, isRight);
}

function wrongIn(
  words: readonly Word[],
  expected: string,
  isRight: (word: Word) => boolean,
): ArgumentFault | undefined {
  const word = words.find((each) => isWrong(each, isRight(each)));
  return word && { word, expected };
}

function isWrong({ value }: Word, isRight: boolean): boolean {
  return !isRight && !isTemplate(value);
}

function isBetween(value: string, least: number, most: number): boolean {
  return isNumber(value) && Number(value) >= least && Number(value) <= most;
}

/** ngx_ptocidr. */
function isNetwork(value: string): boolean {
  const slash = value.indexOf('/');
  const address = slash < 0 ? value : value.slice(0, slash);
  const isFour = isIpv4(address);
  if (!isFour && !isIpv6(address)) return false;
  return slash < 0 || isBetween(value.slice(slash + 1), 0, isFour ? 32 : 128);
}

function isIpv4(value: string): boolean {
  return /^\d+(?:\.\d+){3}$/.test(value) && value.split('.').every((part) => Number(part) <= 255);
}

/** ngx_inet6_addr. */
function isIpv6(value: string): boolean {
  const [head = '', tail, ...more] = value.split('::');
  if (more.length > 0) return false;
  const words = [head, tail ?? ''].flatMap((part) => (part === '' ? [] : part.split(':')));
  const last = words.at(-1) ?? '';
  const isMapped = last.includes('.');
  if (isMapped) {
    if (!isIpv4(last)) return false;
    words.splice(-1, 1, '0', '0');
  }
  if (!words.every((word) => /^[\da-f]{1,4}$/i.test(word))) return false;
  return tail === undefined ? words.length === 8 : words.length < 8;
}

function isExpiry(value: string): boolean {
  return /^(?:epoch|max|off)$/.test(value) || isTime(value.replace(/^[@+-]/, ''), 'seconds');
}

function isNameServer(value: string): boolean {
  const [, key, given = ''] = /^(valid|ipv4|ipv6|status_zone)=(.*)$/s.exec(value) ?? [];
  if (key === 'valid') return isTime(given, 'seconds');
  if (key === 'ipv4' || key === 'ipv6') return given === 'on' || given === 'off';
  return key === 'status_zone' || isHost(value);
}

/** A host, with a port or without (ngx_parse_url); whether there is one of that name, nobody knows here. */
export function isHost(value: string): boolean {
  if (/^unix:/i.test(value)) return value.length > 'unix:'.length;
  const [, six, rest = ''] = /^\[(.*)\](.*)$/s.exec(value) ?? [];
  if (value.startsWith('[')) return six !== undefined && isIpv6(six) && (rest === '' || isPort(rest));
  if (/[/?]/.test(value)) return false;
  const colon = value.indexOf(':');
  return colon < 0 ? value !== '' : colon > 0 && isPort(value.slice(colon));
}

/** An address of this machine: no name is looked up. */
function isSource(value: string): boolean {
  const [, six, four = '', port = ''] = /^(?:\[(.*)\]|([^:]*))(:\d+)?$/s.exec(value) ?? [];
  if (port !== '' && !isBetween(port.slice(1), 0, 65_535)) return false;
  return six === undefined ? isIpv4(four) || isIpv6(value) : isIpv6(six);
}

function isPort(text: string): boolean {
  return text.startsWith(':') && isBetween(text.slice(1), 1, 65_535);
}
