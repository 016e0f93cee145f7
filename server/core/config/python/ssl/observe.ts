import type { Observed } from '../place.ts';
import { observeClearedOptions, observeFlags } from './observe-flags.ts';
import { observeHandshakes } from './observe-handshake.ts';
import { observeNameCheckOrder } from './observe-order.ts';
import { observeSides } from './observe-sides.ts';
import { observeUnknownAttributes } from './observe-unknown-attribute.ts';
import type { SslContext } from './ssl-context.ts';

/** What a context's statements do that its settings do not tell. */
export function observeContext(context: SslContext, text: string): Observed[] {
  return [
    ...observeSides(context),
    ...observeNameCheckOrder(context),
    ...observeFlags(context),
    ...observeClearedOptions(context, text),
    ...observeUnknownAttributes(context, text),
    ...observeHandshakes(context, text),
  ];
}
