import { readDockerfile } from '../command-line/dockerfile.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

export const reader: ConfigReader = readerOf((text) => readDockerfile(text));

/** What reads nginx too is loaded where there is some. */
export async function readerFor(text = ''): Promise<ConfigReader> {
  if (!concernsNginxInside(text)) return reader;
  const { nginxInScript, withNginx } = await import('../embedded-nginx.ts');
  return withNginx(reader, nginxInScript);
}
