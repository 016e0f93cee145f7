/** Parameters behind a directive's own arguments: `weight=2`, `backup`. What nginx takes of them, and what it asks for. */
import { isTemplate } from '../templates.ts';
import type { Word } from '../tokens.ts';
import { isNumber, isOffset, isSize, isTime } from './slots.ts';

/**
 * Name, the number of arguments before the parameters, the parameters. After `=` what the value is: `N` a number, `P`
 * one above zero, `S` a size, `O` a size in files, `T` a time, `t` one in milliseconds, `Z` a zone's name and size, `F`
 * on or off, `L` levels of folders, `R` a rate, `K` times of keep-alive probes, `*` anything. `!`: nginx asks for it.
 */
const rows = `
server 1 weight=P max_conns=N max_fails=N fail_timeout=T slow_start=T route=* service=* sid=* backup down resolve drain
listen 1 default_server default ssl http2 quic proxy_protocol udp deferred bind reuseport multipath ipv6only=F setfib=* fastopen=N backlog=P rcvbuf=S sndbuf=S accept_filter=* so_keepalive=K
limit_req 0 zone=*! burst=P delay=P nodelay
limit_req_zone 1 zone=Z! rate=R sync
limit_conn_zone 1 zone=Z! sync
proxy_cache_path 1 levels=L use_temp_path=F keys_zone=Z! inactive=T max_size=O min_free=O manager_files=N manager_sleep=t manager_threshold=t loader_files=N loader_sleep=t loader_threshold=t purger=F purger_files=N purger_sleep=t purger_threshold=t
open_file_cache 0 max=P inactive=T off
error_log 1 debug info notice warn error crit alert emerg debug_core debug_alloc debug_mutex debug_event debug_http debug_mail debug_stream
rewrite 2 last break redirect permanent
hash 1 consistent
random 0 two least_conn least_time=*
keepalive 0 P local
limit_conn 1 P
zone 1 S state=*
worker_processes 0 auto P
worker_connections 0 N
fastcgi_param 2 if_not_empty
uwsgi_param 2 if_not_empty
scgi_param 2 if_not_empty
proxy_cookie_flags 1 secure nosecure httponly nohttponly samesite=* nosamesite
open_log_file_cache 0 off max=P inactive=T valid=T min_uses=P
thread_pool 1 threads=P max_queue=N
`;

interface Parameters {
  readonly before: number;
  /** What stands alone: words, and kinds. */
  readonly alone: readonly string[];
  readonly kinds: ReadonlyMap<string, string>;
  readonly needed: readonly string[];
}

const examples: Readonly<Record<string, string>> = {
  N: '0, 1, 2',
  P: '1, 2, 3',
  S: '4k, 1m',
  O: '100m, 1g',
  T: '30s, 10m, 1h',
  t: '50ms, 1s',
  Z: 'name:10m',
  F: 'on, off',
  L: '1:2',
  R: '10r/s, 60r/m',
  K: 'on, off, 30m::10',
};

/** Of all that a directive takes, as many as a message names. */
const mostNamed = 10;

let table: ReadonlyMap<string, Parameters> | undefined;

function parametersOf(name: string): Parameters | undefined {
  table ??= new Map(rows.trim().split('\n').flatMap(readRow));
  return table.get(name);
}

function readRow(row: string): [string, Parameters][] {
  const [name = '', before, ...all] = row.split(' ');
  const kinds = new Map<string, string>();
  const needed: string[] = [];
  for (const each of all) {
    const [, key, kind, mark] = /^(\w+)=(.)(!?)$/.exec(each) ?? [];
    if (key === undefined || kind === undefined) continue;
    kinds.set(key, kind);
    if (mark) needed.push(key);
  }
  const alone = all.filter((each) => !each.includes('='));
  const parameters = { before: Number(before), alone, kinds, needed };
  const names =
    name === 'proxy_cache_path' ? ['proxy', 'fastcgi', 'scgi', 'uwsgi'].map((at) => `${at}_cache_path`) : [name];
  return names.map((each) => [each, parameters]);
}

/** `missing`: a parameter that nginx asks for. */
type ParameterFault =
  | { readonly word: Word; readonly value: string; readonly expected: string }
  | { readonly missing: string };

export function parameterFault(name: string, args: readonly Word[]): ParameterFault | undefined {
  const parameters = parametersOf(name);
  if (!parameters) return undefined;
  const { before, alone, kinds, needed } = parameters;
  const given = new Set<string>();
  for (const word of args.slice(before)) {
    const { value } = word;
    if (isTemplate(value)) return undefined;
    const at = value.indexOf('=');
    const key = value.slice(0, Math.max(at, 0));
    const kind = kinds.get(key);
    given.add(key);
    if (kind === undefined) {
      if (alone.some((each) => (each.length === 1 ? isOfKind(each, value) : each === value))) continue;
      const names = alone.map((each) => (each.length === 1 ? (examples[each] ?? '') : each));
      const all = [...names, ...[...kinds.keys()].map((each) => `${each}=…`)];
      const expected = [...all.slice(0, mostNamed), ...(all.length > mostNamed ? ['…'] : [])].join(', ');
      return { word, value, expected };
    }
    if (!isOfKind(kind, value.slice(at + 1))) return { word, value, expected: `${key}=${examples[kind] ?? '…'}` };
  }
  const missing = needed.find((key) => !given.has(key));
  return missing === undefined ? undefined : { missing: `${missing}=` };
}

function isOfKind(kind: string, value: string): boolean {
  switch (kind) {
    case 'N':
      return isNumber(value);
    case 'P':
      return isNumber(value) && !/^0+$/.test(value);
    case 'S':
      return isSize(value);
    case 'O':
      return isOffset(value);
    case 'T':
      return isTime(value, 'seconds');
    case 't':
      return isTime(value, 'milliseconds');
    case 'Z':
      return /^[^:]+:/.test(value) && isZoneSize(value.slice(value.indexOf(':') + 1));
    case 'F':
      return value === 'on' || value === 'off';
    case 'L':
      return /^[12](?::[12]){0,2}$/.test(value);
    case 'R':
      return /^0*[1-9]\d*r\/[sm]/.test(value);
    case 'K':
      return isKeepAlive(value);
    default:
      return true;
  }
}

/** Of shared memory: eight pages are the least. */
function isZoneSize(value: string): boolean {
  const [, digits, unit = ''] = /^(\d{1,18})([km]?)$/i.exec(value) ?? [];
  return digits !== undefined && Number(digits) * (unit === '' ? 1 : /k/i.test(unit) ? 1024 : 1_048_576) >= 32_768;
}

/** Idle time, interval and number of probes; each may be left out, not all. */
function isKeepAlive(value: string): boolean {
  if (value === 'on' || value === 'off') return true;
  const [idle = '', interval = '', count = '', ...more] = value.split(':');
  if (more.length > 0 || idle + interval + count === '') return false;
  const isSpan = (text: string): boolean => text === '' || isTime(text, 'seconds');
  return isSpan(idle) && isSpan(interval) && (count === '' || isNumber(count));
}
