import { message, verbatim } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { DerElement, DerReader } from './der-reader.ts';
import { decodeLatin1 } from './string.ts';
import { tags } from './tags.ts';

// RFC 5280, 4.1.2.5: UTCTime is YYMMDDHHMMSSZ, GeneralizedTime YYYYMMDDHHMMSSZ, nothing shorter and nothing longer.
const strict = /^(?<year>\d{2}|\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/;

/** What X.680 lets through besides: seconds left out, fractions, an offset in place of Z. */
const loose =
  /^(?<year>\d{2}|\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?:[.,]\d+)?(?<zone>Z|[+-]\d{4})$/;

/** UTCTime or GeneralizedTime. */
export function readTime(der: DerReader, what: string): Date {
  const isUtc = der.peekTag() === tags.utcTime;
  return timeOf(der, what, der.element(what, isUtc ? tags.utcTime : tags.generalizedTime), isUtc);
}

/** A GeneralizedTime that is implicitly tagged. */
export function readImplicitTime(der: DerReader, what: string, tag: number): Date {
  return timeOf(der, what, der.element(what, tag), false);
}

function timeOf(der: DerReader, what: string, element: DerElement, isUtc: boolean): Date {
  if (der.failure) return new Date(Number.NaN);
  const usual = usualTime(element, isUtc);
  if (usual) return usual;
  const { contents, offset } = element;
  const text = decodeLatin1(contents.subarray(0, 40));
  const expected = isUtc ? message('a time as YYMMDDHHMMSSZ') : message('a time as YYYYMMDDHHMMSSZ');
  const date = parse(text, isUtc);
  if (!date) der.fail(what, { code: 'value', expected, found: verbatim(visible(text)) }, offset);
  else if (!strict.test(text)) der.violate(what, { code: 'value', expected, found: verbatim(visible(text)) }, offset);
  // A GeneralizedTime before 2050 is against RFC 5280 too, but public roots have it (Certum) and every program reads it.
  return date ?? new Date(Number.NaN);
}

/** The one form that RFC 5280 allows, read digit by digit: a bundle has thousands. */
function usualTime({ source, contentsStart, length }: DerElement, isUtc: boolean): Date | undefined {
  const digits = isUtc ? 12 : 14;
  if (length !== digits + 1 || source[contentsStart + digits] !== 0x5a) return undefined;
  for (let i = 0; i < digits; i++) {
    const octet = source[contentsStart + i] ?? 0;
    if (octet < 0x30 || octet > 0x39) return undefined;
  }
  const pair = (at: number): number =>
    (source[contentsStart + at] ?? 0) * 10 + (source[contentsStart + at + 1] ?? 0) - 0x30 * 11;
  const from = isUtc ? 2 : 4;
  const century = isUtc ? (pair(0) < 50 ? 20 : 19) : pair(0);
  const year = century * 100 + pair(from - 2);
  const month = pair(from);
  const day = pair(from + 2);
  const hour = pair(from + 4);
  const minute = pair(from + 6);
  const second = pair(from + 8);
  // Date.UTC takes the years before 100 for others.
  if (year < 100 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // A day that does not exist would have been carried over.
  return date.getUTCDate() === day ? date : undefined;
}

function parse(text: string, isUtc: boolean): Date | undefined {
  const groups = loose.exec(text)?.groups;
  if (!groups || (groups['year'] ?? '').length !== (isUtc ? 2 : 4)) return undefined;
  const { month, day, hour, minute, second = '0', zone = 'Z' } = groups;
  const written = Number(groups['year']);
  const year = isUtc ? (written < 50 ? 2000 : 1900) + written : written;
  const date = new Date(0);
  date.setUTCFullYear(year, Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  // A day or hour that does not exist would have been carried over.
  const isReal =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second);
  if (!isReal) return undefined;
  if (zone === 'Z') return date;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return new Date(date.getTime() - (zone.startsWith('-') ? -minutes : minutes) * 60_000);
}
