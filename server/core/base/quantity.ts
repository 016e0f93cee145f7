import { type Message, message } from './message.ts';

/** `1 day`, `12 days`: English says one differently, so a sentence takes the whole quantity as a value. */
export function dayCount(count: number): Message {
  return count === 1 ? message('1 day') : message('{count} days', { count });
}

/** `1 byte`, `1,274 bytes` */
export function byteCount(count: number): Message {
  return count === 1 ? message('1 byte') : message('{count} bytes', { count: grouped(count) });
}

/** `1,274`, as English and Chinese write it. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
