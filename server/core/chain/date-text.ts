import { type Message, verbatim } from '../base/message.ts';

/** A time as people and programs read it: `2026-12-01 08:30:00 UTC`. */
export function dateText(date: Date): Message {
  return verbatim(Number.isNaN(date.getTime()) ? '?' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}
