import type { ConfigLanguage } from '../language.ts';
import { FactReader } from './facts.ts';
import { readPlaces } from './read.ts';
import { concernsTls, recognisesNginx } from './recognise.ts';
import { parse } from './tree.ts';
import { write } from './write.ts';

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
  concerns: concernsTls,
  recognises: recognisesNginx,
  read(text) {
    const tree = parse(text);
    const facts = new FactReader();
    const contexts = readPlaces(tree, facts).map(({ context }) => context);
    return { contexts, problems: [...tree.problems, ...facts.problems] };
  },
  write,
};
