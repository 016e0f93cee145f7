import { type Span, span } from '../../../base/span.ts';
import { placeOf, unverified } from '../effect.ts';
import { placesOfVariable } from '../environment-places.ts';
import type { Places } from '../place.ts';
import { readCommands } from '../read-commands.ts';

interface JsonSwitch {
  readonly key: RegExp;
  readonly off: RegExp;
  readonly secure: string;
}

const switches: readonly JsonSwitch[] = [
  { key: /^strict-ssl$/, off: /^false$/, secure: 'true' },
  { key: /^http\.proxyStrictSSL$/, off: /^false$/, secure: 'true' },
  { key: /^disable-tls$/, off: /^true$/, secure: 'false' },
  { key: /^secure-http$/, off: /^false$/, secure: 'true' },
  { key: /^insecure-registries$/, off: /^\[\s*"/, secure: '[]' },
];

const pair =
  /"((?:[^"\\\n]|\\.){1,200})"\s*:\s*("(?:[^"\\\n]|\\.)*"|true\b|false\b|-?\d+|\[(?=\s*["\]])[^\][]{0,2000}\])/g;

/** Settings, variables and scripts in JSON, with or without comments in it. */
export function readJsonSettings(text: string, whole: Span, fileName: string): Places {
  const places: Places['places'][number][] = [];
  const scripts: Span[] = [];
  const isPackage = fileName === 'package.json';
  const scriptsPlace = isPackage ? objectOf(text, 'scripts') : undefined;
  for (const match of text.slice(whole.start, whole.end).matchAll(pair)) {
    const [all, key = '', value = ''] = match;
    const start = whole.start + match.index;
    const end = start + all.length;
    const isText = value.startsWith('"');
    const inner = isText ? span(end - value.length + 1, end - 1) : span(end - value.length, end);
    if (scriptsPlace && start >= scriptsPlace.start && end <= scriptsPlace.end) {
      if (isText) scripts.push(inner);
      continue;
    }
    if (isPackage) continue;
    if (isText) {
      places.push(
        ...placesOfVariable(key, text.slice(inner.start, inner.end), span(start, end), inner, {
          remove: () => undefined,
        }),
      );
    }
    for (const { key: pattern, off, secure } of switches) {
      if (!pattern.test(key) || !off.test(isText ? value.slice(1, -1) : value)) continue;
      places.push(
        placeOf({
          span: span(start, end),
          effect: unverified,
          isGlobal: true,
          undo: () => [{ span: inner, text: secure }],
        }),
      );
    }
  }
  const read = readCommands({ text, regions: scripts });
  return { ...read, places: [...places, ...read.places] };
}

/** From the brace behind a key to the next that closes: scripts are an object of strings. */
function objectOf(text: string, key: string): Span | undefined {
  const open = new RegExp(`"${key}"\\s*:\\s*\\{`).exec(text);
  if (!open) return undefined;
  const start = open.index + open[0].length;
  const end = /^(?:[^"}]|"(?:[^"\\\n]|\\.)*")*/.exec(text.slice(start))?.[0].length ?? 0;
  return span(start, start + end);
}
