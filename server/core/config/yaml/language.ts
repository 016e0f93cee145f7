import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'yaml',
  title: 'YAML',
  languageIds: ['yaml', 'dockercompose', 'github-actions-workflow'],
  fileNames: ['.yml', '.yaml', '.condarc', '.mambarc', '.gemrc', '.kubeconfig', 'kubeconfig'],
  lineComment: '#',
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
