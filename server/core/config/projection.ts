import type { TextEdit } from '../base/edit.ts';
import { nextTurn } from '../base/event-loop.ts';
import type { TlsContext } from '../tls/context.ts';
import type { Observation } from '../tls/observation.ts';
import type { ConfigReader, ConfigReading } from './language.ts';

/** What a document of another kind holds in a language, everything at its own place: a program. */
export interface Projection {
  readonly text: string;
  /** An edit of `text` as one of the document; undefined where it would change what holds the code. */
  edit(edit: TextEdit): TextEdit | undefined;
}

/** A reader that also reads documents which hold code of its language. */
export function projecting(
  reader: ConfigReader,
  /** The programs in a text; undefined where it is one itself. Where the path is '', the text alone has to tell. */
  project: (text: string, path: string) => readonly Projection[] | undefined,
): ConfigReader {
  /** Which text a context came from: the document's path is not known any more when its edits are written. */
  const projected = new WeakMap<TlsContext, Projection>();
  let last:
    | { readonly text: string; readonly path: string; readonly all: readonly Projection[] | undefined }
    | undefined;
  /** Preparing, reading and comments ask for those of one text. */
  const projectionsOf = (text: string, path: string): readonly Projection[] | undefined => {
    if (last?.text !== text || last.path !== path) last = { text, path, all: project(text, path) };
    return last.all;
  };
  const known = new WeakMap<Projection, ConfigReading>();
  const readingOf = (projection: Projection, path: string): ConfigReading => {
    const before = known.get(projection);
    if (before) return before;
    const { contexts, problems, observations = [], isUnread = false } = reader.read(projection.text, path);
    for (const context of contexts) projected.set(context, projection);
    const observed = observations.map((one) => withEdits(one, projection));
    const reading = { contexts, problems, observations: observed, isUnread };
    known.set(projection, reading);
    return reading;
  };
  return {
    ...reader,
    read(text, path = '') {
      const projections = projectionsOf(text, path);
      if (!projections) return reader.read(text, path);
      const readings = projections.map((projection) => readingOf(projection, path));
      return {
        contexts: readings.flatMap(({ contexts }) => contexts),
        problems: readings.flatMap(({ problems }) => problems),
        observations: readings.flatMap(({ observations = [] }) => observations),
        isUnread: readings.some(({ isUnread = false }) => isUnread),
      };
    },
    async prepare(text, path = '') {
      const projections = projectionsOf(text, path);
      if (!projections) return reader.prepare?.(text, path);
      await nextTurn();
      for (const projection of projections) {
        await reader.prepare?.(projection.text, path);
        readingOf(projection, path);
        await nextTurn();
      }
    },
    comments: (text, path = '') => {
      const programs = projectionsOf(text, path)?.map((projection) => projection.text) ?? [text];
      return programs.flatMap((program) => reader.comments?.(program, path) ?? []);
    },
    pathBase: (text) =>
      reader.pathBase?.((last?.text === text ? last.all?.[0]?.text : undefined) ?? text) ?? 'document',
    write(text, context, change) {
      const projection = projected.get(context);
      return projection
        ? edited(reader.write(projection.text, context, change), projection)
        : reader.write(text, context, change);
    },
  };
}

function withEdits(observation: Observation, projection: Projection): Observation {
  const { repair, trust } = observation;
  return {
    ...observation,
    ...(repair && { repair: () => edited(repair(), projection) }),
    ...(trust && { trust: (anchors: string) => edited(trust(anchors), projection) }),
  };
}

/** All of a change or nothing of it. */
function edited(edits: readonly TextEdit[] | undefined, projection: Projection): readonly TextEdit[] | undefined {
  const own = edits?.map((edit) => projection.edit(edit));
  return own?.every((edit) => edit !== undefined) ? own : undefined;
}
