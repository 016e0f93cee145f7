import type { ConfigReader } from '../language.ts';
import { placeOf, readFile } from './read.ts';
import { pathBaseOf } from './written-path.ts';

export const reader: ConfigReader = {
  read: (text) => ({ contexts: readFile(text).places.map(({ context }) => context), problems: [] }),
  pathBase: (text) => pathBaseOf(readFile(text)),
  write(text, context, change) {
    const file = readFile(text);
    return placeOf(file, context)?.write(change, file);
  },
};
