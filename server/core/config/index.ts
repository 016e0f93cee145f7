// Written by `npm run generate`.
import { language as dockerfile } from './dockerfile/language.ts';
import { language as dotfile } from './dotfile/language.ts';
import { language as environment } from './environment/language.ts';
import { language as javascript } from './javascript/language.ts';
import type { ConfigLanguage } from './language.ts';
import { language as makefile } from './makefile/language.ts';
import { language as markdown } from './markdown/language.ts';
import { language as nginx } from './nginx/language.ts';
import { language as opensslConf } from './openssl-conf/language.ts';
import { language as python } from './python/language.ts';
import { language as shell } from './shell/language.ts';
import { language as yaml } from './yaml/language.ts';

export const languages: readonly ConfigLanguage[] = [
  dockerfile,
  dotfile,
  environment,
  javascript,
  makefile,
  markdown,
  nginx,
  opensslConf,
  python,
  shell,
  yaml,
];
