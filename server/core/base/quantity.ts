import { type Message, message } from './message.ts';

/** `1 day`, `12 days`: English says one differently, so a sentence takes the whole quantity as a value. */
export function dayCount(count: number): Message {
  return count === 1 ? message('1 day') : message('{count} days', { count });
}

/** As people count: `12 days`, and of three years and more the years alone. */
export function timeSpan(days: number): Message {
  const years = Math.floor(days / 365.25);
  return years < 3 ? dayCount(days) : message('{count} years', { count: years });
}

/** `1 byte`, `1,274 bytes` */
export function byteCount(count: number): Message {
  return count === 1 ? message('1 byte') : message('{count} bytes', { count: grouped(count) });
}

/** `1,274`, as English and Chinese write it. */
export function grouped(count: number): string {
  // Loading the rules of all languages takes 40 ms.
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
