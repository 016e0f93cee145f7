import type { Host } from '../core/base/host.ts';
import { message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import type { CliFailure } from './io.ts';

// RFC 3339, 5.6, or its full-date alone: midnight UTC.
const time = /^\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2}))?$/;

export function readTime(text: string): Result<Date, CliFailure> {
  const date = time.test(text) && isDay(text.slice(0, 10)) ? new Date(text.toUpperCase()) : undefined;
  if (date && !Number.isNaN(date.getTime())) return success(date);
  return failure({
    error: message('“{text}” is not a time', { text }),
    hint: message('Write it like 2026-12-01 or 2026-12-01T08:30:00Z.'),
  });
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** `host` as it is at another time. */
export function hostAt(host: Host, at: Date): Host {
  return { ...host, now: () => at };
}
