import type { Rows } from './row.ts';
import { rows as ciphers } from './rows-ciphers.ts';
import { rows as clients } from './rows-clients.ts';
import { rows as sockets } from './rows-listen.ts';
import { rows as upstreams } from './rows-upstreams.ts';

/** In the order of the list. */
export const rows: Rows = [...sockets, ...ciphers, ...clients, ...upstreams].sort(([a], [b]) => a - b);
