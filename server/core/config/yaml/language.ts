import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

export const language: ConfigLanguage = {
  id: 'yaml',
  title: 'YAML',
  languageIds: ['yaml', 'dockercompose', 'github-actions-workflow'],
  fileNames: ['.yml', '.yaml', '.condarc', '.mambarc', '.gemrc', '.kubeconfig', 'kubeconfig'],
  lineComment: '#',
  concerns: (text) => concernsCommands(text) || concernsNginxInside(text),
  load: async (text) => (await import('./reader.ts')).readerFor(text),
};
