import type { Localize, Message } from '../../core/base/message.ts';
import type { Failure } from '../protocol.ts';

/** Why something was not made, and what to do about it. */
export interface Refusal {
  readonly code: string;
  readonly message: Message;
  readonly hint?: Message;
}

export function toFailure({ code, message: said, hint }: Refusal, localize: Localize): Failure {
  return hint ? { code, message: localize(said), hint: localize(hint) } : { code, message: localize(said) };
}

/** In one paragraph, for an input box. */
export function withHint({ message: said, hint }: Refusal, localize: Localize): string {
  return hint ? `${localize(said)} ${localize(hint)}` : localize(said);
}
