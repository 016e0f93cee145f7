import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'environment',
  title: 'Environment file',
  languageIds: ['dotenv'],
  fileNames: ['.env'],
  fileNameStarts: ['.env.'],
  lineComment: '#',
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
