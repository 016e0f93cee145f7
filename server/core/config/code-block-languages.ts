import { language as javascript } from './javascript/language.ts';
import type { ConfigLanguage } from './language.ts';
import { language as nginx } from './nginx/language.ts';
import { language as python } from './python/language.ts';

/** A language that is read in the code blocks of documents, by the words behind their fences. */
export interface BlockLanguage {
  readonly language: ConfigLanguage;
  readonly words: RegExp;
}

export const blockLanguages: readonly BlockLanguage[] = [
  { language: javascript, words: /^(?:node(?:js)?|javascript|typescript|[cm]?[jt]s|[jt]sx)$/i },
  { language: python, words: /^(?:py|python[23]?)$/i },
  { language: nginx, words: /^nginx(?:conf)?$/i },
];

const fence = /^[^\n`~]{0,80}(?:```|~~~)[`~ \t]*\{?\.?(?:node|javascript|typescript|[cm]?[jt]s|py|nginx)/im;

/** A cheap look whether the code blocks of a document can hold a TLS setting. */
export function concernsBlocks(text: string): boolean {
  return fence.test(text) && blockLanguages.some(({ language }) => language.concerns(text));
}
