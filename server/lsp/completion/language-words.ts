import { languageOf } from '../../core/config/find.ts';
import type { CompletionProvider } from './provider.ts';

/** Words of the configuration language itself: its directives and their values. */
export const languageWords: CompletionProvider = async ({ reading: { document }, offset, settings }) => {
  const vocabulary = await languageOf(document)?.loadVocabulary?.();
  const versions = { nginx: settings.nginxVersion, openSsl: settings.openSslVersion, guideline: settings.guideline };
  return vocabulary?.complete(document.text, offset, versions) ?? [];
};
