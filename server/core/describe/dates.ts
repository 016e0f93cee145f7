/** Whole days from `from` to `to`, rounded down; a day has 86,400 seconds. Negative where `to` is earlier. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 86_400_000);
}

/** `2026-11-23`, in UTC: certificates know no time zone. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** `2026-11-23 07:00 UTC` */
export function isoDateTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
