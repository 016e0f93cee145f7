import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

export const language: ConfigLanguage = {
  id: 'dockerfile',
  title: 'Dockerfile',
  languageIds: ['dockerfile'],
  fileNames: ['Dockerfile', 'Containerfile', '.dockerfile', '.Dockerfile'],
  fileNameStarts: ['Dockerfile.', 'Containerfile.'],
  lineComment: '#',
  concerns: (text) => concernsCommands(text) || concernsNginxInside(text),
  load: async (text) => (await import('./reader.ts')).readerFor(text),
};
