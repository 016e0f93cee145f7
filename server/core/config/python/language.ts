import type { ConfigLanguage } from '../language.ts';
import { placeOf, readFile } from './read.ts';
import { pathBaseOf } from './written-path.ts';

export const language: ConfigLanguage = {
  id: 'python',
  title: 'Python',
  languageIds: ['python'],
  fileNames: ['.py', '.pyw'],
  concerns: (text) => /\bssl|_ssl\b|\bverify\s*=|\bcert\s*=|\bcert_reqs\b|\bassert_hostname\b/.test(text),
  read: (text) => ({ contexts: readFile(text).places.map(({ context }) => context), problems: [] }),
  pathBase: (text) => pathBaseOf(readFile(text)),
  write(text, context, change) {
    const file = readFile(text);
    return placeOf(file, context)?.write(change, file);
  },
};
