// Written by `npm run generate`.
import type { Feature } from '../feature.ts';
import { feature as diagnostic } from './diagnostic.ts';
import { feature as hover } from './hover.ts';

export const features: readonly Feature[] = [diagnostic, hover];
