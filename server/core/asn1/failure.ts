import { type Message, message } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';

/**
 * Why bytes are not the DER that was expected. `what` names the ASN.1 field (`tbsCertificate`, `notAfter`), `offset`
 * counts from the first byte of the object that was read.
 */
export type DerFailure = { readonly what: string; readonly offset: number } & (
  | { readonly code: 'missing'; readonly expected: string }
  | { readonly code: 'tag'; readonly expected: string; readonly found: string }
  /** The value says it has `expected` bytes, `found` are there. */
  | { readonly code: 'truncated'; readonly expected: number; readonly found: number }
  | { readonly code: 'trailing'; readonly found: number }
  | { readonly code: 'indefinite-length' | 'long-length' | 'padded-length' | 'long-tag' }
  | { readonly code: 'depth' | 'size'; readonly limit: number }
  | { readonly code: 'value'; readonly expected: Message; readonly found: Message }
);

/** What was expected and what was found, for a person who has the bytes before them. */
export function failureMessage(failure: DerFailure): Message {
  const { what, offset } = failure;
  switch (failure.code) {
    case 'missing':
      return message('expected {what} ({expected}) at byte {offset}, found the end of the data around it', {
        what,
        offset,
        expected: failure.expected,
      });
    case 'tag':
      return message('expected {what} ({expected}) at byte {offset}, found {found}', {
        what,
        offset,
        expected: failure.expected,
        found: failure.found,
      });
    case 'truncated':
      return message('{what} at byte {offset} should be {expected} long, but ends after {found}', {
        what,
        offset,
        expected: byteCount(failure.expected),
        found: byteCount(failure.found),
      });
    case 'trailing':
      return message('{what} should end at byte {offset}, but goes on for {found}', {
        what,
        offset,
        found: byteCount(failure.found),
      });
    case 'indefinite-length':
      return message('{what} at byte {offset} has no definite length, which DER requires', { what, offset });
    case 'long-length':
      return message('{what} at byte {offset} has a length field of more than four bytes', { what, offset });
    case 'padded-length':
      return message('the length of {what} at byte {offset} is not in its shortest form, which DER requires', {
        what,
        offset,
      });
    case 'long-tag':
      return message('{what} at byte {offset} has a tag of several bytes, which no PKI structure uses', {
        what,
        offset,
      });
    case 'depth':
      return message('{what} at byte {offset} is nested more than {limit} levels deep', {
        what,
        offset,
        limit: failure.limit,
      });
    case 'size':
      return message('{what} is larger than {limit} bytes, the most that is read', { what, limit: failure.limit });
    case 'value':
      return message('expected {expected} for {what} at byte {offset}, found {found}', {
        what,
        offset,
        expected: failure.expected,
        found: failure.found,
      });
  }
}
