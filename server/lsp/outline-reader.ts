import { languageOf } from '../core/config/find.ts';
import type { ConfigReader } from '../core/config/language.ts';
import type { Reading } from '../core/workspace/reading.ts';

/** What knows the blocks of a text, whether TLS is in it or not. */
export async function outlineReader({ document, reader }: Reading): Promise<ConfigReader | undefined> {
  if (reader) return reader;
  const language = languageOf(document);
  return language?.hasOutline ? language.load() : undefined;
}
