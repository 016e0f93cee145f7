import type { ConfigReader } from '../language.ts';
import { pathBaseOf, read, readText } from './read.ts';
import { write } from './write.ts';

export const reader: ConfigReader = {
  read,
  pathBase: (text) => {
    const reading = readText(text);
    return reading ? pathBaseOf(reading) : 'working-directory';
  },
  write,
};
