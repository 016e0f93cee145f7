import { concernsCommands } from '../command-line/concerns.ts';
import type { ConfigLanguage } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

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
  concerns: (text) => concernsCommands(text) || concernsNginxInside(text),
  load: async (text) => (await import('./reader.ts')).readerFor(text),
};
