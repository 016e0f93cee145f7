import { readMarkdown } from '../command-line/markdown.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readMarkdown(text));
