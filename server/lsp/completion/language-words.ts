import { languageOf } from '../../core/config/find.ts';
import type { CompletionProvider } from './provider.ts';

/** Words of the configuration language itself: its directives and their values. */
export const languageWords: CompletionProvider = async ({ reading: { document }, offset }) => {
  const language = languageOf(document);
  if (!language?.loadCompletions) return [];
  const completions = await language.loadCompletions();
  return completions.complete(document.text, offset);
};
