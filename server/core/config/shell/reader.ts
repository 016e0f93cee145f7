import { readerOf } from '../command-line/place.ts';
import { readCommands } from '../command-line/read-commands.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) =>
  readCommands({ text, regions: [{ start: 0, end: text.length }] }),
);
