import type { Setting } from '../../../tls/context.ts';
import { argument, explicit } from '../place.ts';
import type { Subject } from '../value.ts';

/** The `server_hostname` of the connections that a context is used for. */
export function readHostNames({ touches }: Subject): Setting<string>[] {
  return touches.flatMap((touch) => {
    if (touch.kind !== 'call' || !/^wrap_(?:socket|bio)$/.test(touch.method)) return [];
    const name = argument(touch.call, 'server_hostname');
    return name?.value.kind === 'text' && name.value.text !== '' ? [explicit(name.value.text, name.span)] : [];
  });
}
