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
    return isNamed(language, name) && (language.recognises?.(document.text, name) ?? true);
  });
}

/** Whether a file of this name can be a configuration we read. */
export function isConfigName(name: string): boolean {
  return languages.some((language) => isNamed(language, name));
}

function isNamed({ fileNames, fileNameStarts = [] }: ConfigLanguage, name: string): boolean {
  return (
    fileNames.some((ending) => name === ending || (ending.startsWith('.') && name.endsWith(ending))) ||
    fileNameStarts.some((start) => name.startsWith(start))
  );
}

function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
