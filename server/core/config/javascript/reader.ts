import { commentsIn } from '../comments.ts';
import type { ConfigReader } from '../language.ts';
import { isTooLong } from '../long-program.ts';
import { projecting } from '../projection.ts';
import { parse, prepare } from './parse.ts';
import { pathBaseOf, read, readText } from './read.ts';
import { scriptBlocks } from './script-blocks.ts';
import { write } from './write.ts';

const plain: ConfigReader = {
  read,
  // What is too long is not parsed at all.
  prepare: async (text) => (isTooLong(text) ? undefined : prepare(text)),
  comments: (text) => (isTooLong(text) ? [] : commentsIn(parse(text).tree, /^(?:Line|Block)Comment$/)),
  pathBase: (text) => {
    const reading = readText(text);
    return reading ? pathBaseOf(reading) : 'working-directory';
  },
  write,
};

export const reader: ConfigReader = projecting(plain, scriptBlocks);
