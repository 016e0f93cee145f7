import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'makefile',
  title: 'Make',
  languageIds: ['makefile'],
  fileNames: ['Makefile', 'makefile', 'GNUmakefile', '.mk', '.mak'],
  lineComment: '#',
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
