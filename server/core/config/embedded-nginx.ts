/**
 * Configurations of nginx in texts of other languages: in block scalars of YAML (ConfigMaps, annotations of an Ingress,
 * Compose files) and in here-documents of scripts and Dockerfiles. Each is read by itself, at its place.
 */
import { type Span, span } from '../base/span.ts';
import type { TlsContext } from '../tls/context.ts';
import type { ConfigReader } from './language.ts';
import { configurationOf } from './nginx/configuration.ts';
import { parseOnce } from './nginx/known-configurations.ts';
import { Directives, type Level, readLevel } from './nginx/level.ts';
import { reader as nginx } from './nginx/reader.ts';
import { concernsTls, recognisesNginx } from './nginx/recognise.ts';
import type { Tree } from './nginx/tree.ts';

/** Each has blanks before it, to stand at its place: so long a text, and so many in it. */
const mostCharacters = 500_000;
const mostRegions = 20;

/** Block scalars that hold nginx. Scripts that write one have it in a here-document. */
export function nginxInYaml(text: string): readonly Span[] {
  return nginxIn(text, blockScalars(text));
}

export function nginxInScript(text: string): readonly Span[] {
  return nginxIn(text, hereDocuments(text));
}

/** `reader`, and what of nginx stands in the regions that are found. */
export function withNginx(reader: ConfigReader, regionsOf: (text: string) => readonly Span[]): ConfigReader {
  const texts = new WeakMap<TlsContext, string>();
  return {
    ...reader,
    read(text, path) {
      const own = reader.read(text, path);
      const regions = regionsOf(text);
      if (regions.length === 0) return own;
      const readings = regions.map((region) => {
        const alone = aloneIn(text, region);
        const { contexts, problems } = nginx.read(alone, path);
        for (const context of contexts) texts.set(context, alone);
        return { alone, contexts, problems, tree: parseOnce(alone) };
      });
      const contexts = [...own.contexts, ...readings.flatMap((reading) => reading.contexts)];
      return {
        ...own,
        contexts: contexts.sort((a, b) => a.span.start - b.span.start),
        problems: own.problems,
        document: documentOf(text, readings),
      };
    },
    comments: (text, path) =>
      [
        ...(reader.comments?.(text, path) ?? []),
        ...regionsOf(text).flatMap((region) => parseOnce(aloneIn(text, region)).comments),
      ].sort((a, b) => a.start - b.start),
    write: (text, context, change) => {
      const alone = texts.get(context);
      return alone === undefined ? reader.write(text, context, change) : nginx.write(alone, context, change);
    },
  };
}

/** All of a text, as the rules about nginx see it: nothing of one configuration is inherited in another. */
function documentOf(text: string, readings: readonly { readonly alone: string; readonly tree: Tree }[]) {
  const [first] = readings;
  const children: Level[] = [];
  const root: Level = { kind: 'outer', own: new Directives(), children };
  for (const { tree } of readings) {
    children.push(readLevel(tree.children, 'outer', undefined, root, tree.templated));
  }
  const whole: Tree = {
    children: readings.flatMap(({ tree }) => tree.children),
    comments: [],
    problems: [],
    templated: readings.some(({ tree }) => tree.templated),
    marks: readings.flatMap(({ tree }) => tree.marks),
  };
  if (readings.length === 1 && first) {
    return configurationOf(first.alone, first.tree, readLevel(first.tree.children, 'outer', undefined, undefined));
  }
  return configurationOf(text, whole, root, false);
}

function nginxIn(text: string, regions: Iterable<Span>): readonly Span[] {
  if (text.length > mostCharacters) return [];
  const found: Span[] = [];
  for (const region of regions) {
    const body = text.slice(region.start, region.end);
    if (concernsTls(body) && recognisesNginx(body)) found.push(region);
    if (found.length === mostRegions) break;
  }
  return found;
}

/** The region alone, with blanks for everything around it. */
function aloneIn(text: string, { start, end }: Span): string {
  return text.slice(0, start).replace(/[^\r\n]/g, ' ') + text.slice(start, end);
}

/** What a shell or a CI runs. */
const scriptKeys = /^(?:run|script|before_script|after_script|command|commands|args|entrypoint|cmd|shell|user-data)$/;

/** The bodies of literal block scalars (YAML 1.2, 8.1.2), and here-documents in those that are scripts. */
function* blockScalars(text: string): Iterable<Span> {
  const header =
    /^([ \t]*(?:-[ \t]+)*)(?:(["']?)([^\s"'#:][^"'#\n]*?)\2[ \t]*:[ \t]+)?\|[+-]?\d?[+-]?[ \t]*(?:#[^\n]*)?\r?$/gm;
  for (let match = header.exec(text); match; match = header.exec(text)) {
    const [whole, lead = '', , key] = match;
    const indent = key === undefined ? Math.max(lead.indexOf('-'), 0) : lead.length;
    const start = match.index + whole.length + 1;
    let end = start;
    while (end < text.length) {
      const next = text.indexOf('\n', end);
      const to = next < 0 ? text.length : next + 1;
      const line = text.slice(end, to);
      if (line.trim() !== '' && line.search(/[^ \t]/) <= indent) break;
      end = to;
    }
    if (start >= end) continue;
    header.lastIndex = Math.max(end - 1, header.lastIndex);
    const body = text.slice(start, end);
    if ((key !== undefined && scriptKeys.test(key)) || /<<-?[ \t]*\\?["']?\w/.test(body)) {
      for (const inner of hereDocuments(body)) yield span(start + inner.start, start + inner.end);
    } else yield span(start, end);
  }
}

function* hereDocuments(text: string): Iterable<Span> {
  const opening = /<<-?[ \t]*\\?(["']?)([A-Za-z_]\w*)\1[^\n]*\n/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const closing = new RegExp(`^[ \\t]*${match[2]}[ \\t]*\\r?$`, 'm').exec(text.slice(start));
    if (!closing) continue;
    const end = start + closing.index;
    yield span(start, end);
    opening.lastIndex = end;
  }
}
