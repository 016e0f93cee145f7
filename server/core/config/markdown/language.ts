import { concernsBlocks } from '../code-block-languages.ts';
import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'markdown',
  title: 'Markdown',
  isProse: true,
  languageIds: ['markdown'],
  fileNames: ['.md', '.markdown'],
  concerns: (text) => concernsCommands(text) || concernsBlocks(text),
  load: async (text) => (await import('./reader.ts')).readerFor(text),
};
