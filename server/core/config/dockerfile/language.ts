import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'dockerfile',
  title: 'Dockerfile',
  languageIds: ['dockerfile'],
  fileNames: ['Dockerfile', 'Containerfile', '.dockerfile', '.Dockerfile'],
  fileNameStarts: ['Dockerfile.', 'Containerfile.'],
  lineComment: '#',
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
