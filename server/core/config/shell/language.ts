import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'shell',
  title: 'Shell',
  languageIds: ['shellscript'],
  fileNames: [
    '.sh',
    '.bash',
    '.zsh',
    '.ksh',
    '.command',
    '.bashrc',
    '.bash_profile',
    '.bash_aliases',
    '.profile',
    '.zshrc',
    '.zshenv',
    '.zprofile',
    '.envrc',
    '.bats',
  ],
  lineComment: '#',
  concerns: concernsCommands,
  load: async () => (await import('./reader.ts')).reader,
};
