import { languages } from './index.ts';
import type { ConfigLanguage } from './language.ts';

/**
 * The configuration language of a document: by its editor language, its file name, then (shared endings) its content; by
 * content alone where the folder is one of configurations or the name says nothing.
 */
export function languageOf(document: {
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}): ConfigLanguage | undefined {
  const { name, folder } = namesOf(document.uri);
  const named = languages.find((language) => {
    if (language.languageIds.includes(document.languageId)) return true;
    return isNamed(language, name) && (language.recognises?.(document.text, name) ?? true);
  });
  if (named || !/^(?:plaintext)?$/.test(document.languageId)) return named;
  return languages.find(
    ({ folderNames, recognises }) =>
      folderNames && (folderNames.includes(folder) || !name.includes('.')) && recognises?.(document.text, name),
  );
}

/** Programs that may have a configuration in a string. */
const code = /\.(?:[ch]|cc|cpp|cs|css|go|html?|java|kt|lua|mjs|p[lm]|php|rb|rst|rs|scala|sql|swift|t|tf|xml)$/i;

/** The editor language of a file whose name says nothing, by what is in it; empty where that says nothing either. */
export function languageIdByContent(uri: string, text: string): string {
  const { name } = namesOf(uri);
  if (isConfigUri(uri) || code.test(name) || /^\uFEFF?(?:#!|<[!?a-z])/i.test(text)) return '';
  const found = languages.find(({ folderNames, recognises }) => folderNames && recognises?.(text, name));
  return found?.languageIds[0] ?? '';
}

/** Whether a file of this name, in a folder of this name, can be a configuration we read. */
export function isConfigName(name: string, folder: string): boolean {
  return languages.some((language) => isNamed(language, name) || language.folderNames?.includes(folder));
}

/** The same for a file's URI. */
export function isConfigUri(uri: string): boolean {
  const { name, folder } = namesOf(uri);
  return isConfigName(name, folder);
}

function isNamed({ fileNames, fileNameStarts = [] }: ConfigLanguage, name: string): boolean {
  return (
    fileNames.some((ending) => name === ending || (ending.startsWith('.') && name.endsWith(ending))) ||
    fileNameStarts.some((start) => name.startsWith(start))
  );
}

function namesOf(uri: string): { readonly name: string; readonly folder: string } {
  const [folder = '', name = ''] = uri.split('/').slice(-2);
  return { name: decodeURIComponent(name), folder: decodeURIComponent(folder) };
}
