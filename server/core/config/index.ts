// Written by `npm run generate`.
import { language as javascript } from './javascript/language.ts';
import type { ConfigLanguage } from './language.ts';
import { language as nginx } from './nginx/language.ts';
import { language as python } from './python/language.ts';

export const languages: readonly ConfigLanguage[] = [javascript, nginx, python];
