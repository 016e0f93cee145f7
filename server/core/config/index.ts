// Written by `npm run generate`.
import type { ConfigLanguage } from './language.ts';
import { language as nginx } from './nginx/language.ts';
import { language as python } from './python/language.ts';

export const languages: readonly ConfigLanguage[] = [nginx, python];
