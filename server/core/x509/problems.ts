import type { DerError } from '../asn1/der.ts';
import { type Message, message } from '../base/message.ts';
import type { Problem } from '../base/problem.ts';
import type { Span } from '../base/span.ts';

/** What was wrong with the bytes of `noun`, for people, at `span`. */
export function derProblem(error: DerError, noun: Message, span: Span): Problem {
  return { code: `der-${error.code}`, span, message: derMessage(error, noun) };
}

function derMessage({ code, detail }: DerError, noun: Message): Message {
  const data = { noun, ...detail };
  switch (code) {
    case 'truncated':
      return message('{noun} is cut off: {what} should have {expected} bytes, but only {found} are there.', data);
    case 'trailing':
      return message('{noun} is followed by {found} bytes that do not belong to it ({what}).', data);
    case 'length':
      return message('{noun} is not DER: the length of {what} is not in its shortest form.', data);
    case 'tag':
      return message('{noun} cannot be read: expected {what} ({expected}), found {found}.', data);
    case 'depth':
      return message('{noun} cannot be read: it is nested too deeply.', data);
    case 'size':
      return message('{noun} is too large to be read ({found} bytes).', data);
    case 'value':
      return message('{noun} holds a {what} that is not valid.', data);
    case 'missing':
      return message('{noun} ends too early: expected {what}, found nothing.', data);
  }
}
