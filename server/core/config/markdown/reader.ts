import type { TlsContext } from '../../tls/context.ts';
import { loadBlockReaders } from '../code-block-programs.ts';
import { readMarkdown } from '../command-line/markdown.ts';
import { readerOf } from '../command-line/place.ts';
import type { ConfigReader } from '../language.ts';

/** Without the files that they name: in documents these are placeholders. */
const { includes: _, readIn: __, ...commands }: ConfigReader = readerOf((text) => readMarkdown(text));

/** Commands, and programs where `text` has some: parsers of languages that it has not are not loaded for it. */
export async function readerFor(text = ''): Promise<ConfigReader> {
  const programs = await loadBlockReaders(text);
  if (programs.length === 0) return commands;
  const all = [commands, ...programs];
  const readBy = new WeakMap<TlsContext, ConfigReader>();
  return {
    async prepare(given, path) {
      for (const reader of all) await reader.prepare?.(given, path);
    },
    read(given, path) {
      const readings = all.map((reader) => {
        const reading = reader.read(given, path);
        for (const context of reading.contexts) readBy.set(context, reader);
        return reading;
      });
      return {
        contexts: readings.flatMap(({ contexts }) => contexts).sort((a, b) => a.span.start - b.span.start),
        problems: readings.flatMap(({ problems }) => problems),
        observations: readings.flatMap(({ observations = [] }) => observations),
      };
    },
    comments: (given, path) =>
      all.flatMap(({ comments }) => comments?.(given, path) ?? []).sort((a, b) => a.start - b.start),
    write: (given, context, change) => readBy.get(context)?.write(given, context, change),
  };
}
