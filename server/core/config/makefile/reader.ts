import { readMakefile } from '../command-line/makefile.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

export const reader: ConfigReader = readerOf((text) => readMakefile(text));
