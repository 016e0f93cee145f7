import { readerOf } from '../command-line/place.ts';
import { readYamlInSteps } from '../command-line/yaml.ts';
import type { ConfigReader } from '../language.ts';
import { concernsNginxInside } from '../nginx-inside.ts';

export const reader: ConfigReader = readerOf((text) => readYamlInSteps(text));

/** What reads nginx too is loaded where there is some. */
export async function readerFor(text = ''): Promise<ConfigReader> {
  if (!concernsNginxInside(text)) return reader;
  const { nginxInYaml, withNginx } = await import('../embedded-nginx.ts');
  return withNginx(reader, nginxInYaml);
}
