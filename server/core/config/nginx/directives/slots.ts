/** Whether nginx can read an argument as what the directive's command table says it is. */
import {
  bufferNames,
  numberNames,
  offsetNames,
  oneWord,
  shortTimeNames,
  sizeNames,
  someWords,
  timeNames,
} from './value-rows.ts';

export interface Slot {
  /** For whoever wrote something else. */
  readonly expected: string;
  accepts(value: string, index: number): boolean;
}

/** The modules that have the same settings, each under its own name. */
const modules = ['proxy', 'fastcgi', 'scgi', 'uwsgi', 'grpc', 'memcached'];

/** ngx_conf_set_num_slot and its like. */
const number: Slot = { expected: '1, 2, 3', accepts: isNumber };
const size: Slot = { expected: '4k, 16k, 1m', accepts: isSize };
const offset: Slot = { expected: '512k, 10m, 1g', accepts: isOffset };
const shortTime: Slot = { expected: '500ms, 30s, 10m, 1h', accepts: (value) => isTime(value, 'milliseconds') };
const time: Slot = { expected: '10m, 1h, 1d', accepts: (value) => isTime(value, 'seconds') };
const buffers: Slot = {
  expected: '8 4k, 4 16k',
  accepts: (value, index) => (index === 0 ? isNumber(value) : isSize(value)) && !/^0+[km]?$/i.test(value),
};
const between = (least: number, most: number): Slot => ({
  expected: `${least} … ${most}`,
  accepts: (value) => isNumber(value) && Number(value) >= least && Number(value) <= most,
});

const ranges: Readonly<Record<string, Slot>> = {
  gzip_comp_level: between(1, 9),
  limit_conn_status: between(400, 599),
  limit_req_status: between(400, 599),
  uwsgi_modifier1: between(0, 255),
  uwsgi_modifier2: between(0, 255),
  keepalive_timeout: {
    expected: '75s, 10m',
    accepts: (value, index) => isTime(value, index === 0 ? 'milliseconds' : 'seconds'),
  },
};

let table: ReadonlyMap<string, Slot> | undefined;

/** Undefined where nothing is known of a directive's values; read when it is first asked for. */
export function slotOf(name: string): Slot | undefined {
  table ??= new Map(slots());
  return table.get(name);
}

function* slots(): Iterable<[string, Slot]> {
  const kinds = [
    [numberNames, number],
    [shortTimeNames, shortTime],
    [timeNames, time],
    [sizeNames, size],
    [offsetNames, offset],
    [bufferNames, buffers],
  ] as const;
  for (const [names, slot] of kinds) for (const name of names.trim().split(/\s+/)) yield* each(name, slot);
  for (const [name, words] of [...Object.entries(oneWord), ...Object.entries(someWords)]) {
    const all = words.split(' ');
    const known = new Set(words.toLowerCase().split(' '));
    yield* each(name, { expected: all.join(', '), accepts: (value) => known.has(value.toLowerCase()) });
  }
  yield* Object.entries(ranges);
}

function* each(name: string, slot: Slot): Iterable<[string, Slot]> {
  if (name.startsWith('*')) for (const module of modules) yield [module + name.slice(1), slot];
  else yield [name, slot];
}

/** ngx_atoi: digits, and not more than fit. */
export function isNumber(value: string): boolean {
  return /^0*\d{1,18}$/.test(value);
}

/** ngx_parse_size. */
export function isSize(value: string): boolean {
  return isNumber(value.replace(/[km]$/i, ''));
}

/** ngx_parse_offset. */
export function isOffset(value: string): boolean {
  return isNumber(value.replace(/[kmg]$/i, ''));
}

const units = ['y', 'M', 'w', 'd', 'h', 'm', 's', 'ms', ' '];

/** ngx_parse_time: units from the largest down, the last number may be without; a time in milliseconds ends at weeks. */
export function isTime(value: string, unit: 'milliseconds' | 'seconds'): boolean {
  const text = value.replace(/(?<=[a-z]) +/gi, '').replace(/ +/g, ' ');
  if (!/\d/.test(text) || /\d{19}/.test(text) || /[^\d yMwdhms]/.test(text)) return false;
  let before = unit === 'seconds' ? -1 : units.indexOf('M');
  for (const written of text.match(/ms|[yMwdhms ]/g) ?? []) {
    const at = units.indexOf(written);
    if (written === ' ' ? before >= units.indexOf('s') : at <= before) return false;
    if (written === 'ms' && unit === 'seconds') return false;
    before = at;
  }
  return true;
}
