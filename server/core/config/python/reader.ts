import { commentsIn } from '../comments.ts';
import type { ConfigReader } from '../language.ts';
import { isTooLong, tooLong } from '../long-program.ts';
import { projecting } from '../projection.ts';
import { notebookCode } from './notebook.ts';
import { parse, prepare } from './parse.ts';
import { placeOf, readFile } from './read.ts';
import { pathBaseOf } from './written-path.ts';

const plain: ConfigReader = {
  read(text) {
    if (isTooLong(text)) return tooLong('python-too-long');
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
  // What is too long is not parsed at all.
  prepare: async (text) => (isTooLong(text) ? undefined : prepare(text)),
  comments: (text) => (isTooLong(text) ? [] : commentsIn(parse(text).tree, /^Comment$/)),
  pathBase: (text) => pathBaseOf(readFile(isTooLong(text) ? '' : text)),
  write(text, context, change) {
    if (isTooLong(text)) return undefined;
    const file = readFile(text);
    return placeOf(file, context)?.write(change, file);
  },
};

export const reader: ConfigReader = projecting(plain, notebookCode);
