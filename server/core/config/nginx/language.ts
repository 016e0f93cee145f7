import { once } from '../../base/once.ts';
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
    '.conf.tpl',
    '.conf.example',
    '.conf.sample',
    '.conf.default',
    '.conf.dist',
    '.conf.in',
    'default',
    '.inc',
    'proxy_params',
    'proxy-params',
    'ssl_params',
    'ssl-params',
    'tls-params',
  ],
  fileNameStarts: ['nginx.conf.'],
  // Sites are files named as the host is, with no ending or one of a domain.
  folderNames: ['sites-enabled', 'sites-available', 'streams-enabled', 'conf.d', 'vhosts.d', 'vhosts', 'snippets'],
  lineComment: '#',
  hasOutline: true,
  // Without a word of TLS too: what nginx does not start with is said of every configuration.
  concerns: (text) => concernsTls(text) || recognisesNginx(text),
  recognises: recognisesNginx,
  load: once(async () => (await import('./reader.ts')).reader),
  loadVocabulary: async () => (await import('./vocabulary.ts')).vocabulary,
};
