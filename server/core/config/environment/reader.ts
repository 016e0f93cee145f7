import { readerOf } from '../command-line/place.ts';
import { readEnvironmentLines } from '../command-line/read-commands.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readEnvironmentLines(text, { start: 0, end: text.length }));
