import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'markdown',
  title: 'Markdown',
  isProse: true,
  languageIds: ['markdown'],
  fileNames: ['.md', '.markdown'],
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
