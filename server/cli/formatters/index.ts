// Written by `npm run generate`.
import type { Formatter } from './formatter.ts';
import { formatter as json } from './json.ts';
import { formatter as sarif } from './sarif.ts';
import { formatter as text } from './text.ts';

export const formatters: readonly Formatter[] = [json, sarif, text];
