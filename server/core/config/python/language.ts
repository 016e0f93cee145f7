import type { ConfigLanguage } from '../language.ts';

export const language: ConfigLanguage = {
  id: 'python',
  title: 'Python',
  languageIds: ['python'],
  fileNames: ['.py', '.pyw', '.ipynb'],
  lineComment: '#',
  concerns: (text) =>
    /\bssl|_ssl\b|\bverify(?:_certs)?\s*=|\bcert\s*=|\bcert_reqs\b|\bassert_hostname\b|\btls(?:Insecure|Allow|CA|_insecure|_set)|\bTls\(|OpenSSL|\b(?:smtp|imap|pop|ftp|nntp)lib\b/.test(
      text,
    ),
  load: async () => (await import('./reader.ts')).reader,
};
