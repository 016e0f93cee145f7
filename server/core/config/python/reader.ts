import { commentsIn } from '../comments.ts';
import type { ConfigReader } from '../language.ts';
import { projecting } from '../projection.ts';
import { notebookCode } from './notebook.ts';
import { parse, prepare } from './parse.ts';
import { placeOf, readFile } from './read.ts';
import { pathBaseOf } from './written-path.ts';

const plain: ConfigReader = {
  read(text) {
    const file = readFile(text);
    return {
      contexts: file.places.map(({ context }) => context),
      problems: [],
      observations: file.observed.map(({ removes: _, repair, trust, ...seen }) => ({
        ...seen,
        ...(repair && { repair: () => repair(file) }),
        ...(trust && { trust: (anchors) => trust(file, anchors) }),
      })),
    };
  },
  prepare,
  comments: (text) => commentsIn(parse(text).tree, /^Comment$/),
  pathBase: (text) => pathBaseOf(readFile(text)),
  write(text, context, change) {
    const file = readFile(text);
    return placeOf(file, context)?.write(change, file);
  },
};

export const reader: ConfigReader = projecting(plain, notebookCode);
