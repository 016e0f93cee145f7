import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'python',
  title: 'Python',
  languageIds: ['python'],
  fileNames: ['.py', '.pyw'],
  concerns: (text) => /\bssl|_ssl\b|\bverify\s*=|\bcert\s*=|\bcert_reqs\b|\bassert_hostname\b/.test(text),
  load: async () => (await import('./reader.ts')).reader,
};
