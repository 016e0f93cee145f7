import { languages } from './index.ts';
import type { ConfigLanguage } from './language.ts';

/** The configuration language of a document: by its editor language, its file name, then (shared endings) its content. */
export function languageOf(document: {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}): ConfigLanguage | undefined {
  const name = fileName(document.uri);
  return languages.find((language) => {
    if (language.languageIds.includes(document.languageId)) return true;
    if (!language.fileNames.some((ending) => name === ending || (ending.startsWith('.') && name.endsWith(ending)))) {
      return false;
    }
    return language.recognises?.(document.text) ?? true;
  });
}

/** Whether a file of this name can be a configuration we read. */
export function isConfigName(name: string): boolean {
  return languages.some(({ fileNames }) =>
    fileNames.some((ending) => name === ending || (ending.startsWith('.') && name.endsWith(ending))),
  );
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
