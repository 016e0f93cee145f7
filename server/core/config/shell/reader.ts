import { readerOf } from '../command-line/place.ts';
import { readCommandsInSteps } from '../command-line/read-commands.ts';
import type { ConfigReader } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

/** `.sh` and another language behind it: MariaDB has Perl in such files. */
const isOther = /^#![^\n]*\b(?:perl|python|ruby|node|php|tclsh|wish|awk|lua|Rscript)/;

export const reader: ConfigReader = readerOf((text) =>
  readCommandsInSteps({ text, regions: isOther.test(text) ? [] : [{ start: 0, end: text.length }] }),
);

/** What reads nginx too is loaded where there is some. */
export async function readerFor(text = ''): Promise<ConfigReader> {
  if (!concernsNginxInside(text)) return reader;
  const { nginxInScript, withNginx } = await import('../embedded-nginx.ts');
  return withNginx(reader, nginxInScript);
}
