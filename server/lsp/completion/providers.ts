import { filePaths } from './file-paths.ts';
import { languageWords } from './language-words.ts';
import { listItems } from './list-items.ts';
import type { CompletionProvider } from './provider.ts';

/** Loaded with the first completion. */
export const providers: readonly CompletionProvider[] = [filePaths, languageWords, listItems];
