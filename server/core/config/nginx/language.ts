import type { ConfigLanguage } from '../language.ts';
import { concernsTls, recognisesNginx } from './recognise.ts';

export const language: ConfigLanguage = {
  id: 'nginx',
  title: 'nginx',
  languageIds: ['nginx', 'NGINX'],
  // `default` is the site that Debian's package makes.
  fileNames: [
    'nginx.conf',
    '.conf',
    '.nginx',
    '.vhost',
    '.conf.template',
    '.conf.tmpl',
    '.conf.j2',
    '.conf.erb',
    'default',
  ],
  lineComment: '#',
  hasOutline: true,
  concerns: concernsTls,
  recognises: recognisesNginx,
  load: async () => (await import('./reader.ts')).reader,
  loadVocabulary: async () => (await import('./vocabulary.ts')).vocabulary,
};
