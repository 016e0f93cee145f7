import { readerOf } from '../command-line/place.ts';
import { readCommands } from '../command-line/read-commands.ts';
import type { ConfigReader } from '../language.ts';

/** `.sh` and another language behind it: MariaDB has Perl in such files. */
const isOther = /^#![^\n]*\b(?:perl|python|ruby|node|php|tclsh|wish|awk|lua|Rscript)/;

export const reader: ConfigReader = readerOf((text) =>
  readCommands({ text, regions: isOther.test(text) ? [] : [{ start: 0, end: text.length }] }),
);
