import type { ConfigLanguage } from '../language.ts';
import { readPython } from './read.ts';
import { writePython } from './write.ts';

export const language: ConfigLanguage = {
  id: 'python',
  title: 'Python',
  languageIds: ['python'],
  fileNames: ['.py', '.pyw'],
  concerns: (text) => /\bssl\b/.test(text),
  read: readPython,
  write: writePython,
  pathBase: () => 'working-directory',
};
